import { expect, test } from '../fixtures.js'

const ADDRESS = '/api/v1/messages/iot-infection/improved/garden/nl'

test('a message goes out as a file, and comes back as it was over a later change', async ({ page, stile }, testInfo) => {
  const { source } = await stile.call<{ source: string }>('GET', ADDRESS)
  await page.goto('/messages')
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export iot-infection' }).click()
  const archive = await download
  expect(archive.suggestedFilename()).toBe('iot-infection.zip')
  const file = testInfo.outputPath('iot-infection.zip')
  await archive.saveAs(file)

  const etag = (await stile.fetch('GET', ADDRESS)).headers.get('etag') ?? ''
  const changed = await stile.fetch('PUT', ADDRESS, { source: `${source}\nNog een regel.\n` }, { 'if-match': etag })
  expect(changed.ok).toBe(true)

  await page.getByText('Import a message').click()
  await page.getByRole('button', { name: 'Import' }).click()
  await expect(page.getByRole('alert')).toContainText('Choose the file')
  await page.getByLabel('The archive of an export').setInputFiles(file)
  await page.getByRole('button', { name: 'Import' }).click()
  await expect(page.getByRole('alert')).toContainText(/improved.garden.nl|already/)
  await page.getByRole('checkbox', { name: /Write over/ }).check()
  await page.getByRole('button', { name: 'Import' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'replaced' })).toContainText('1 replaced')
  expect((await stile.call<{ source: string }>('GET', ADDRESS)).source).toBe(source)
})

test('a file that is no export is refused with the reason', async ({ page }) => {
  await page.goto('/messages')
  await page.getByText('Import a message').click()
  const file = { name: 'note.zip', mimeType: 'application/zip', buffer: Buffer.from('not an archive') }
  await page.getByLabel('The archive of an export').setInputFiles(file)
  await page.getByRole('button', { name: 'Import' }).click()
  await expect(page.getByRole('alert')).toContainText(/archive/i)
})
