/**
 * node --conditions=react-server scripts/seed.ts SCENARIO: fills a database with an invented scenario. Needs
 * MIGRATE_DATABASE_URL, and for `demo` the environment of a web process. Running it again adds nothing twice.
 */
import { seedDemo } from '#prisma/seed/demo.ts';
import { seedLarge } from '#prisma/seed/large.ts';

const scenarios: Record<string, () => Promise<unknown>> = {
  demo: () => seedDemo(),
  large: () => seedLarge(process.env.MIGRATE_DATABASE_URL ?? ''),
};

const scenario = scenarios[process.argv[2] ?? ''];
if (scenario === undefined) {
  process.stderr.write(`Usage: seed.ts ${Object.keys(scenarios).join('|')}\n`);
  process.exit(1);
}
await scenario();
process.exit(0);
