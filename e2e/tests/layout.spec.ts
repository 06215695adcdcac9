import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.js'
import { enrol, startTrial } from '../trials.js'

/** The devices on which somebody has to have seen a garden page before it is approved. */
const REQUIRED = 'p1,p3,p5,p9,t2,l1,l3,v1'

interface Messages {
  items: { message: string; documents: { id: { message: string; variant: string; channel: string; locale: string } }[] }[]
}

for (const pseudo of ['xx-accent', 'xx-bidi']) {
  test(`every garden page of the library fits every required device in ${pseudo}`, async ({ page, stile }) => {
    test.setTimeout(120_000)
    const { items } = await stile.call<Messages>('GET', '/api/v1/messages')
    const pages = items.flatMap(({ documents }) => documents.map(({ id }) => id)).filter(({ channel }) => channel === 'garden')
    expect(pages.length).toBeGreaterThan(5)
    const wide: string[] = []
    for (const { message, variant, channel, locale } of pages) {
      const path = [message, variant, channel, locale].join('/')
      await page.goto(`/messages/${path}?devices=${REQUIRED}&locale=${pseudo}&persona=long`)
      const frames = page.locator('iframe')
      await expect(frames).toHaveCount(REQUIRED.split(',').length)
      for (const frame of await frames.all()) {
        const title = await frame.getAttribute('title')
        await expect(frame.contentFrame().locator('html')).toHaveAttribute('lang', pseudo)
        const root = frame.contentFrame().locator('html')
        const over = await root.evaluate((html) => html.scrollWidth - html.clientWidth)
        if (over > 0) wide.push(`${path}, ${title}: ${over} px too wide`)
      }
    }
    expect(wide).toEqual([])
  })
}

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

for (const [width, height] of WINDOWS) {
  test(`nothing is without height in a window of ${width} × ${height}, and no page scrolls sideways`, async ({ page, stile }) => {
    test.setTimeout(120_000)
    const { items } = await stile.call<{ items: { trial: { id: string } }[] }>('GET', '/api/v1/trials')
    if (!items.some(({ trial }) => trial.id === TRIAL)) {
      await startTrial(stile, 'Narrow windows')
      await enrol(stile, TRIAL, 'line-narrow')
    }
    await page.setViewportSize({ width, height })
    const found: string[] = []
    for (const screen of SCREENS) {
      await page.goto(screen)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.locator('.waiting')).toHaveCount(0)
      found.push(...(await flat(page)).map((html) => `${screen}: ${html}`))
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      if (over > 0) found.push(`${screen}: ${over} px too wide`)
    }
    expect(found).toEqual([])
  })

  test(`text and previews of the editor are reached in a window of ${width} × ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    await page.goto(EDITOR)
    const message = page.getByRole('textbox', { name: 'Message' })
    await expect(message).toHaveValue(/\+\+\+/)
    await message.scrollIntoViewIfNeeded()
    // Several lines of some 20 px each can be seen at once.
    const seen = await page.locator('.source-scroll').evaluate((box) => box.getBoundingClientRect().height)
    expect(seen).toBeGreaterThan(120)
    const tab = page.getByRole('tab', { name: 'Preview' })
    if (await tab.isVisible()) await tab.click()
    const frame = page.locator('iframe').first()
    await frame.scrollIntoViewIfNeeded()
    await expect(frame).toBeInViewport()
    expect(await page.locator('.frames').evaluate((box) => box.getBoundingClientRect().height)).toBeGreaterThan(120)
  })
}
