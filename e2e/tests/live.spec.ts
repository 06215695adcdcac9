import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.js'
import { Stile, START } from '../stile.js'
import { enrol, startTrial } from '../trials.js'

/** Counts the streams of events that a tab opens. */
async function countStreams(page: Page) {
  await page.addInitScript(() => {
    const open: EventSource[] = []
    const Opened = EventSource
    Object.assign(window, {
      open_streams: () => open.filter(({ readyState }) => readyState !== Opened.CLOSED).length,
      EventSource: class extends Opened {
        constructor(url: string) {
          super(url)
          open.push(this)
        }
      },
    })
  })
}

const nStreams = (page: Page) =>
  page.evaluate(() => (window as unknown as { open_streams: () => number }).open_streams())

async function allStreams(pages: Page[]): Promise<number> {
  return (await Promise.all(pages.map(nStreams))).reduce((sum, n) => sum + n, 0)
}

const live = (page: Page) => page.getByText('Live', { exact: true })
/** How far the trial is, with the number of those enrolled. */
const enrolled = (page: Page) => page.locator('.progress')

test('eight tabs of results share one stream, and another takes over when its tab is closed', async ({ context, stile }) => {
  test.setTimeout(90_000)
  const trials = [await startTrial(stile, 'Shared one'), await startTrial(stile, 'Shared two')]
  for (const trial of trials) await enrol(stile, trial, `first-of-${trial}`)
  const pages: Page[] = []
  for (let n = 0; n < 8; n += 1) {
    const page = await context.newPage()
    await countStreams(page)
    await page.goto(`/trials/${trials[n % 2]}/results`)
    await expect(live(page)).toBeVisible()
    await expect(enrolled(page)).toContainText('1 subject')
    pages.push(page)
  }
  expect(await allStreams(pages)).toBe(1)

  for (const trial of trials) await enrol(stile, trial, `second-of-${trial}`)
  for (const page of pages) await expect(enrolled(page)).toContainText('2 subjects')

  const counts = await Promise.all(pages.map(nStreams))
  const [leader] = pages.splice(counts.indexOf(1), 1)
  await leader.close()
  await expect.poll(() => allStreams(pages), { timeout: 2_000 }).toBe(1)
  for (const trial of trials) await enrol(stile, trial, `third-of-${trial}`)
  for (const page of pages) await expect(enrolled(page)).toContainText('3 subjects')
  await Promise.all(pages.map((page) => page.close()))
})

test('a tab without locks and channels has a stream of its own', async ({ page, stile }) => {
  await countStreams(page)
  await page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'locks', { value: undefined })
    Object.assign(window, { BroadcastChannel: undefined })
  })
  const trial = await startTrial(stile, 'Without locks')
  await enrol(stile, trial, 'line-alone')
  await page.goto(`/trials/${trial}/results`)
  await expect(live(page)).toBeVisible()
  expect(await nStreams(page)).toBe(1)
  await enrol(stile, trial, 'line-alone-too')
  await expect(enrolled(page)).toContainText('2 subjects')
})

test('a server that stands still is noticed within 30 seconds, in every tab, and comes back', async ({ browser }) => {
  test.setTimeout(120_000)
  const stile = await Stile.start('--test-clock', START)
  try {
    const trial = await startTrial(stile, 'Standing still')
    const context = await browser.newContext({ baseURL: stile.staff })
    const pages = [await context.newPage(), await context.newPage()]
    for (const page of pages) {
      await page.goto(`/trials/${trial}/results`)
      await expect(live(page)).toBeVisible()
    }
    stile.pause()
    const lost = (page: Page) => page.getByText(/^No answer since \d\d:\d\d.UTC, trying again$/)
    await Promise.all(pages.map((page) => expect(lost(page)).toBeVisible({ timeout: 30_000 })))
    stile.resume()
    await Promise.all(pages.map((page) => expect(live(page)).toBeVisible({ timeout: 30_000 })))
    await context.close()
  } finally {
    stile.resume()
    await stile.stop()
  }
})

/** What a browser does to a page that it translates: each text is taken out and put into elements of its own. */
const translate = (page: Page) =>
  page.evaluate(() => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const texts: Text[] = []
    while (walk.nextNode()) {
      const text = walk.currentNode as Text
      const parent = text.parentElement as HTMLElement
      const isLeftAlone = parent.closest('script, style, textarea, [translate="no"]') !== null
      if (text.data.trim() !== '' && !isLeftAlone) texts.push(text)
    }
    for (const text of texts) {
      const [outer, inner] = [document.createElement('font'), document.createElement('font')]
      inner.textContent = text.data.toUpperCase()
      outer.append(inner)
      text.replaceWith(outer)
    }
    return texts.length
  })

test('a translated page goes on: numbers move, screens change, codes are saved', async ({ page, stile }) => {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  const trial = await startTrial(stile, 'Translated')
  const { garden_address } = await enrol(stile, trial, 'line-translated')
  await page.goto(`/trials/${trial}/results`)
  await expect(enrolled(page)).toContainText('1 subject')
  expect(await translate(page)).toBeGreaterThan(5)
  await enrol(stile, trial, 'line-translated-too')
  await expect(enrolled(page)).toContainText('2 subjects')
  await stile.call('POST', `/api/v1/trials/${trial}/stop`, { reason: 'Enough.' })
  await expect(page.getByText('Stopped', { exact: true }).first()).toBeVisible()

  await page.getByRole('link', { name: /contacts/i }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Contacts' })).toBeVisible()
  await page.goto(garden_address)
  await page.getByRole('textbox').fill('Please call me.')
  await page.getByRole('button', { name: 'Ask for help' }).click()
  await page.goto('/contacts')
  const contact = page.getByRole('article').first()
  await expect(contact.getByText('Not coded yet.')).toBeVisible()
  await translate(page)
  await contact.getByRole('button', { name: /save codes/i }).click()
  await expect(contact.getByText('Codes saved.')).toBeVisible()
  await page.getByRole('link', { name: /trials/i }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'Trials' })).toBeVisible()
  expect(errors).toEqual([])
})

test('the editor of a translated page goes on with text, findings and previews', async ({ page }) => {
  await page.goto('/messages/iot-infection/improved/garden/en')
  const message = page.getByRole('textbox', { name: 'Message' })
  await expect(message).toHaveValue(/\+\+\+/)
  await translate(page)
  await message.fill((await message.inputValue()).replace(/^# .*$/m, '# You infected our network'))
  await expect(page.getByText('Unsaved changes')).toBeVisible()
  await expect(page.locator('.source-line').filter({ hasText: '# You infected our network' })).toHaveCount(1)
  const preview = page.frameLocator('iframe[title*="iPhone"]').getByRole('heading', { level: 1 })
  await expect(preview).toHaveText('You infected our network')
})
