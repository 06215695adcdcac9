import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect } from '../fixtures.js'
import { test } from '../demo.js'

/** Opens a screen of the trial and waits until its numbers are there. */
async function open(page: Page, path: string) {
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible({ timeout: 30_000 })
}

test.describe.configure({ timeout: 60_000 })

test('the verdict leads, with how far the trial is and why nothing more can be said', async ({ page, trial }) => {
  await open(page, `/trials/${trial}/results`)
  const verdict = page.locator('section').filter({ has: page.getByRole('progressbar') })
  await expect(verdict.getByRole('heading', { level: 2 })).not.toBeEmpty()
  await expect(verdict.getByText(/planned subjects count/)).toBeVisible()
  await expect(verdict.getByRole('progressbar', { name: 'On the way to the last look' })).toBeVisible()
  await expect(verdict.getByText(/as known now/).first()).toBeVisible()
})

test('the burden board is read row by row by keyboard', async ({ page, trial }) => {
  await open(page, `/trials/${trial}/results`)
  const board = page.getByRole('region', { name: 'Burden' })
  const plot = board.getByRole('region', { name: /every code and every way/ })
  await plot.focus()
  await page.keyboard.press('ArrowDown')
  const reading = board.getByRole('status').first()
  await expect(reading).toContainText(/^Complaint: improved .* of \d+\), standard /)
  await page.keyboard.press('ArrowDown')
  await expect(reading).toContainText('Cannot work:')
  await page.keyboard.press('End')
  await expect(reading).toContainText('Writes an e-mail:')
  await page.keyboard.press('Escape')
  await expect(reading).toBeEmpty()
})

test('the curves are read day by day by keyboard, with the numbers at risk below them', async ({ page, trial }) => {
  await open(page, `/trials/${trial}/results`)
  const board = page.getByRole('region', { name: 'Cleanup' })
  await board.getByRole('group', { name: 'Chart, read by arrow keys' }).focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
  await expect(board.getByRole('status').first()).toContainText(/^Confirmed clean by day 6: /)
  const atRisk = board.getByRole('region', { name: /still followed/ })
  await expect(atRisk.getByRole('columnheader')).toHaveText(['Arm', '0', '3', '6', '9', '12', '15', '18', '21'])
})

test('every table and every chart can be saved, and says that its subjects are simulated', async ({ page, trial }) => {
  await open(page, `/trials/${trial}/results`)
  const board = page.getByRole('region', { name: 'Burden' })
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    board.getByRole('button', { name: /^Save as CSV: .*every code/ }).click(),
  ])
  expect(csv.suggestedFilename()).toMatch(/^simulated-.*\.csv$/)
  const text = await readFile(await csv.path(), 'utf8')
  expect(text.startsWith('\ufeff')).toBe(true)
  const lines = text.trim().split('\r\n')
  expect(lines).toHaveLength(18)
  expect(lines[1]).toMatch(/^Complaint,/)
  const [svg] = await Promise.all([
    page.waitForEvent('download'),
    board.getByRole('button', { name: /^Save as SVG: / }).first().click(),
  ])
  const drawn = await readFile(await svg.path(), 'utf8')
  expect(drawn).toContain('http://www.w3.org/2000/svg')
  expect(drawn).toContain('Cannot work')
  expect(drawn).toMatch(/simulated/)
})

test('each board says how its numbers are computed, with the source', async ({ page, trial }) => {
  await open(page, `/trials/${trial}/results`)
  const how = page.getByRole('region', { name: 'Cleanup' }).getByText('How is this computed?')
  await how.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Kaplan & Meier 1958').first()).toBeVisible()
})

test('health shows the flow, the shares of the arms, and what is not resolved', async ({ page, trial }) => {
  await open(page, `/trials/${trial}/results`)
  const health = page.getByRole('region', { name: 'Can these numbers be trusted?' })
  for (const row of [/^Seen infected/, /^Randomised/, /^Analysed so far/, /^Arms as planned, enrolled/, /^Seen in two arms/]) {
    await expect(health.getByRole('row', { name: row })).toBeVisible()
  }
  await expect(page.getByRole('region', { name: /^Breakdowns/ }).getByText('exploratory', { exact: true })).toBeVisible()
})

test('the one-page report prints on one page, with the hash of the plan', async ({ page, trial }) => {
  await open(page, `/trials/${trial}/report`)
  await expect(page.getByText(/Plan [0-9a-f]{64}/)).toBeVisible()
  await expect(page.getByText(/The subjects are simulated/).first()).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden()
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden()
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1')
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
})

test('the audit of the trial says that its log is intact', async ({ page, trial }) => {
  await open(page, `/trials/${trial}`)
  await page.getByRole('button', { name: 'Audit the assignment' }).click()
  await expect(page.getByText(/The log is intact: \d+.rows drawn again, all as recorded/)).toBeVisible()
})
