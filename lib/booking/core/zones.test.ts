import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);

/** Hours, holidays and free times of a year with both clock changes, as one process in one zone computes them. */
const program = `
  const { Temporal } = await import('#lib/platform/time.ts');
  const { planDays, openSpans } = await import('#lib/organisation/core/open-hours.ts');
  const { freeTimes } = await import('#lib/booking/core/free-times.ts');
  const { stepFrom, stepUntil } = await import('#lib/booking/core/steps.ts');
  const { formatDayAndClock } = await import('#lib/platform/format-time.ts');
  const rules = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => [
    { weekday, startMinute: 0, endMinute: 300 }, { weekday, startMinute: 540, endMinute: 1020 },
  ]);
  const answer = ['NW', 'BY', 'SN', 'BE'].map((land) => {
    const plan = planDays(rules, { timeZone: 'Europe/Berlin', land }, Temporal.PlainDate.from('2026-10-01'), 366);
    const open = openSpans(plan).map((span) => ({ from: stepFrom(span.from), to: stepUntil(span.to) }));
    const days = { advisorId: 'a', open, taken: [{ from: open[3].from, to: open[3].from + 7 }] };
    const demands = { duration: 6, bufferBefore: 1, bufferAfter: 2, earliest: open[0].from, latest: open.at(-1).to, grid: 3 };
    const starts = freeTimes(demands, [days]).map(({ start }) => start);
    const words = starts.filter((_, i) => i % 97 === 0).map((start) =>
      formatDayAndClock(Temporal.Instant.fromEpochMilliseconds(start * 300_000), 'Europe/Berlin', 'de'));
    return { holidays: plan.filter(({ holiday }) => holiday).map(({ date, holiday }) => date.toString() + ' ' + holiday), open, starts, words };
  });
  process.stdout.write(JSON.stringify(answer));
`;

async function computedIn(zone: string): Promise<string> {
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program], {
    env: { ...process.env, TZ: zone },
    maxBuffer: 50_000_000,
  });
  return stdout;
}

describe('the zone of the process (DESIGN: time)', () => {
  it('changes nothing about hours, holidays, free times and their words', async () => {
    const [utc, ...others] = await Promise.all(
      ['UTC', 'Europe/Berlin', 'Pacific/Auckland', 'America/Los_Angeles'].map(computedIn),
    );
    expect(utc?.length).toBeGreaterThan(10_000);
    expect(others.map((other) => other === utc)).toEqual([true, true, true]);
  }, 30_000);
});
