import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.js'

const ADDRESS = '/messages/iot-infection/improved/garden/de'

/** A browser that refuses to change the address, as browsers do when it changes too often: a panic. */
const refuseAddresses = (page: Page) =>
  page.evaluate(() => {
    const refuse = () => {
      throw new DOMException('Attempt to use history too often', 'SecurityError')
    }
    Object.assign(History.prototype, { pushState: refuse, replaceState: refuse })
  })

async function opened(page: Page) {
  await page.goto(ADDRESS)
  return loaded(page)
}

async function loaded(page: Page) {
  const message = page.getByRole('textbox', { name: 'Message', exact: true })
  await expect(message).toHaveValue(/\+\+\+/)
  return message
}

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

test('a crash of the editor says so, hands the text out, and does not load it again', async ({ page, stile }) => {
  const errors: string[] = []
  page.on('console', (line) => line.type() === 'error' && errors.push(line.text()))
  const message = await opened(page)
  const stored = await message.inputValue()
  const text = `${stored}\nMein letzter Satz.\n`
  await message.fill(text)
  await refuseAddresses(page)
  await page.getByRole('combobox', { name: /text size/i }).selectOption({ index: 1 })
  const banner = page.getByRole('alertdialog', { name: 'Stile has stopped' })
  await expect(banner).toBeVisible()
  await expect(banner.getByRole('button', { name: 'Copy my text' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(banner.getByRole('status')).toHaveText('Copied.')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text)

  // Neither keys nor timers reach the dead app: nothing is saved, and the console is told once.
  const told = errors.length
  expect(told).toBeLessThan(4)
  await page.keyboard.press('Control+s')
  await page.keyboard.press('Escape')
  await page.setViewportSize({ width: 1000, height: 700 })
  // Longer than the pause after which a text is saved by itself.
  await page.waitForTimeout(5_500)
  await expect(banner).toBeVisible()
  expect(errors.length).toBe(told)
  const saved = await stile.call<{ source: string }>('GET', `/api/v1${ADDRESS}`)
  expect(saved.source).not.toContain('Mein letzter Satz')

  await banner.getByRole('button', { name: 'Reload without the draft' }).click()
  const again = await loaded(page)
  await expect(again).toHaveValue(stored)
  const offered = page.getByRole('group').filter({ hasText: 'when the editor crashed' })
  await expect(offered).toContainText('Mein letzter Satz.')
  await page.reload()
  await expect(await loaded(page)).toHaveValue(stored)
  await offered.getByRole('button', { name: 'Put it in the editor' }).click()
  await expect(again).toHaveValue(text)
  await offered.getByRole('button', { name: 'Forget it' }).click()
  await expect(offered).toHaveCount(0)
})

test('a crash on another screen offers to load it again', async ({ page }) => {
  await page.goto('/trials')
  await expect(page.getByRole('heading', { level: 1, name: 'Trials' })).toBeVisible()
  await refuseAddresses(page)
  await page.getByRole('link', { name: 'Settings' }).click()
  const banner = page.getByRole('alertdialog', { name: 'Stile has stopped' })
  await expect(banner).toBeVisible()
  await expect(banner.getByRole('button', { name: 'Copy my text' })).toHaveCount(0)
  await banner.getByRole('button', { name: 'Reload' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Trials' })).toBeVisible()
  await expect(banner).toHaveCount(0)
})

test('a text that ends the app while it is read is not kept as a draft', async ({ page }) => {
  const message = await opened(page)
  const stored = await message.inputValue()
  // What the app asks of the browser while it reads a text, thrown through the WebAssembly.
  await page.evaluate(() => {
    Performance.prototype.clearMarks = () => {
      throw new Error('broken')
    }
  })
  await message.fill(`${stored}\nEin Satz.\n`)
  await expect(page.getByRole('alertdialog', { name: 'Stile has stopped' })).toBeVisible()
  const drafts = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('stile.draft.')))
  expect(drafts).toEqual([])
  await page.getByRole('button', { name: 'Reload without the draft' }).click()
  await expect(await loaded(page)).toHaveValue(stored)
})
