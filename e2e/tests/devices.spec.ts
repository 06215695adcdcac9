import { expect, test } from '../fixtures.js'

const IMPROVED = '/messages/iot-infection/improved/garden/en'

test('the address chooses the devices, and each frame says what it is', async ({ page }) => {
  await page.goto(`${IMPROVED}?devices=p1,p9,v1&preview=dark&text=200`)
  const titles = page.locator('iframe')
  await expect(titles).toHaveCount(3)
  await expect(titles.first()).toHaveAttribute('title', /^Preview: Small phone, 320 px, English, dark, text 200\s%$/)
  await expect(page.getByRole('figure').nth(1)).toContainText('no file chooser')
  await expect(page.getByRole('figure').nth(2)).toContainText('Not shown')
  await page.getByText('Devices: 3').click()
  await page.getByRole('checkbox', { name: 'Laptop' }).check()
  await expect(page).toHaveURL(/devices=p1(,|%2C)p9(,|%2C)l1(,|%2C)v1/)
  await expect(titles).toHaveCount(4)
})

test('the arrow keys move between the devices, and one opens at full size', async ({ page }) => {
  await page.goto(`${IMPROVED}?devices=p1,p5`)
  const open = page.getByRole('button', { name: /^Open at full size/ })
  await open.first().focus()
  await page.keyboard.press('ArrowRight')
  await expect(open.nth(1)).toBeFocused()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'At full size' })
  await expect(dialog.frameLocator('iframe').getByRole('heading', { level: 1 })).toBeVisible()
  await expect(dialog).toContainText('without Version/')
  await page.keyboard.press('Escape')
  await expect(open.nth(1)).toBeFocused()
})

test('a frame asks the page for dark colours, larger text and forced colours', async ({ page }) => {
  const looks = async (query: string) => {
    await page.goto(`${IMPROVED}?devices=p5${query}`)
    const body = page.frameLocator('iframe').locator('body')
    await expect(body.getByRole('heading', { level: 1 })).toBeVisible()
    return {
      body,
      ground: () => body.evaluate((element) => getComputedStyle(element).backgroundColor),
      width: await body.evaluate((element) => element.ownerDocument.documentElement.clientWidth),
    }
  }
  const usual = await looks('')
  expect(await usual.ground()).toBe('rgb(255, 255, 255)')
  expect(usual.width).toBe(393)
  const dark = await looks('&preview=dark')
  expect(await dark.ground()).not.toBe('rgb(255, 255, 255)')
  const large = await looks('&text=200')
  expect(large.width).toBeLessThan(200)
  const forced = await looks('&colours=forced')
  await expect.poll(forced.ground).toBe('rgb(0, 0, 0)')
  await expect(page.getByText(/^Forced colours: black, white and yellow/)).toBeVisible()
})

test('an e-mail is shown in mail programs and as text of 65 columns', async ({ page }) => {
  await page.goto('/messages/iot-infection/improved/email/en')
  await expect(page.locator('iframe[title*="Mail on the web"]')).toBeVisible()
  const text = page.getByRole('region', { name: /Mail as plain text/ })
  const lines = (await text.innerText()).split('\n')
  expect(lines.length).toBeGreaterThan(10)
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(65)
})

test('a made-up language tries the layout from right to left', async ({ page }) => {
  await page.goto(IMPROVED)
  await page.getByLabel('Language of the preview').selectOption('xx-bidi')
  const root = page.frameLocator('iframe').first().locator('html')
  await expect(root).toHaveAttribute('dir', 'rtl')
  await page.getByLabel('Language of the preview').selectOption('nl')
  await expect(root).toHaveAttribute('lang', 'nl')
})
