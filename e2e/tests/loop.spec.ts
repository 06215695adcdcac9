import { expect, test } from '../fixtures.js'
import { deliver, enrolBothArms, release } from '../trials.js'

/** The row of a table, by the caption of the table and the words that the row starts with. */
function row(page: import('@playwright/test').Page, table: RegExp, name: RegExp) {
  return page.getByRole('region', { name: table }).getByRole('row', { name })
}

test('the whole loop: write, preview, start, receive customers, watch both boards move', async ({
  page,
  browser,
  stile,
}) => {
  await deliver(stile, '2026-11-01', 1)
  await test.step('edit the improved message and see the preview change', async () => {
    await page.goto('/messages/iot-infection/improved/garden/en')
    const message = page.getByRole('textbox', { name: 'Message' })
    const preview = page.frameLocator('iframe[title*="iPhone"]')
    await expect(preview.getByRole('heading', { level: 1 })).toBeVisible()
    const source = await message.inputValue()
    await message.fill(source.replace(/^# .*$/m, '# A camera in your home has a virus. We paused your internet.'))
    await expect(preview.getByRole('heading', { level: 1 })).toHaveText(
      'A camera in your home has a virus. We paused your internet.',
    )
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText(/^Saved/)).toBeVisible()
  })

  await test.step('plan a trial and start it', async () => {
    await page.goto('/trials/new')
    await page.getByLabel('Title').fill('The whole loop')
    await page.getByLabel('Hypothesis').fill('Fewer customers complain when the page names the camera.')
    await page.getByRole('button', { name: 'Save the plan' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'The whole loop' })).toBeVisible()
    await page.getByRole('button', { name: 'Start trial' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Start' }).click()
    await expect(page.getByText('Running')).toBeVisible()
  })

  const subjects = await enrolBothArms(stile, 'the-whole-loop', 'loop')
  const nIn = (arm: string) => subjects.filter((subject) => subject.arm === arm).length
  await page.getByRole('link', { name: 'Results' }).click()
  await expect(page.getByText('Live', { exact: true })).toBeVisible()

  await test.step('both arms serve their page, and a customer asks for help', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const customer = await context.newPage()
    for (const { garden_address, case_code } of subjects) {
      await customer.goto(garden_address)
      await expect(customer.getByText(case_code).first()).toBeVisible()
      await customer.getByRole('textbox').fill('Please call me.')
      await customer.getByRole('button', { name: 'Ask for help' }).click()
      await expect(customer).toHaveURL(/\/help(\?|$)/)
    }
    await context.close()
  })

  await test.step('sightings move the open page without a reload', async () => {
    await page.evaluate(() => Object.assign(window, { not_reloaded: true }))
    const sightings = subjects.map(({ subject }) => ({ subject, at: '2026-11-02T12:00:00Z', feed: 'darknet' }))
    await stile.setClock('2026-11-02T13:00:00Z')
    await stile.call('POST', '/api/v1/sightings', { sightings })
    await release(stile, subjects.map(({ subject }) => subject), '2026-11-02T12:30:00Z')
    // The enrolment has put the lines into the garden, where silence proves nothing.
    await stile.setClock('2026-11-27T08:00:00Z')
    await deliver(stile, '2026-11-02', 25)
    // Subjects are counted at the end of the day on which their reports are all there.
    await stile.setClock('2026-11-28T00:02:00Z')
    await expect(row(page, /^Clean by the horizon,/, /^improved/i)).toContainText(`${nIn('improved')} of ${nIn('improved')}`)
    await expect(row(page, /^Clean by the horizon,/, /^standard/i)).toContainText(`${nIn('standard')} of ${nIn('standard')}`)
    await expect(row(page, /every code and every way/, /^Uses the contact form/)).toContainText(/100\.0\s%.*100\.0\s%/)
    expect(await page.evaluate(() => 'not_reloaded' in window)).toBe(true)
  })

  await test.step('the subject page renders what was shown again, to the same bytes', async () => {
    await page.goto('/subjects')
    await page.getByLabel('Case code').fill(subjects[0].case_code.toLowerCase())
    await page.getByRole('button', { name: 'Find' }).click()
    await expect(page.getByText('The same bytes')).toBeVisible()
    await expect(page.getByText(/Confirmed clean on/)).toBeVisible()
  })
})
