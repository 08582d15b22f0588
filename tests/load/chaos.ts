/**
 * npm run test:chaos [-- --minutes N --seed S]: members book over HTTP, on two web processes, while web, scheduler and
 * PostgreSQL are killed and come back; then all come to rest, and the checker compares what everybody was told with
 * what is there (BK14, BK5, MS4). The same seed draws the same wishes and the same plan of kills; who comes first is
 * the machine's. The last line is `N passed, N failed`.
 */
import { parseArgs } from 'node:util';
import { runChaos } from './chaos/run.ts';
import { newSeed } from './random.ts';

const { values } = parseArgs({ options: { minutes: { type: 'string' }, seed: { type: 'string' } } });
const minutes = Number(values.minutes ?? 5);
const seed = Number(values.seed ?? newSeed());
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
if (!Number.isFinite(minutes) || !Number.isInteger(seed)) throw new TypeError('--minutes N and --seed S are numbers.');

const breakOff = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => breakOff.abort());

say(`Repeat with: npm run test:chaos -- --minutes ${minutes} --seed ${seed}`);
const { told, violations, failures } = await runChaos({ minutes, seed, say, signal: breakOff.signal });
for (const line of told) say(line);
for (const { kind, about, what } of violations) say(`VIOLATION ${kind}: ${what} (${about.join(', ')})`);
for (const failure of failures) say(`FAILED ${failure}`);
const failed = violations.length + failures.length;
say(`${failed === 0 ? 1 : 0} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
