import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.js'
import { enrol, enrolOneOfEach, startTrial } from '../trials.js'

/** What is looked at: a theme changes the colours only, a width everything else. */
type Look = 'everything' | 'colours' | 'structure'

const COLOURS = ['color-contrast', 'link-in-text-block']

/** What axe finds in a page. */
async function violations(page: Page, look: Look = 'everything'): Promise<string[]> {
  const axe = new AxeBuilder({ page }).exclude('iframe')
  if (look === 'colours') axe.withRules(COLOURS)
  if (look === 'structure') axe.disableRules(COLOURS)
  const { violations } = await axe.analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`))
}

const PAGES = [
  ['/trials', /Trials/],
  ['/trials/new', /trial/i],
  ['/trials/audited-pages', /Audited pages/],
  ['/trials/audited-pages/results', /Audited pages/],
  ['/trials/audited-pages/report', /Audited pages/],
  ['/trials/audited-pages/subjects', /Audited pages/],
  ['/messages', /Messages/],
  ['/messages/iot-infection/standard/garden/en', /standard/i],
  ['/messages/iot-infection/improved/garden/ar', /improved/i],
  ['/messages/compare?second=iot-infection/improved/garden/en', /Compare/],
  ['/messages/compare?first=iot-infection/improved/garden/en&second=iot-infection/improved/garden/ar', /Compare/],
  ['/subjects', /Subjects|Find/],
  ['/subjects/line-audited', /line-audited/],
  ['/contacts', /Contacts/],
  ['/study', /study/i],
  ['/settings', /Settings/],
  ['/settings/rendering', /bytes/i],
  ['/nowhere', /not/i],
] as const

for (const [theme, looks] of [
  ['light', [[1440, 'everything'], [360, 'structure']]],
  ['dark', [[1440, 'colours']]],
] as const) {
  for (const [width, look] of looks) {
    test(`every page of the app is free of axe violations, ${theme}, ${width} px`, async ({ page, stile }) => {
      test.setTimeout(180_000)
      const trials = await stile.call<{ items: { trial: { id: string } }[] }>('GET', '/api/v1/trials')
      if (!trials.items.some(({ trial }) => trial.id === 'audited-pages')) {
        await startTrial(stile, 'Audited pages')
        const { garden_address } = await enrol(stile, 'audited-pages', 'line-audited')
        await page.goto(garden_address)
        await page.getByRole('textbox').fill('Is this real?')
        await page.getByRole('button', { name: 'Ask for help' }).click()
      }
      await page.setViewportSize({ width, height: 900 })
      const found: string[] = []
      for (const [path, heading] of PAGES) {
        await page.goto(`${path}${path.includes('?') ? '&' : '?'}theme=${theme}`)
        await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
        await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
        await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
        found.push(...(await violations(page, look)).map((violation) => `${path}: ${violation}`))
      }
      expect(found).toEqual([])
    })
  }

  test(`the garden's pages are free of axe violations, ${theme}`, async ({ browser, stile }) => {
    test.setTimeout(180_000)
    const trial = await startTrial(stile, `Audited garden ${theme}`)
    const context = await browser.newContext({ colorScheme: theme })
    const page = await context.newPage()
    const found: string[] = []
    const audit = async () => found.push(...(await violations(page)).map((v) => `${page.url()}: ${v}`))
    for (const { garden_address, arm } of await enrolOneOfEach(stile, trial, `line-axe-${theme}`)) {
      await page.goto(garden_address)
      await audit()
      if (arm === 'improved') {
        await page.getByRole('link', { name: 'العربية' }).click()
        await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
        await audit()
        await page.goto(garden_address)
      }
      await page.getByRole('textbox').fill('   ')
      await page.getByRole('button', { name: 'Ask for help' }).click()
      await expect(page.getByRole('textbox')).toBeVisible()
      await audit()
      await page.getByRole('textbox').fill('Is this real?')
      await page.getByRole('button', { name: 'Ask for help' }).click()
      await expect(page.getByRole('textbox')).toHaveCount(0)
      await expect(page).toHaveURL(/\/help(\?|$)/)
      await audit()
      await page.goto(garden_address)
      await page.getByRole('button', { name: 'Turn my internet back on' }).click()
      await expect(page).toHaveURL(/\/release(\?|$)/)
      await audit()
      await page.goto(garden_address)
      await audit()
    }
    await page.goto(`${stile.garden}/g/nobody`)
    await audit()
    await context.close()
    expect(found).toEqual([])
  })
}
