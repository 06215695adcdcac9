import { expect, test } from '../fixtures.js'
import { deliver, enrol, plan, release, startTrial, type TrialView } from '../trials.js'

test('a trial whose text is missing cannot start, and the page says why', async ({ page, stile }) => {
  const arms = plan('x').arms.map((arm) => ({ ...arm, channels: ['garden', 'letter'] }))
  const { trial } = await stile.call<TrialView>('POST', '/api/v1/trials', plan('Without a letter', { arms }))
  await page.goto(`/trials/${trial.id}`)
  const start = page.getByRole('button', { name: 'Start trial' })
  await expect(start).toBeDisabled()
  await expect(start).toHaveAccessibleDescription(/letter/i)
  const answer = await stile.fetch('POST', `/api/v1/trials/${trial.id}/start`, {})
  expect(answer.status).toBe(409)
  const { refusals } = (await answer.json()) as { refusals: { code: string }[] }
  expect(refusals.map(({ code }) => code)).toContain('document_missing')
})

test('two people who edit the same text get a conflict and lose nothing', async ({ page, browser, stile }) => {
  const address = '/messages/iot-infection/standard/garden/en'
  await page.goto(address)
  const mine = page.getByRole('textbox', { name: 'Message' })
  await expect(mine).toHaveValue(/\+\+\+/)
  const other = await (await browser.newContext({ baseURL: stile.staff })).newPage()
  await other.goto(address)
  const theirs = other.getByRole('textbox', { name: 'Message' })
  const source = await theirs.inputValue()
  await theirs.fill(source + '\nTheir last line.\n')
  await other.getByRole('button', { name: 'Save' }).click()
  await expect(other.getByText(/^Saved/)).toBeVisible()
  await other.context().close()

  await mine.fill(source + '\nMy last line.\n')
  await page.getByRole('button', { name: 'Save' }).click()
  const conflict = page.getByRole('dialog')
  await expect(conflict).toContainText('Somebody else')
  await expect(conflict).toContainText('Their last line.')
  await conflict.getByRole('button', { name: /Keep mine/ }).click()
  await expect(page.getByText(/^Saved/)).toBeVisible()
  const saved = await stile.call<{ source: string }>('GET', `/api/v1${address}`)
  expect(saved.source).toContain('My last line.')
  // What the other person wrote is off the server, but not lost: this browser has set it aside.
  await page.reload()
  await expect(page.getByRole('main')).toContainText('Their last line.')
})

test('unsaved text survives a reload', async ({ page }) => {
  await page.goto('/messages/iot-infection/improved/garden/en')
  const message = page.getByRole('textbox', { name: 'Message' })
  await expect(message).toHaveValue(/\+\+\+/)
  await message.fill((await message.inputValue()) + '\nNot saved yet.\n')
  await expect(page.getByText('Unsaved changes')).toBeVisible()
  await page.reload()
  await expect(message).toHaveValue(/Not saved yet\./)
  await expect(page.getByText(/restored/)).toBeVisible()
})

test('a missing coverage day turns outcomes to unknown, and its report turns them back', async ({ page, stile }) => {
  const trial = await startTrial(stile, 'A gap in the reports')
  const { at, case_code } = await enrol(stile, trial, 'line-gap')
  const first = at.slice(0, 10)
  const end = new Date(Date.parse(at) + 25 * 86_400_000)
  const missing = Array.from({ length: 20 }, (_, i) =>
    new Date(Date.parse(first) + (i + 2) * 86_400_000).toISOString().slice(0, 10),
  )
  await stile.setClock(end.toISOString())
  await release(stile, ['line-gap'], new Date(Date.parse(at) + 3_600_000).toISOString())
  await deliver(stile, first, 24, missing)
  await page.goto(`/trials/${trial}/results`)
  const health = page.getByRole('region', { name: /trusted/ })
  await expect(health).toContainText(/1 outcomes? (is|are) unknown/)
  await deliver(stile, first, 24)
  await expect(health).not.toContainText(/unknown until/)
  await page.goto('/subjects')
  await page.getByLabel('Case code').fill(case_code)
  await page.getByRole('button', { name: 'Find' }).click()
  await expect(page.getByText(/Confirmed clean on/)).toBeVisible()
})
