/**
 * npm run bench [-- WORD]: figures of the product beside the barest way to the same result, measured in pairs on this
 * machine in one run (PF4). With a word only the rows that hold it. Exit code 1 when a row is not reached.
 */
import { cpus } from 'node:os';
import { type Figure, remarksOf, type Section, tableOf } from './bench/figure.ts';
import { freeTimesHttpRow, measureFreeTimesHttp } from './bench/free-times-http.ts';
import { freeTimesRow, measureFreeTimes } from './bench/free-times.ts';
import { measurePurge, purgeRows } from './bench/purge.ts';
import { openWorld } from './bench/world.ts';

const word = process.argv[2] ?? '';
const say = (line: string) => void process.stderr.write(`${line}\n`);
const world = openWorld(say);
const sections: Section[] = [
  { rows: [freeTimesRow], measure: () => measureFreeTimes(world) },
  { rows: [freeTimesHttpRow], measure: () => measureFreeTimesHttp(world) },
  { rows: Object.values(purgeRows), measure: (wanted) => measurePurge(world, wanted) },
];

const wanted = (row: string): boolean => row.includes(word);
const figures: Figure[] = [];
try {
  for (const section of sections.filter(({ rows }) => rows.some(wanted))) {
    for await (const figure of section.measure(wanted)) {
      figures.push(figure);
      say(`${figure.what}: ${figure.measured} of ${figure.reach}, ${figure.reached ? 'reached' : 'NOT REACHED'}`);
    }
  }
} finally {
  await world.end();
}
const machine = `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'processor'}`;
process.stdout.write(`\n${tableOf(figures)}\n\n${remarksOf(figures)}\n\n${machine}\n`);
if (figures.length === 0 || figures.some(({ reached }) => !reached)) process.exitCode = 1;
