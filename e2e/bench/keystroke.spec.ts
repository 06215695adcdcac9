import { expect, test } from '@playwright/test'
import { Stile } from '../stile.js'

const ADDRESS = '/messages/iot-infection/bench/garden/en'
const DEVICES = 'p1,p3,p5,p9,t2,l1'
const N_KEYSTROKES = 200
const AIM_MS = 50
const LINT_AIM_MS = 25

/** The improved page with more blocks, until it has 500 words and some findings. */
function longer(source: string): string {
  const words = (text: string) => text.split(/\s+/).length
  let text = source.replace('variant = "improved"', 'variant = "bench"')
  for (let n = 1; words(text) < 580; n++) {
    text += `\n## Good to know ${n} {#more-${n} .inset}\n\nThe firmware of a device is old. ` +
      'New devices are safer than old ones, and a router from us gets its updates at night. ' +
      'You can call us if you would like to know more about that.\n'
  }
  return text
}

test(`a keystroke in a document of 500 words shows in six frames and in the findings`, async ({ page }) => {
  const stile = await Stile.start()
  try {
    const { source } = await stile.call<{ source: string }>('GET', '/api/v1/messages/iot-infection/improved/garden/en')
    const body = { source: longer(source) }
    await stile.fetch('PUT', `/api/v1${ADDRESS}`, body, { 'if-none-match': '*' })
    await page.goto(`${stile.staff}${ADDRESS}?devices=${DEVICES}`)
    await expect(page.locator('iframe')).toHaveCount(6)
    await expect(page.getByText(/^5\d\d.words/)).toBeVisible()
    for (let k = 0; k < 6; k++) await page.frameLocator('iframe').nth(k).getByRole('heading', { level: 1 }).waitFor()
    const { assessed, computed, painted } = await page.evaluate(type, N_KEYSTROKES)
    console.log(`keystroke, n = ${N_KEYSTROKES}, six frames, 500 words`)
    console.log(`  read, checked and measured:  ${quantiles(assessed)}`)
    console.log(`  in every frame and the list: ${quantiles(computed)}`)
    console.log(`  painted:                     ${quantiles(painted)}`)
    expect(quantile(assessed, 0.95), 'the lint is a part of this').toBeLessThan(LINT_AIM_MS)
    expect(quantile(painted, 0.95)).toBeLessThan(AIM_MS)
  } finally {
    await stile.stop()
  }
})

function quantile(times: number[], q: number): number {
  return [...times].sort((a, b) => a - b)[Math.ceil(times.length * q) - 1]
}

function quantiles(times: number[]): string {
  const [p50, p95, most] = [0.5, 0.95, 1].map((q) => quantile(times, q).toFixed(1))
  return `p50 ${p50} ms, p95 ${p95} ms, most ${most} ms`
}

/**
 * Types letters and new lines in turn; milliseconds that the text takes to be read and checked, and from
 * each keystroke until what it changes stands in the documents, and until it is painted: a letter in
 * the words of every frame, a new line in the line numbers of the findings.
 */
async function type(n: number): Promise<Record<'assessed' | 'computed' | 'painted', number[]>> {
  const field = document.querySelector<HTMLTextAreaElement>('textarea.source-field')
  const findings = document.querySelector('.findings')
  if (!field || !findings?.textContent) throw new Error('the editor shows no text or no findings')
  const frames = [...document.querySelectorAll('iframe')]
  const words = () => frames.map((frame) => frame.contentDocument?.body.textContent)
  const tick = () =>
    new Promise<void>((resolve) => {
      const channel = new MessageChannel()
      channel.port1.onmessage = () => resolve()
      channel.port2.postMessage(null)
    })
  field.focus()
  const caret = field.value.indexOf('It is probably') + 'It is probably'.length
  field.setSelectionRange(caret, caret)
  const assessed: number[] = []
  const keep = (entries: PerformanceEntryList) => assessed.push(...entries.map(({ duration }) => duration))
  const measures = new PerformanceObserver((list) => keep(list.getEntries()))
  measures.observe({ entryTypes: ['measure'] })
  const computed: number[] = []
  const painted: number[] = []
  for (let i = 0; i < n; i++) {
    const isLine = i % 2 === 1
    const [wordsBefore, findingsBefore] = [words(), findings.textContent]
    const shows = () =>
      isLine ? findings.textContent !== findingsBefore : words().every((text, k) => text !== wordsBefore[k])
    const start = performance.now()
    document.execCommand('insertText', false, isLine ? '\n' : 'abcdefg'[i % 7])
    while (!shows()) {
      if (performance.now() - start > 5_000) throw new Error(`keystroke ${i} never showed`)
      await tick()
    }
    computed.push(performance.now() - start)
    await new Promise(requestAnimationFrame)
    await tick()
    painted.push(performance.now() - start)
  }
  keep(measures.takeRecords())
  return { assessed, computed, painted }
}
