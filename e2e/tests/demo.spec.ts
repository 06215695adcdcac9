import { expect } from '../fixtures.js'
import { test } from '../demo.js'

test('a newcomer finds the published study and a simulated trial that moves', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('link', { name: /published study/i })).toBeVisible()
  await page.getByRole('link', { name: /improved page/i }).first().click()
  await expect(page.getByText('Simulated', { exact: true })).toBeVisible()
  await page.getByRole('link', { name: 'Results' }).click()
  await expect(page.getByText('Simulated', { exact: true })).toBeVisible()
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  const upTo = page.getByText(/data up to/i).first()
  const before = await upTo.textContent()
  await expect(upTo).not.toHaveText(before ?? '', { timeout: 20_000 })
})

test('every screen that shows a made-up subject says so', async ({ page, trial }) => {
  const simulated = page.getByText('Simulated', { exact: true }).first()
  await page.goto('/trials')
  await expect(simulated).toBeVisible()
  await page.goto(`/trials/${trial}/subjects`)
  await expect(simulated).toBeVisible()
  await page.getByRole('link', { name: /^sim-/ }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: /^sim-/ })).toBeVisible()
  await expect(simulated).toBeVisible()
  await page.goto('/contacts?show=all')
  await expect(simulated).toBeVisible()
})

test('the chart is drawn, and its table is beside it', async ({ page, trial }) => {
  await page.goto(`/trials/${trial}/results?theme=light`)
  const board = page.getByRole('region', { name: 'Cleanup' })
  for (const colour of ['#4a5f8a', '#0b7a68']) {
    // A curve that rises, not a line of the grid: the history is made while the page is open.
    const curve = board.locator(`svg path[fill="none"][stroke="${colour}"]`).first()
    await expect.poll(async () => (await curve.boundingBox())?.height ?? 0, { timeout: 25_000 }).toBeGreaterThan(50)
  }
  await expect(board.getByRole('table').first()).toBeVisible()
})

test('the published study shows counts with computed percentages, its caveats, and no curve', async ({ page }) => {
  await page.goto('/study')
  await expect(page.getByText(/probably not randomised against each other/).first()).toBeVisible()
  await expect(page.getByText('37 of 40').first()).toBeVisible()
  await expect(page.getByText(/14\.80/).first()).toBeVisible()
  await expect(page.locator('main canvas, main .chart')).toHaveCount(0)
})
