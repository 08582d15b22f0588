import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** In processes the condition `react-server` empties this marker package; under vitest that condition would break React. */
const alias = { 'server-only': fileURLToPath(new URL('./node_modules/server-only/empty.js', import.meta.url)) };
const consoleGuard = './tests/setup/console-guard.ts';

export default defineConfig({
  resolve: { alias },
  test: {
    // Results must not depend on the zone of the process: neither the legal one nor UTC.
    env: { TZ: 'America/St_Johns' },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{app,components,lib,prisma,processes,scripts}/**/*.test.{ts,tsx}', '*.test.ts'],
          setupFiles: [consoleGuard],
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.{ts,tsx}'],
          globalSetup: ['./tests/setup/cluster.ts', './tests/setup/media.ts'],
          setupFiles: [consoleGuard, './tests/setup/integration.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          setupFiles: [consoleGuard],
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: { name: 'architecture', include: ['tests/architecture/**/*.test.ts'], testTimeout: 30_000 },
      },
    ],
  },
});
