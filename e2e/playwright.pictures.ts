import { defineConfig } from '@playwright/test'
import { browser } from './browser.js'

/** Takes the pictures that the README shows: `cargo xtask screenshot`. */
export default defineConfig({
  testDir: './pictures',
  testMatch: '*.pictures.ts',
  workers: 1,
  timeout: 180_000,
  reporter: 'list',
  use: browser,
})
