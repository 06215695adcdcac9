import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.js'
import { enrol, enrolOneOfEach, startTrial } from '../trials.js'

/** Presses Tab until a control has the focus; fails when the keyboard does not come to it. */
async function tabTo(page: Page, role: 'button' | 'textbox' | 'link', name?: RegExp) {
  const control = page.getByRole(role, { name }).first()
  for (let n = 0; n < 30; n++) {
    await page.keyboard.press('Tab')
    if (await control.evaluate((element) => element === document.activeElement)) return control
  }
  throw new Error(`Tab never came to the ${role} ${name ?? ''}`)
}

test.describe('a phone of 320 pixels without scripts, images and cookies', () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 320, height: 568 } })

  test('a customer asks for help and comes out by keyboard alone', async ({ page, context, stile }) => {
    const limits = await context.newCDPSession(page)
    await limits.send('Emulation.setDocumentCookieDisabled', { disabled: true })
    await limits.send('Network.enable')
    await limits.send('Network.setBlockedURLs', { urls: ['*.png', '*.svg', '*.jpg', '*.ico', 'data:image/*'] })
    const trial = await startTrial(stile, 'By keyboard')
    for (const { garden_address, case_code } of await enrolOneOfEach(stile, trial, 'line-keys')) {
      await page.goto(garden_address)
      await tabTo(page, 'textbox')
      await page.keyboard.type('I cannot find the camera')
      await tabTo(page, 'button', /Ask for help/)
      await page.keyboard.press('Enter')
      await expect(page).toHaveURL(/\/help(\?|$)/)
      await expect(page.getByRole('main')).toContainText(case_code)

      await page.goto(garden_address)
      await tabTo(page, 'button', /Turn my internet back on/)
      await page.keyboard.press('Enter')
      await expect(page).toHaveURL(/\/release(\?|$)/)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    }
  })
})

test('in forced colours every control has an edge, and the focus is seen', async ({ page, stile }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  const trial = await startTrial(stile, 'Forced colours')
  for (const { garden_address } of await enrolOneOfEach(stile, trial, 'line-forced')) {
    await page.goto(garden_address)
    const controls = page.locator('button, textarea')
    expect(await controls.count()).toBeGreaterThan(1)
    for (const control of await controls.all()) {
      const edge = await control.evaluate((element) => {
        const { borderTopStyle, borderTopWidth, borderTopColor, backgroundColor } = getComputedStyle(element)
        return { drawn: borderTopStyle !== 'none' && parseFloat(borderTopWidth) >= 1, borderTopColor, backgroundColor }
      })
      expect(edge.drawn).toBe(true)
      expect(edge.borderTopColor).not.toBe(edge.backgroundColor)
    }
    const button = await tabTo(page, 'button', /Turn my internet back on/)
    const outline = await button.evaluate((element) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2
    })
    expect(outline).toBe(true)
  }
})

test('every page of the garden fits 320 pixels at twice the text size', async ({ page, stile }) => {
  await page.setViewportSize({ width: 320, height: 568 })
  const fits = async () => {
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), page.url()).toBeLessThanOrEqual(0)
  }
  const trial = await startTrial(stile, 'Large text')
  const { garden_address } = await enrol(stile, trial, 'line-large')
  await page.goto(garden_address)
  await fits()
  await page.getByRole('textbox').fill('Help')
  await page.getByRole('button', { name: 'Ask for help' }).click()
  await expect(page).toHaveURL(/\/help(\?|$)/)
  await fits()
  await page.goto(garden_address)
  await page.getByRole('button', { name: 'Turn my internet back on' }).click()
  await expect(page).toHaveURL(/\/release(\?|$)/)
  await fits()
  await page.goto(`${stile.garden}/g/nobody`)
  await fits()
})
