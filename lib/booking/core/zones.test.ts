import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);

/** Hours, holidays and free times of two years with four clock changes, as one process in one zone computes them. */
const program = `
  const { Temporal } = await import('#lib/platform/time.ts');
  const { planDays, openSpans, closedSpans } = await import('#lib/organisation/core/open-hours.ts');
  const { freeTimes } = await import('#lib/booking/core/free-times.ts');
  const { stepFrom, stepUntil } = await import('#lib/booking/core/steps.ts');
  const { formatDayAndClock } = await import('#lib/platform/format-time.ts');
  const day = (text) => Temporal.PlainDate.from(text);
  const rules = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => [
    { weekday, startMinute: 0, endMinute: 300 }, { weekday, startMinute: 540, endMinute: 1020 },
    { weekday, startMinute: 720, endMinute: 765, kind: 'break' },
    { weekday, startMinute: 1080, endMinute: 1200, repeats: { everyWeeks: 3, from: day('2026-11-04') } },
    { weekday, startMinute: 1260, endMinute: 1320, repeats: { nthOfMonth: -1 }, validFrom: day('2027-02-01') },
  ]);
  const besides = {
    exceptions: [{ firstDay: day('2027-03-28'), lastDay: day('2027-03-28'), opening: { startMinute: 90, endMinute: 240 } },
      { firstDay: day('2027-08-01'), lastDay: day('2027-08-14'), opening: null }],
    absences: [{ from: Date.UTC(2027, 4, 3, 7), to: Date.UTC(2027, 4, 5, 11) }],
  };
  const answer = [['NW', 'Köln'], ['BY', 'Augsburg'], ['SN', 'Crostwitz'], ['BE', 'Berlin']].map(([land, municipality]) => {
    const place = { timeZone: 'Europe/Berlin', land, municipality };
    const plan = planDays(rules, place, day('2026-10-01'), 731, besides);
    const open = openSpans(plan).map((span) => ({ from: stepFrom(span.from), to: stepUntil(span.to) }));
    const days = { advisorId: 'a', open, taken: [{ from: open[3].from, to: open[3].from + 7 }] };
    const demands = { duration: 6, bufferBefore: 1, bufferAfter: 2, earliest: open[0].from, latest: open.at(-1).to, grid: 3 };
    const starts = freeTimes(demands, [days]).map(({ start }) => start);
    const words = starts.filter((_, i) => i % 97 === 0).map((start) =>
      formatDayAndClock(Temporal.Instant.fromEpochMilliseconds(start * 300_000), 'Europe/Berlin', 'de'));
    return { holidays: plan.filter(({ holiday }) => holiday).map(({ date, holiday }) => date.toString() + ' ' + holiday), open,
      closed: closedSpans(plan), starts, words };
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
    expect(utc?.length).toBeGreaterThan(1_000_000);
    expect(others.map((other) => other === utc)).toEqual([true, true, true]);
  }, 30_000);
});
