import { expect, test } from '../fixtures.js'

const IMPROVED = '/messages/iot-infection/improved/garden/en'

test('a block and a placeholder come from the menus, and undo takes them back', async ({ page }) => {
  await page.goto(IMPROVED)
  const message = page.getByRole('textbox', { name: 'Message' })
  await expect(message).toHaveValue(/\+\+\+/)
  const before = await message.inputValue()
  await page.getByText('Block', { exact: true }).click()
  await page.getByRole('button', { name: /^steps/ }).click()
  await expect(message).toHaveValue(/\{#steps \.steps/)
  await expect(page.getByRole('listitem').filter({ hasText: 'L-' })).toHaveCount(0)
  const withBlock = await message.inputValue()

  await page.getByText('Placeholder', { exact: true }).click()
  await page.getByRole('button', { name: /^Help line the number/ }).click()
  await expect(message).toHaveValue(/\(\(help phone\)\)[^]*\(\(help phone\)\)/)

  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(message).toHaveValue(withBlock)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(message).toHaveValue(before)
  await page.getByRole('button', { name: 'Redo' }).click()
  await expect(message).toHaveValue(withBlock)
})

test('the outline leads to a block, and the keys are listed', async ({ page }) => {
  await page.goto(IMPROVED)
  const message = page.getByRole('textbox', { name: 'Message' })
  await expect(message).toHaveValue(/\+\+\+/)
  await page.getByText('Outline', { exact: true }).click()
  await page.getByRole('button', { name: /^Need help\?/ }).click()
  await expect(message).toBeFocused()
  const chosen = () =>
    message.evaluate((field: HTMLTextAreaElement) => field.value.slice(field.selectionStart, field.selectionEnd))
  await expect.poll(chosen).toContain('## Need help?')
  await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(chosen).toContain('## Done?')
  await page.keyboard.press('Control+/')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('Shift+F8')
})

test('a fix by one click is undone like anything typed', async ({ page }) => {
  await page.goto('/messages/iot-infection/standard/garden/nl')
  const message = page.getByRole('textbox', { name: 'Message' })
  await expect(message).toHaveValue(/\+\+\+/)
  const before = await message.inputValue()
  await message.fill(before + '\nU dient te bellen.\n')
  const typed = await message.inputValue()
  const fix = page.getByRole('listitem').filter({ hasText: 'dient te' }).getByRole('button').first()
  await fix.click()
  await expect(message).not.toHaveValue(typed)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(message).toHaveValue(typed)
})

test('a text is saved by itself once its author pauses', async ({ page, stile }) => {
  const address = '/messages/iot-infection/standard/email/en'
  await page.goto(address)
  const message = page.getByRole('textbox', { name: 'Message' })
  await expect(message).toHaveValue(/\+\+\+/)
  await message.fill((await message.inputValue()) + '\nOne more line.\n')
  await expect(page.getByText('Unsaved changes')).toBeVisible()
  await expect(page.getByText(/^Saved/)).toBeVisible()
  const saved = await stile.call<{ source: string }>('GET', `/api/v1${address}`)
  expect(saved.source).toContain('One more line.')
})

test('staff walk through the garden page, and both forms work', async ({ page }) => {
  await page.goto(IMPROVED)
  await page.getByRole('button', { name: 'Walk through' }).click()
  const opened = page.waitForEvent('popup')
  await page.getByRole('link', { name: 'Open the walk' }).click()
  const garden = await opened
  await expect(garden.getByRole('heading', { level: 1 })).toBeVisible()
  await garden.getByRole('textbox').fill('Is this real?')
  await garden.getByRole('button', { name: 'Ask for help' }).click()
  await expect(garden).toHaveURL(/\/help(\?|$)/)
})

test('a translation that loses a block is told while it is typed', async ({ page }) => {
  await page.goto('/messages/iot-infection/improved/garden/nl')
  const message = page.getByRole('textbox', { name: 'Message' })
  await expect(message).toHaveValue(/\.consequence\}/)
  const parity = page.getByRole('listitem').filter({ hasText: 'P-03' })
  await expect(parity).toHaveCount(0)
  const text = await message.inputValue()
  await message.fill(text.replace(/^## [^\n]*\.consequence\}\n[^]*?(?=^## |$(?![^]))/m, ''))
  await expect(message).not.toHaveValue(/\.consequence\}/)
  await expect(parity.first()).toBeVisible()
})
