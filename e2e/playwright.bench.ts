import { defineConfig } from '@playwright/test'
import { browser } from './browser.js'

/** Measurements in the browser, one at a time: `cargo xtask bench keystroke`. */
export default defineConfig({
  testDir: './bench',
  workers: 1,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: browser,
})
