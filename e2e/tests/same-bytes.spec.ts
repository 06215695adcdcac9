import { expect, test } from '../fixtures.js'

test('the browser renders the starter library to the same bytes as the server', async ({ page, stile }) => {
  const { renderings } = await stile.call<{ renderings: { hash: string }[] }>('GET', '/api/v1/renderings')
  expect(renderings.length).toBeGreaterThanOrEqual(4)
  await page.goto('/settings/rendering')
  await expect(page.getByRole('status')).toContainText(`All ${renderings.length} pages agree`)
})
