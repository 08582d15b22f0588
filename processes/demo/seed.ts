import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Runs a scenario of `prisma/seed/` in a process of its own: it uses the product's own use cases, which read their
 * environment once per process.
 * @param env environment of a web process, and MIGRATE_DATABASE_URL
 */
export async function seedScenario(scenario: string, env: Record<string, string>): Promise<void> {
  await run(process.execPath, ['--conditions=react-server', 'scripts/seed.ts', scenario], {
    env: { ...env, NODE_ENV: 'production', LOG_LEVEL: 'warn' },
    maxBuffer: 10_000_000,
  }).catch((error: { stdout?: string; stderr?: string }) => {
    throw new Error(`Seeding "${scenario}" failed:\n${`${error.stdout ?? ''}${error.stderr ?? ''}`.trim()}`);
  });
}
