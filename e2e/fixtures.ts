import { test as base } from '@playwright/test'
import { START, Stile } from './stile.js'

/** Tests with a server of their own: one a worker, with its own ports, store and clock. */
export const test = base.extend<object, { stile: Stile }>({
  stile: [
    async ({}, use) => {
      const stile = await Stile.start('--test-clock', START)
      await use(stile)
      await stile.stop()
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ stile }, use) => {
    await use(stile.staff)
  },
})

export { expect } from '@playwright/test'
