import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../fixtures.js'
import type { Stile } from '../stile.js'
import { enrol, startTrial } from '../trials.js'

/** A customer who has asked for help; the card of that contact. */
async function asked(page: Page, stile: Stile, title: string): Promise<Locator> {
  const trial = await startTrial(stile, title)
  const { garden_address, case_code } = await enrol(stile, trial, `line-of-${trial}`)
  await page.goto(garden_address)
  await page.getByRole('textbox').fill(`Please call me about ${title}.`)
  await page.getByRole('button', { name: 'Ask for help' }).click()
  await page.goto('/contacts?show=all')
  return page.getByRole('article').filter({ hasText: case_code })
}

async function confirm(page: Page, card: Locator) {
  await card.getByRole('button', { name: 'Save codes' }).click()
  await card.getByRole('button', { name: 'Mark as handled…' }).click()
  await page.getByRole('button', { name: 'Mark as handled and delete the text' }).click()
}

/** The texts of all contacts that still have one. */
async function texts(stile: Stile): Promise<string> {
  const { items } = await stile.call<{ items: { text: string | null }[] }>('GET', '/api/v1/contacts')
  return items.map(({ text }) => text ?? '').join('\n')
}

test('a contact is marked as handled only once it is coded, and nothing is deleted by accident', async ({ page, stile }) => {
  const card = await asked(page, stile, 'Accident')
  const mark = card.getByRole('button', { name: 'Mark as handled…' })
  await expect(mark).toBeDisabled()
  await expect(mark).toHaveAccessibleDescription(/Save its codes first/)
  await card.getByRole('button', { name: 'Save codes' }).click()
  await expect(mark).toBeEnabled()
  await mark.click()
  await expect(page.getByRole('button', { name: 'Keep it' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(mark).toBeVisible()
})

test('what was marked as handled is undone for ten seconds, and then gone', async ({ page, stile }) => {
  const card = await asked(page, stile, 'Undone')
  await confirm(page, card)
  const undo = card.getByRole('button', { name: 'Undo' })
  await expect(undo).toBeFocused()
  await undo.click()
  await expect(card.getByText('Please call me about Undone.')).toBeVisible()
  await card.getByRole('button', { name: 'Mark as handled…' }).click()
  await page.getByRole('button', { name: 'Mark as handled and delete the text' }).click()
  expect(await texts(stile)).toContain('about Undone')
  await expect(card.getByText(/its text is deleted/)).toBeVisible({ timeout: 15_000 })
  expect(await texts(stile)).not.toContain('about Undone')
})

test('whoever leaves the page has confirmed', async ({ page, stile }) => {
  const card = await asked(page, stile, 'Left by link')
  await confirm(page, card)
  await expect(card.getByRole('button', { name: 'Undo' })).toBeVisible()
  await page.getByRole('link', { name: 'Settings' }).click()
  await expect.poll(() => texts(stile)).not.toContain('about Left by link')

  const other = await asked(page, stile, 'Closed')
  await confirm(page, other)
  await expect(other.getByRole('button', { name: 'Undo' })).toBeVisible()
  await page.goto('about:blank')
  await expect.poll(() => texts(stile)).not.toContain('about Closed')
})
