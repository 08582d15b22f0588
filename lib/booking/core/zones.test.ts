import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const run = promisify(execFile);

/** Hours, holidays and free times of two years with four clock changes, as one process in one zone computes them. */
const program = `
  const { Temporal } = await import('#lib/platform/time.ts');
  const { planDays, openSpans, closedSpans } = await import('#lib/organisation/core/open-hours.ts');
  const { daysAround, houseHours, resourceHours } = await import('#lib/organisation/core/resource-hours.ts');
  const { freeTimes } = await import('#lib/booking/core/free-times.ts');
  const { stepFrom, stepUntil } = await import('#lib/booking/core/steps.ts');
  const { formatDayAndClock } = await import('#lib/platform/format-time.ts');
  const day = (text) => Temporal.PlainDate.from(text);
  const rules = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => [
    { weekday, startMinute: 0, endMinute: 300 }, { weekday, startMinute: 540, endMinute: 1020 },
    { weekday, startMinute: 720, endMinute: 765, kind: 'break' },
    { weekday, startMinute: 1080, endMinute: 1200, repeats: { everyWeeks: 3, from: day('2026-11-04') } },
    { weekday, startMinute: 1260, endMinute: 1320, repeats: { nthOfMonth: -1 }, validFrom: day('2027-02-01') },
    { weekday, startMinute: 330, endMinute: 420, repeats: { nthOfMonth: 2 }, validTo: day('2028-05-31') },
  ]);
  const houseRules = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startMinute: 120, endMinute: 1290 }));
  const houseExceptions = [
    { firstDay: day('2027-12-24'), lastDay: day('2028-01-01'), opening: null },
    { firstDay: day('2027-10-31'), lastDay: day('2027-10-31'), opening: { startMinute: 0, endMinute: 1440 } }];
  const besides = {
    exceptions: [{ firstDay: day('2027-03-28'), lastDay: day('2027-03-28'), opening: { startMinute: 90, endMinute: 240 } },
      { firstDay: day('2027-05-06'), lastDay: day('2027-05-06'), opening: { startMinute: 600, endMinute: 720 }, onHolidays: true },
      { firstDay: day('2027-08-01'), lastDay: day('2027-08-14'), opening: null }],
    absences: [{ from: Date.UTC(2027, 4, 3, 7), to: Date.UTC(2027, 4, 5, 11) }],
  };
  const answer = [['NW', 'Köln'], ['BY', 'Augsburg'], ['SN', 'Crostwitz'], ['BE', 'Berlin']].map(([land, municipality]) => {
    const place = { timeZone: 'Europe/Berlin', land, municipality };
    const plan = planDays(rules, place, day('2026-10-01'), 731, besides);
    const open = openSpans(plan).map((span) => ({ from: stepFrom(span.from), to: stepUntil(span.to) }));
    const taken = { advisorId: 'a', open, taken: [{ from: open[3].from, to: open[3].from + 7 }] };
    const demands = { duration: 6, bufferBefore: 1, bufferAfter: 2, earliest: open[0].from, latest: open.at(-1).to, grid: 3 };
    const starts = freeTimes(demands, [taken]).map(({ start }) => start);
    const words = starts.filter((_, i) => i % 97 === 0).map((start) =>
      formatDayAndClock(Temporal.Instant.fromEpochMilliseconds(start * 300_000), 'Europe/Berlin', 'de'));
    // As pages ask: each day alone, with the house around it. Nothing of it may differ from what all days at once say.
    const center = { ...place, rules: houseRules, exceptions: houseExceptions };
    const resource = { kind: 'advisor', rules, ...besides, center };
    const spansIn = (from, to) => {
      const asked = daysAround(from, to, 'Europe/Berlin');
      return resourceHours(resource, asked, houseHours(center, asked)).open
        .map((span) => ({ from: stepFrom(span.from), to: stepUntil(span.to) }));
    };
    const startsIn = (from, to) => freeTimes(
      { ...demands, earliest: stepFrom(from.epochMilliseconds), latest: stepFrom(to.epochMilliseconds) },
      [{ advisorId: 'a', open: spansIn(from, to), taken: [] }]).map(({ start }) => start);
    const midnights = Array.from({ length: 732 }, (_, n) =>
      day('2026-10-01').add({ days: n }).toZonedDateTime({ timeZone: 'Europe/Berlin' }).toInstant());
    const all = startsIn(midnights[0], midnights[731]);
    const daily = midnights.slice(0, 731).map((from, n) => startsIn(from, midnights[n + 1]));
    const days = { offered: daily.filter((some) => some.length > 0).length, same: JSON.stringify(daily.flat()) === JSON.stringify(all) };
    return { days, all, holidays: plan.filter(({ holiday }) => holiday).map(({ date, holiday }) => date.toString() + ' ' + holiday), open,
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
    const places = z
      .array(z.object({ days: z.object({ offered: z.int(), same: z.boolean() }) }))
      .parse(JSON.parse(utc ?? ''));
    for (const { days } of places) {
      expect(days.same).toBe(true);
      // All but holidays, absences and days off.
      expect(days.offered).toBeGreaterThan(650);
    }
  }, 120_000);
});
