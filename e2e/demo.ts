import { test as base } from '@playwright/test'
import { expect } from './fixtures.js'
import { Stile } from './stile.js'

interface Listed {
  trial: { id: string }
  n_enrolled: number
}

/** The trials of a server. */
async function trials(stile: Stile): Promise<Listed[]> {
  return (await stile.call<{ items: Listed[] }>('GET', '/api/v1/trials')).items
}

/** Tests with a server that shows the simulated trial, `trial` by name; its history is there already. */
export const test = base.extend<{ trial: string }, { demo: Stile }>({
  demo: [
    async ({}, use) => {
      const demo = await Stile.start('--demo')
      // The history of the simulated trial is made while the server runs.
      const enrolled = async () => (await trials(demo))[0].n_enrolled
      await expect.poll(enrolled, { timeout: 90_000 }).toBeGreaterThan(400)
      await use(demo)
      await demo.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ demo }, use) => {
    await use(demo.staff)
  },
  trial: async ({ demo }, use) => {
    await use((await trials(demo))[0].trial.id)
  },
})
