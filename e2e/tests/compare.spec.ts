import { expect, test } from '../fixtures.js'
import { enrolBothArms, startTrial } from '../trials.js'

test('two variants are compared block by block, in frames and by their rates', async ({ page, stile }) => {
  const trial = await startTrial(stile, 'Compared')
  await enrolBothArms(stile, trial, 'compared')
  await page.goto('/messages/iot-infection/improved/garden/en')
  await page.getByRole('link', { name: 'Compare…' }).click()
  await expect(page.getByLabel('First')).toHaveValue('iot-infection/standard/garden/en')
  const rates = page.getByRole('region', { name: 'Rates of compared', exact: true })
  await expect(rates.getByRole('row', { name: /^standard/ })).toContainText(/\d+ of \d+/)

  const blocks = page.getByRole('region', { name: 'Blocks' })
  await expect(blocks.getByRole('insertion').first()).toBeVisible()
  await expect(blocks.getByRole('deletion').first()).toBeVisible()
  await expect(blocks.getByText('only in the second').first()).toBeVisible()
  await expect(page.getByRole('region', { name: 'What differs' })).toContainText('X-02')

  await page.getByLabel('Device', { exact: true }).selectOption('p1')
  const frames = page.locator('iframe[title*="Small phone"]')
  await expect(frames).toHaveCount(2)
  await expect(page).toHaveURL(/devices=p1/)
})

test('what a trial froze is compared with the draft, and unchanged blocks are folded', async ({ page, stile }) => {
  const trial = await startTrial(stile, 'Frozen')
  const { trial: started } = await stile.call<{ trial: { frozen: { arm: string; locale: string; revision: string }[] } }>(
    'GET',
    `/api/v1/trials/${trial}`,
  )
  const frozen = started.frozen.find(({ arm, locale }) => arm === 'improved' && locale === 'en')
  const address = '/messages/iot-infection/improved/garden/en'
  const { source } = await stile.call<{ source: string }>('GET', `/api/v1${address}`)
  const answer = await stile.fetch('GET', `/api/v1${address}`)
  const draft = source.replace(/^# .*$/m, '# A camera in your home has a virus. We paused your internet.')
  const put = await stile.fetch('PUT', `/api/v1${address}`, { source: draft }, { 'if-match': answer.headers.get('etag') ?? '' })
  expect(put.ok).toBe(true)

  await page.goto(`/messages/compare?first=revision:${frozen?.revision}&second=iot-infection/improved/garden/en`)
  await expect(page.getByRole('region', { name: 'What differs' })).toContainText('One block differs')
  const blocks = page.getByRole('region', { name: 'Blocks' })
  await expect(blocks.getByRole('group').filter({ hasText: 'lead' })).toHaveAttribute('open')
  await expect(blocks.getByRole('group').filter({ hasText: 'verify' })).not.toHaveAttribute('open')
})
