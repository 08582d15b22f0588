/**
 * npm run bench [-- WORD …]: figures of the product beside the barest way to the same result, measured in pairs on this
 * machine in one run (PF4). With words only the rows that hold one of them. Exit code 1 when a row is not reached.
 */
import { cpus } from 'node:os';
import { bookingRow, measureBooking } from './bench/booking-http.ts';
import { browserRows, measureBrowser } from './bench/browser.ts';
import { type Figure, remarksOf, type Section, tableOf } from './bench/figure.ts';
import { freeTimesHttpRow, measureFreeTimesHttp } from './bench/free-times-http.ts';
import { freeTimesRow, measureFreeTimes } from './bench/free-times.ts';
import { holdingRow, measureHolding } from './bench/holding.ts';
import { measureOneTime, oneTimeRow } from './bench/one-time.ts';
import { measurePurgeMeanwhile, purgeMeanwhileRow } from './bench/purge-meanwhile.ts';
import { measurePurge, purgeRows } from './bench/purge.ts';
import { measureStatements, statementsRow } from './bench/statements.ts';
import { openWorld } from './bench/world.ts';

const words = process.argv.slice(2);
const say = (line: string) => void process.stderr.write(`${line}\n`);
const world = openWorld(say);
const sections: Section[] = [
  { rows: [freeTimesRow], measure: () => measureFreeTimes(world) },
  { rows: [freeTimesHttpRow], measure: () => measureFreeTimesHttp(world) },
  { rows: [statementsRow], measure: () => measureStatements(world) },
  { rows: [bookingRow], measure: () => measureBooking(world) },
  { rows: [holdingRow], measure: () => measureHolding(world) },
  { rows: [oneTimeRow], measure: () => measureOneTime(world) },
  { rows: [purgeMeanwhileRow], measure: () => measurePurgeMeanwhile(world) },
  { rows: Object.values(browserRows), measure: (wanted) => measureBrowser(world, wanted) },
  { rows: Object.values(purgeRows), measure: (wanted) => measurePurge(world, wanted) },
];

const wanted = (row: string): boolean => words.length === 0 || words.some((word) => row.includes(word));
const figures: Figure[] = [];
const failures: string[] = [];
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void world.end().finally(() => process.exit(1)));
try {
  for (const { rows, measure } of sections.filter((section) => section.rows.some(wanted))) {
    try {
      for await (const figure of measure(wanted)) {
        figures.push(figure);
        say(`${figure.what}: ${figure.measured} of ${figure.reach}, ${figure.reached ? 'reached' : 'NOT REACHED'}`);
      }
    } catch (fault) {
      // The other rows are still worth measuring.
      failures.push(`- ${rows.join('; ')}: NOT MEASURED. ${fault instanceof Error ? fault.message : String(fault)}`);
      say(fault instanceof Error ? (fault.stack ?? fault.message) : String(fault));
    }
  }
} finally {
  await world.end();
}
const machine = `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'processor'}`;
const remarks = [remarksOf(figures), ...failures].filter((text) => text !== '').join('\n');
process.stdout.write(`\n${tableOf(figures)}\n\n${remarks}\n\n${machine}\n`);
if (figures.length === 0 || failures.length > 0 || figures.some(({ reached }) => !reached)) process.exitCode = 1;
