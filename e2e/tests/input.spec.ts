import { expect, test } from '../fixtures.js'
import { enrol, plan, startTrial } from '../trials.js'

interface Problem {
  status: number
  code: string
  detail: string
  field?: string
}

test('a time without an offset is refused at its entry, and nothing of the batch is kept', async ({ stile }) => {
  const trial = await startTrial(stile, 'Naive times')
  const { subject } = await enrol(stile, trial, 'line-naive')
  const sighting = (at: string) => ({ subject, at, feed: 'darknet' })
  const sightings = [sighting('2026-11-02T09:00:00Z'), sighting('2026-11-02T09:00:00')]
  const answer = await stile.fetch('POST', '/api/v1/sightings', { sightings })
  expect(answer.status).toBe(400)
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  const problem = (await answer.json()) as Problem
  expect(problem.field).toBe('sightings[1].at')
  const view = await stile.call<{ timeline: { event: string }[] }>('GET', `/api/v1/subjects/${subject}`)
  expect(view.timeline.filter(({ event }) => event === 'sighting')).toEqual([])
})

test('a plan with an unknown variant is refused at the arm', async ({ stile }) => {
  const arms = plan('x').arms.map((arm, i) => (i === 1 ? { ...arm, name: 'other', variant: 'unheard-of' } : arm))
  const answer = await stile.fetch('POST', '/api/v1/trials', plan('Unknown variant', { arms }))
  expect(answer.status).toBe(422)
  expect(((await answer.json()) as Problem).field).toBe('arms[1].variant')
})

test('a negative share is refused at the arm', async ({ stile }) => {
  const arms = plan('x').arms.map((arm, i) => (i === 0 ? { ...arm, weight: -1 } : arm))
  const answer = await stile.fetch('POST', '/api/v1/trials', plan('Negative share', { arms }))
  expect(answer.status).toBe(400)
  expect(((await answer.json()) as Problem).field).toBe('arms[0].weight')
})

test('enrolling twice answers the same', async ({ stile }) => {
  const trial = await startTrial(stile, 'Twice')
  const first = await enrol(stile, trial, 'line-twice')
  expect(await enrol(stile, trial, 'line-twice')).toEqual(first)
})
