import type { BrowserContext, Page } from '@playwright/test'
import { expect, test } from '../fixtures.js'

const ADDRESS = '/messages/iot-infection/improved/garden/nl'

/** The text field of an editor that has loaded. */
async function opened(page: Page, address = ADDRESS) {
  await page.goto(address)
  return loaded(page)
}

async function loaded(page: Page) {
  const message = page.getByRole('textbox', { name: 'Message' })
  await expect(message).toHaveValue(/\+\+\+/)
  return message
}

/** Adds a line and waits until the browser keeps it. */
async function add(page: Page, line: string) {
  const message = await loaded(page)
  await message.fill(`${await message.inputValue()}\n${line}\n`)
  const kept = () => page.evaluate((line) => Object.values(localStorage).some((text) => text.includes(line)), line)
  await expect.poll(kept).toBe(true)
}

/** The keys under which this browser keeps drafts. */
const draftKeys = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('stile.draft.')))

async function save(page: Page) {
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText(/^Saved/)).toBeVisible()
}

test('two tabs with one document keep a text each, and saving in one costs the other nothing', async ({ page, context }) => {
  const other = await context.newPage()
  await opened(page)
  await opened(other)
  await add(page, 'Regel van de eerste.')
  await add(other, 'Regel van de tweede.')
  await save(other)
  await page.reload()
  const first = await loaded(page)
  await expect(first).toHaveValue(/Regel van de eerste\./)
  await expect(first).not.toHaveValue(/Regel van de tweede\./)
  await expect(page.getByText(/restored/)).toBeVisible()
})

test('the text of a closed tab comes back in the next, and a second one is offered there', async ({ page, context }) => {
  const address = '/messages/iot-infection/standard/garden/nl'
  const [first, second] = [await context.newPage(), await context.newPage()]
  await opened(first, address)
  await add(first, 'Eerste dichte regel.')
  await opened(second, address)
  await add(second, 'Tweede dichte regel.')
  await first.close()
  await second.close()
  const message = await opened(page, address)
  await expect(message).toHaveValue(/Tweede dichte regel\./)
  const offered = page.getByRole('group').filter({ hasText: 'Unsaved text from another tab' })
  await expect(offered).toContainText('Eerste dichte regel.')
  await expect.poll(() => draftKeys(page)).toHaveLength(1)
  await page.reload()
  await expect(await loaded(page)).toHaveValue(/Tweede dichte regel\./)
  await expect(offered).toContainText('Eerste dichte regel.')
})

/** Opens what a browser opens as a duplicate of a tab: the same address, and a copy of its session storage. */
async function duplicate(page: Page, context: BrowserContext): Promise<Page> {
  const session = await page.evaluate(() => ({ ...sessionStorage }))
  const copy = await context.newPage()
  await copy.addInitScript((session) => {
    if (sessionStorage.length === 0) Object.assign(sessionStorage, session)
  }, session)
  await copy.goto(page.url())
  return copy
}

test('a duplicate of a tab has a text of its own', async ({ page, context }) => {
  const address = '/messages/iot-infection/improved/email/en'
  await opened(page, address)
  await add(page, 'From the original.')
  const copy = await duplicate(page, context)
  await expect(await loaded(copy)).not.toHaveValue(/From the original/)
  await add(copy, 'From the copy.')
  expect(await draftKeys(page)).toHaveLength(2)
  await page.reload()
  await expect(await loaded(page)).toHaveValue(/From the original/)
})

test('the draft of an earlier app is taken over', async ({ page }) => {
  const address = '/messages/iot-infection/improved/script/en'
  await page.goto('/settings')
  await page.evaluate((id) => {
    localStorage.setItem(`stile.draft.${id}`, JSON.stringify({ source: '+++\n+++\n# From before\n', version: 1, aside: 'An older text' }))
  }, address.replace('/messages/', ''))
  const message = await opened(page, address)
  await expect(message).toHaveValue(/From before/)
  await expect(page.getByText('An older text')).toBeVisible()
  await expect.poll(() => draftKeys(page)).toEqual([expect.stringMatching(/#/)])
})

test('whatever stands in the storage, the editor opens', async ({ page }) => {
  const address = '/messages/iot-infection/standard/email/nl'
  await opened(page, address)
  const put = (text: string) =>
    page.evaluate(
      ([id, text]) => {
        const tab = sessionStorage.getItem('stile.tab')
        localStorage.setItem(`stile.draft.${id}#${tab}`, text)
        localStorage.setItem('stile.theme', '{corrupt')
        localStorage.setItem('stile.person', '[1]')
      },
      [address.replace('/messages/', ''), text],
    )
  await put('{corrupt text of an author')
  await page.reload()
  await loaded(page)
  await expect(page.getByRole('group').filter({ hasText: 'Your own text' })).toContainText('{corrupt text of an author')
  const long = JSON.stringify({ source: `# Long\n\n${'many words '.repeat(440_000)}`, version: 1 })
  await put(long)
  await page.reload()
  const message = await loaded(page)
  expect((await message.inputValue()).length).toBeLessThan(100_000)
  await expect(page.getByText('Your own text is kept here')).toBeVisible()
})

test('a full storage is said, and the text stays on the screen', async ({ page }) => {
  const message = await opened(page, '/messages/open-resolver/improved/garden/en')
  await page.evaluate(() => {
    let piece = 'x'.repeat(1 << 20)
    for (let n = 0; piece.length > 0; n += 1) {
      try {
        localStorage.setItem(`filler.${n}`, piece)
      } catch {
        piece = piece.slice(0, piece.length >> 1)
      }
    }
  })
  await message.fill(`${await message.inputValue()}\nNot kept.\n`)
  await expect(page.getByText('This browser keeps no drafts')).toBeVisible()
  await expect(message).toHaveValue(/Not kept\./)
  await page.evaluate(() => localStorage.clear())
})

test('a browser without storage shows every screen', async ({ page }) => {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('The operation is insecure.', 'SecurityError')
        },
      })
    }
  })
  await page.goto('/trials')
  await expect(page.getByRole('heading', { level: 1, name: 'Trials' })).toBeVisible()
  const message = await opened(page)
  await message.fill(`${await message.inputValue()}\nNot kept.\n`)
  await expect(page.getByText('This browser keeps no drafts')).toBeVisible()
  expect(errors).toEqual([])
})
