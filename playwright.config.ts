import { defineConfig } from '@playwright/test'

/** Browser tests drive the built app with a real database, a real printer socket and real pages. */
export default defineConfig({
  testDir: 'test/e2e',
  // The same set-up takes the pictures of docs/screens: `npm run screens`.
  testMatch: process.env.SCREENS ? '**/screens.ts' : '**/*.spec.ts',
  outputDir: 'test-results/e2e',
  // Nothing here says how fast something is (test/bench does): a busy machine may take its time.
  timeout: 300_000,
  expect: { timeout: 30_000 },
  // A machine that is busy with something else may miss a five-second wait once, and not twice.
  retries: process.env.CI ? 1 : 0,
  // Two at once on a machine of two cores: a browser waits more than it works.
  workers: process.env.SCREENS ? 1 : 2,
  globalSetup: './test/e2e/global-setup.ts',
  use: {
    locale: 'zh-TW',
    timezoneId: 'Asia/Taipei',
    viewport: { width: 1280, height: 800 },
    // Taking one makes every test slower, so only what failed is done again with one. At hand: `--trace on`.
    trace: 'on-first-retry',
    launchOptions: {
      ...(process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM } : {}),
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
  },
})
