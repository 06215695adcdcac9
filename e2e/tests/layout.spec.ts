import { expect, test } from '../fixtures.js'

/** The devices on which somebody has to have seen a garden page before it is approved. */
const REQUIRED = 'p1,p3,p5,p9,t2,l1,l3,v1'

interface Messages {
  items: { message: string; documents: { id: { message: string; variant: string; channel: string; locale: string } }[] }[]
}

for (const pseudo of ['xx-accent', 'xx-bidi']) {
  test(`every garden page of the library fits every required device in ${pseudo}`, async ({ page, stile }) => {
    test.setTimeout(120_000)
    const { items } = await stile.call<Messages>('GET', '/api/v1/messages')
    const pages = items.flatMap(({ documents }) => documents.map(({ id }) => id)).filter(({ channel }) => channel === 'garden')
    expect(pages.length).toBeGreaterThan(5)
    const wide: string[] = []
    for (const { message, variant, channel, locale } of pages) {
      const path = [message, variant, channel, locale].join('/')
      await page.goto(`/messages/${path}?devices=${REQUIRED}&locale=${pseudo}&persona=long`)
      const frames = page.locator('iframe')
      await expect(frames).toHaveCount(REQUIRED.split(',').length)
      for (const frame of await frames.all()) {
        const title = await frame.getAttribute('title')
        await expect(frame.contentFrame().locator('html')).toHaveAttribute('lang', pseudo)
        const root = frame.contentFrame().locator('html')
        const over = await root.evaluate((html) => html.scrollWidth - html.clientWidth)
        if (over > 0) wide.push(`${path}, ${title}: ${over} px too wide`)
      }
    }
    expect(wide).toEqual([])
  })
}
