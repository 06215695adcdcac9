import { defineConfig } from '@playwright/test'
import { browser } from './browser.js'

/** Measurements in the browser, one at a time: `npx playwright test --config playwright.bench.ts`. */
export default defineConfig({
  testDir: './bench',
  workers: 1,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: browser,
})
