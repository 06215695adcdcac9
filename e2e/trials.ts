import type { Stile } from './stile.js'

/** A trial of the improved page against the standard one; `title` makes its name. */
export function plan(title: string, changes: Record<string, unknown> = {}) {
  const arm = (name: string) => ({ name, variant: name, channels: ['garden'], quarantined: true, weight: 1 })
  return {
    title,
    hypothesis: 'Fewer customers complain when the page says what to do.',
    message: 'iot-infection',
    arms: [arm('standard'), arm('improved')],
    control: 'standard',
    required_feeds: ['darknet'],
    ...changes,
  }
}

/** What the server answers about a trial. */
export interface TrialView {
  trial: { id: string; state: string }
  cannot_start: { code: string; message: string }[]
}

/** What an enrolment answers. */
export interface Enrolled {
  subject: string
  arm: string
  at: string
  case_code: string
  garden_address: string
}

/** Plans and starts a trial; its name. */
export async function startTrial(stile: Stile, title: string): Promise<string> {
  const { trial } = await stile.call<TrialView>('POST', '/api/v1/trials', plan(title))
  await stile.call('POST', `/api/v1/trials/${trial.id}/start`, {})
  return trial.id
}

/** Enrols a subject. */
export function enrol(stile: Stile, trial: string, subject: string): Promise<Enrolled> {
  return stile.call('POST', `/api/v1/trials/${trial}/enrolments`, { subject })
}

/** Enrols subjects until each of the two arms has one, as chance has it; all of them. */
export async function enrolBothArms(stile: Stile, trial: string, prefix: string): Promise<Enrolled[]> {
  const subjects: Enrolled[] = []
  while (new Set(subjects.map(({ arm }) => arm)).size < 2) {
    subjects.push(await enrol(stile, trial, `${prefix}-${subjects.length + 1}`))
  }
  return subjects
}

/** Enrols subjects until each of the two arms has one; one of each. */
export async function enrolOneOfEach(stile: Stile, trial: string, prefix: string): Promise<Enrolled[]> {
  const subjects = await enrolBothArms(stile, trial, prefix)
  return [...new Map(subjects.map((subject) => [subject.arm, subject])).values()]
}

/** Says that lines came out of the garden at a moment: in it, no silence proves a cleanup. */
export async function release(stile: Stile, subjects: string[], at: string): Promise<void> {
  const events = subjects.map((subject) => ({ subject, at, change: 'released_by_staff' }))
  await stile.call('POST', '/api/v1/quarantine-events', { events })
}

/** Says that a feed was delivered on each of `n` days from `first` (YYYY-MM-DD), but for `missing`. */
export async function deliver(stile: Stile, first: string, n: number, missing: string[] = []): Promise<void> {
  const days = Array.from({ length: n }, (_, i) => {
    const day = new Date(Date.parse(first) + i * 86_400_000).toISOString().slice(0, 10)
    return { feed: 'darknet', day, state: 'delivered' }
  })
  await stile.call('POST', '/api/v1/coverage', { days: days.filter(({ day }) => !missing.includes(day)) })
}
