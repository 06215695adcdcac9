import { expect, test } from '@playwright/test'
import { Stile } from '../stile.js'

test('the results of the simulated trial', async ({ page }) => {
  const stile = await Stile.start('--demo')
  try {
    const { items } = await stile.call<{ items: { trial: { id: string } }[] }>('GET', '/api/v1/trials')
    await page.goto(`${stile.staff}/trials/${items[0].trial.id}/results?theme=light`)
    // The history is made while the page is open: wait until each arm has a hundred mature subjects.
    await expect(page.getByText(/improved \d+ of [12]\d\d\./)).toBeVisible({ timeout: 120_000 })
    await page.screenshot({ path: 'pictures/results-light.png' })
  } finally {
    await stile.stop()
  }
})
