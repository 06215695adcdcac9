import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.js'
import { enrol, startTrial } from '../trials.js'

/** The devices on which somebody has to have seen a garden page before it is approved. */
const REQUIRED = 'p1,p3,p5,p9,t2,l1,l3,v1'

interface Messages {
  items: { message: string; documents: { id: { message: string; variant: string; channel: string; locale: string } }[] }[]
}

/** Every frame: its title, the language of its page, and by how many pixels the page is too wide for it. */
function shown(page: Page): Promise<{ title: string; lang: string; over: number }[]> {
  return page.locator('iframe').evaluateAll((frames) =>
    (frames as HTMLIFrameElement[]).map(({ title, contentDocument }) => {
      const root = contentDocument?.documentElement
      return { title, lang: root?.lang ?? '', over: (root?.scrollWidth ?? 0) - (root?.clientWidth ?? 0) }
    }),
  )
}

test('every garden page of the library fits every required device in made-up languages', async ({ page, stile }) => {
  test.setTimeout(120_000)
  const { items } = await stile.call<Messages>('GET', '/api/v1/messages')
  const pages = items.flatMap(({ documents }) => documents.map(({ id }) => id)).filter(({ channel }) => channel === 'garden')
  expect(pages.length).toBeGreaterThan(5)
  const wide: string[] = []
  for (const { message, variant, channel, locale } of pages) {
    const path = [message, variant, channel, locale].join('/')
    await page.goto(`/messages/${path}?devices=${REQUIRED}&persona=long`)
    const frames = page.locator('iframe')
    await expect(frames).toHaveCount(REQUIRED.split(',').length)
    for (const pseudo of ['xx-accent', 'xx-bidi']) {
      await page.getByLabel('Language of the preview').selectOption(pseudo)
      await expect.poll(async () => new Set((await shown(page)).map(({ lang }) => lang))).toEqual(new Set([pseudo]))
      const tooWide = (await shown(page)).filter(({ over }) => over > 0)
      wide.push(...tooWide.map(({ title, over }) => `${path}, ${title}: ${over} px too wide`))
    }
  }
  expect(wide).toEqual([])
})

/** Narrow and low windows; 320 × 180 is 1280 × 720 at 400 %. */
const WINDOWS = [
  [320, 568],
  [320, 180],
  [360, 740],
  [720, 450],
  [768, 1024],
  [960, 400],
  [1440, 300],
] as const

const EDITOR = '/messages/iot-infection/improved/garden/en'
const TRIAL = 'narrow-windows'
const SCREENS = [
  '/trials',
  '/trials/new',
  `/trials/${TRIAL}`,
  `/trials/${TRIAL}/results`,
  `/trials/${TRIAL}/report`,
  `/trials/${TRIAL}/subjects`,
  '/messages',
  EDITOR,
  '/messages/compare?second=iot-infection/improved/garden/en',
  '/subjects',
  '/subjects/line-narrow',
  '/contacts',
  '/study',
  '/settings',
  '/settings/rendering',
]

/** What has words or controls in it, is meant to be seen, and has no height or no width. */
function flat(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const controls = 'button, input, select, textarea, a[href], summary, iframe'
    const isMeant = (element: Element) =>
      element.checkVisibility({ visibilityProperty: true }) &&
      element.closest('.visually-hidden, [aria-hidden="true"], option, svg, details:not([open]) > :not(summary)') === null
    const hasWords = (element: Element) =>
      [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== '')
    const isFlat = ({ width, height }: DOMRect) => width < 1 || height < 1
    /** Cut off altogether by an ancestor that does not scroll far enough to show it. */
    const isCutOff = (element: Element) => {
      for (let box = element.parentElement; box !== null && box !== document.body; box = box.parentElement) {
        const clips = getComputedStyle(box).overflowY !== 'visible'
        if (clips && isFlat(box.getBoundingClientRect())) return true
      }
      return false
    }
    return [...document.body.querySelectorAll('*')]
      .filter((element) => isMeant(element) && (hasWords(element) || element.matches(controls)))
      .filter((element) => getComputedStyle(element).display !== 'contents')
      .filter((element) => isFlat(element.getBoundingClientRect()) || isCutOff(element))
      .map((element) => element.outerHTML.slice(0, 120))
  })
}

/** Gives the window a size, and waits until the page is laid out in it. */
async function resize(page: Page, [width, height]: readonly [number, number]) {
  await page.setViewportSize({ width, height })
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
}

test('nothing is without height in a narrow or low window, and no page scrolls sideways', async ({ page, stile }) => {
  test.setTimeout(180_000)
  await startTrial(stile, 'Narrow windows')
  await enrol(stile, TRIAL, 'line-narrow')
  const found: string[] = []
  for (const screen of SCREENS) {
    // Each screen is loaded in the narrowest window: what is measured on arrival is measured there.
    await resize(page, WINDOWS[0])
    await page.goto(screen)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.locator('.waiting')).toHaveCount(0)
    for (const window of WINDOWS) {
      await resize(page, window)
      const at = `${screen} at ${window.join(' × ')}`
      found.push(...(await flat(page)).map((html) => `${at}: ${html}`))
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      if (over > 0) found.push(`${at}: ${over} px too wide`)
    }
  }
  expect(found).toEqual([])
})

test('text and previews of the editor are reached in a narrow or low window', async ({ page }) => {
  test.setTimeout(60_000)
  await page.goto(EDITOR)
  const message = page.getByRole('textbox', { name: 'Message' })
  await expect(message).toHaveValue(/\+\+\+/)
  const [text, preview] = ['Text', 'Preview'].map((name) => page.getByRole('tab', { name }))
  for (const window of WINDOWS) {
    await test.step(window.join(' × '), async () => {
      await resize(page, window)
      if (await text.isVisible()) await text.click()
      await message.scrollIntoViewIfNeeded()
      // Several lines of some 20 px each can be seen at once.
      const seen = await page.locator('.source-scroll').evaluate((box) => box.getBoundingClientRect().height)
      expect(seen).toBeGreaterThan(120)
      if (await preview.isVisible()) await preview.click()
      const frame = page.locator('iframe').first()
      await frame.scrollIntoViewIfNeeded()
      await expect(frame).toBeInViewport()
      const shown = await page.locator('.frames').evaluate((box) => box.getBoundingClientRect().height)
      expect(shown).toBeGreaterThan(120)
    })
  }
})
