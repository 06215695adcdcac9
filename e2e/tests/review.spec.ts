import { expect, test } from '../fixtures.js'

const ADDRESS = '/messages/open-resolver/improved/garden/en'

test('a text is sent for review, locked, approved by somebody else, and listed', async ({ page }) => {
  await page.goto(ADDRESS)
  const message = page.getByRole('textbox', { name: 'Message' })
  await expect(message).toHaveValue(/\+\+\+/)
  await page.getByRole('button', { name: 'Send for review…' }).click()
  const send = page.getByRole('dialog', { name: 'Send for review' })
  await send.getByLabel('Your name').fill('Robin')
  await send.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByText('In review', { exact: true })).toBeVisible()
  await expect(message).toHaveAttribute('readonly')

  await page.getByRole('button', { name: 'Decide…' }).click()
  const decide = page.getByRole('dialog', { name: /Decide/ })
  await expect(decide).toContainText('sent by Robin')
  await decide.getByRole('button', { name: 'Approve' }).click()
  await expect(decide.getByRole('alert')).toContainText('another person')
  await decide.getByLabel('Your name').fill('Kim')
  await decide.getByRole('button', { name: 'Approve' }).click()
  await expect(page.getByText('Approved', { exact: true })).toBeVisible()
  await expect(message).not.toHaveAttribute('readonly')

  await page.getByRole('button', { name: 'Revisions' }).click()
  const revisions = page.getByRole('dialog', { name: 'Revisions' })
  await expect(revisions).toContainText('Approved by Kim')
  await revisions.getByRole('link', { name: 'with the present text' }).click()
  await expect(page.getByRole('region', { name: 'What differs' })).toContainText('Nothing differs')
})
