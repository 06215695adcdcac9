import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.js'
import { enrol, enrolOneOfEach, startTrial } from '../trials.js'

/** The rules to run: a theme changes the colours only, a width everything else. */
type Rules = 'everything' | 'colours' | 'structure'

const COLOURS = ['color-contrast', 'link-in-text-block']

/** What axe finds in a page. */
async function violations(page: Page, rules: Rules = 'everything'): Promise<string[]> {
  // Frames are left out, so nothing need be injected into them, nor collected from them in a page of its own.
  const axe = new AxeBuilder({ page }).exclude('iframe').setLegacyMode()
  if (rules === 'colours') axe.withRules(COLOURS)
  if (rules === 'structure') axe.disableRules(COLOURS)
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

test('every page of the app is free of axe violations, light and dark, wide and narrow', async ({ page, stile }) => {
  test.setTimeout(240_000)
  await startTrial(stile, 'Audited pages')
  const { garden_address } = await enrol(stile, 'audited-pages', 'line-audited')
  await page.goto(garden_address)
  await page.getByRole('textbox').fill('Is this real?')
  await page.getByRole('button', { name: 'Ask for help' }).click()
  const found: string[] = []
  const theme = page.getByRole('combobox', { name: 'Theme' }).first()
  for (const [path, heading] of PAGES) {
    const audit = async (at: string, rules: Rules) =>
      found.push(...(await violations(page, rules)).map((violation) => `${path}, ${at}: ${violation}`))
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.goto(`${path}${path.includes('?') ? '&' : '?'}theme=light`)
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
    await audit('light, 1440 px', 'everything')
    await theme.selectOption('dark')
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
    await audit('dark, 1440 px', 'colours')
    await page.setViewportSize({ width: 360, height: 900 })
    await audit('360 px', 'structure')
  }
  expect(found).toEqual([])
})

test("the garden's pages are free of axe violations, light and dark", async ({ page, stile }) => {
  test.setTimeout(180_000)
  const trial = await startTrial(stile, 'Audited garden')
  const found: string[] = []
  const audit = async () => {
    for (const [colorScheme, rules] of [['light', 'everything'], ['dark', 'colours']] as const) {
      await page.emulateMedia({ colorScheme })
      found.push(...(await violations(page, rules)).map((v) => `${page.url()}, ${colorScheme}: ${v}`))
    }
  }
  for (const { garden_address, arm } of await enrolOneOfEach(stile, trial, 'line-axe')) {
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
  expect(found).toEqual([])
})
