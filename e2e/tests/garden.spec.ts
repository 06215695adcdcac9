import { expect, test } from '../fixtures.js'
import { enrol, enrolOneOfEach, startTrial } from '../trials.js'

test.describe('the garden without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('a customer asks for help and is told what happens next', async ({ page, stile }) => {
    const trial = await startTrial(stile, 'Help without scripts')
    const { garden_address, case_code } = await enrol(stile, trial, 'line-help')
    await page.goto(garden_address)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByText(case_code).first()).toBeVisible()
    await page.getByRole('textbox').fill('Which of my cameras is it?')
    await page.getByRole('button', { name: 'Ask for help' }).click()
    await expect(page).toHaveURL(/\/help(\?|$)/)
    await expect(page.getByRole('main')).toContainText(case_code)
    const contacts = await stile.call<{ items: { text: string; subject: string }[] }>('GET', '/api/v1/contacts')
    expect(contacts.items.find(({ subject }) => subject === 'line-help')?.text).toBe('Which of my cameras is it?')
  })

  test('a second click on release counts once', async ({ page, stile }) => {
    const trial = await startTrial(stile, 'Release without scripts')
    const { garden_address } = await enrol(stile, trial, 'line-release')
    await page.goto(garden_address)
    await page.getByRole('button', { name: 'Turn my internet back on' }).click()
    await expect(page).toHaveURL(/\/release(\?|$)/)
    await page.goto(garden_address)
    await expect(page.getByRole('button', { name: 'Turn my internet back on' })).toHaveCount(0)
    const again = await page.request.post(`${garden_address}/release`, { form: {}, maxRedirects: 0 })
    expect(again.status()).toBe(303)
    const releases = await stile.call<{ items: { subject: string }[] }>('GET', '/api/v1/releases')
    expect(releases.items.filter(({ subject }) => subject === 'line-release')).toHaveLength(1)
  })

  test('an unknown token gets a calm page with the help number', async ({ page, stile }) => {
    const answer = await page.goto(`${stile.garden}/g/nobody-has-this-token`)
    expect(answer?.status()).toBe(404)
    await expect(page.getByText('0800 555 010').first()).toBeVisible()
    const guessed = await page.request.get(`${stile.garden}/g/00000000000000000000000000000000`)
    expect(await guessed.text()).toBe(await answer?.text())
  })

  test('a page needs one request, sets no cookie and runs no script', async ({ page, context, stile }) => {
    const trial = await startTrial(stile, 'One request')
    const { garden_address } = await enrol(stile, trial, 'line-request')
    const requests: string[] = []
    page.on('request', (request) => requests.push(request.url()))
    const answer = await page.goto(garden_address)
    expect(requests).toEqual([garden_address])
    expect(await context.cookies()).toEqual([])
    expect(answer?.headers()['cache-control']).toBe('no-store')
    expect(await answer?.text()).not.toContain('<script')
  })
})

test('a garden page fits a screen of 320 pixels, also at twice the text size', async ({ page, stile }) => {
  const trial = await startTrial(stile, 'Small screens')
  for (const { garden_address } of await enrolOneOfEach(stile, trial, 'line-small')) {
    await page.setViewportSize({ width: 320, height: 568 })
    await page.goto(garden_address)
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(await overflow()).toBeLessThanOrEqual(0)
    await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
    expect(await overflow()).toBeLessThanOrEqual(0)
  }
})
