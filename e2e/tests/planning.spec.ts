import { expect, test } from '../fixtures.js'
import { enrolBothArms, plan, startTrial, type TrialView } from '../trials.js'

test('the planner answers while a value is moved by keyboard', async ({ page }) => {
  await page.goto('/trials/new')
  const answer = page.getByText(/for the planned look, in about/)
  const before = await answer.textContent()
  const drag = page.getByRole('slider', { name: /^Smallest difference/ })
  await drag.focus()
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowLeft')
  await expect(page.getByRole('textbox', { name: /^Smallest difference/ })).toHaveValue('8')
  const n = (text: string | null) => Number(text?.match(/^(\d+)/)?.[1])
  await expect.poll(async () => n(await answer.textContent())).toBeGreaterThan(n(before))
})

test('the power curve is read by keyboard', async ({ page }) => {
  await page.goto('/trials/new')
  await page.getByRole('group', { name: 'Power against subjects, read by arrow keys' }).focus()
  await page.keyboard.press('End')
  await expect(page.getByText(/^\d+.subjects: power .* at a planned look, .* while watching\.$/)).toBeVisible()
})

test('a plan that cannot work is refused at its fields, and the first of them has the focus', async ({ page }) => {
  await page.goto('/trials/new')
  await page.getByLabel('Title').fill('Refused at its field')
  await page.getByLabel('Hypothesis').fill('It cannot work.')
  await page.getByLabel('Quiet time').fill('20')
  await page.getByLabel('Expected in the control, in percent').fill('95')
  await page.getByRole('button', { name: 'Save the plan' }).click()
  await expect(page.getByLabel('Quiet time')).toBeFocused()
  await expect(page.getByLabel('Quiet time')).toHaveAccessibleDescription(/not longer than the horizon/)
  const smallest = page.getByRole('textbox', { name: /^Smallest difference/ })
  await expect(smallest).toHaveAccessibleDescription(/are not below 100 %/)
  await page.getByLabel('Quiet time').fill('7')
  await expect(page.getByLabel('Quiet time')).not.toHaveAttribute('aria-invalid', 'true')
})

test('a guardrail without a sensible margin is refused at it', async ({ page }) => {
  await page.goto('/trials/new')
  await page.getByLabel('Title').fill('A guardrail')
  await page.getByLabel('Hypothesis').fill('It must not bring more calls.')
  await page.getByRole('button', { name: 'Add a guardrail' }).click()
  const margin = page.getByLabel('Margin 1, in points')
  await expect(margin).toHaveValue('5')
  await margin.fill('150')
  await page.getByRole('button', { name: 'Save the plan' }).click()
  await expect(margin).toHaveAccessibleDescription(/above 0 and below 1/)
  await margin.fill('2.5')
  await page.getByRole('button', { name: 'Save the plan' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'A guardrail' })).toBeVisible()
  await expect(page.getByText(/within 2\.5 points/)).toBeVisible()
})

test('the checklist before the start names what is missing', async ({ page, stile }) => {
  const arm = (name: string, channels: string[]) => ({ name, variant: name, channels, quarantined: true, weight: 1 })
  const arms = [arm('standard', ['garden']), arm('improved', ['garden', 'letter'])]
  const { trial } = await stile.call<TrialView>('POST', '/api/v1/trials', plan('Before the start', { arms }))
  await page.goto(`/trials/${trial.id}`)
  const start = page.getByRole('region', { name: 'Start' })
  const letter = start.getByRole('listitem').filter({ hasText: 'improved, letter' })
  await expect(letter).toContainText('Missing')
  await expect(letter).toContainText('has not been saved')
  await expect(start.getByRole('listitem').filter({ hasText: 'Size:' })).toContainText('Ready')
  await expect(start.getByRole('button', { name: 'Start trial' })).toBeDisabled()
})

test('before its first look a trial says when that is, and tests nothing', async ({ page, stile }) => {
  const trial = await startTrial(stile, 'Before the first look')
  await enrolBothArms(stile, trial, 'first-look')
  await page.goto(`/trials/${trial}/results`)
  const looks = page.getByRole('region', { name: 'Looks', exact: true })
  await expect(looks.getByText(/no look yet\. The first is made when each arm has 10 mature subjects/)).toBeVisible()
  await expect(looks.getByRole('table')).toHaveCount(1)
  await expect(looks.getByRole('row', { name: /^standard 0 \d \d+$/ })).toBeVisible()
})

test('a trial whose arms differ in more than its plan lets them cannot start, and says why', async ({ page, stile }) => {
  const { trial } = await stile.call<TrialView>('POST', '/api/v1/trials', plan('Undeclared', { may_differ: ['fix'] }))
  await page.goto(`/trials/${trial.id}`)
  const item = page.getByRole('listitem').filter({ hasText: 'they differ only in fix' })
  await expect(item).toContainText('Missing')
  await expect(item).toContainText('“lead” differs from the control, and is not declared to differ (X-01)')
  await expect(page.getByRole('button', { name: 'Start trial' })).toBeDisabled()
  await expect(page.getByRole('listitem').filter({ hasText: 'X-07' })).toContainText('Know')
})
