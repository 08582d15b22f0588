import { defineConfig } from '@playwright/test';
import { browserArguments, findBrowser } from './processes/browser.ts';

/** Journeys in real browsers through the production build; the stack is started once for all of them. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: '.local/playwright',
  globalSetup: './tests/setup/stack.ts',
  // Journeys share one database and one clock.
  workers: 1,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['line'], ['json', { outputFile: '.local/test/journeys.json' }]],
  use: {
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
    trace: 'retain-on-failure',
    launchOptions: { executablePath: findBrowser() ?? 'chromium', args: browserArguments },
  },
});
