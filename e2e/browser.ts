import type { PlaywrightTestOptions, PlaywrightWorkerOptions } from '@playwright/test'

/** How every browser is started: the Chromium that `cargo xtask test` found, without its calls home. */
export const browser: Partial<PlaywrightTestOptions & PlaywrightWorkerOptions> = {
  // Themes are switched in the app; Playwright's own default would override them in the previews.
  colorScheme: null,
  locale: 'en-GB',
  timezoneId: 'UTC',
  viewport: { width: 1440, height: 900 },
  launchOptions: {
    executablePath: process.env.CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  },
}
