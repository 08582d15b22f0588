import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { BookingChoice } from '#lib/booking/free-times/booking-question.ts';
import { explainTime } from '#lib/booking/free-times/explain-time.ts';
import { listFreeTimes } from '#lib/booking/free-times/list-free-times.ts';
import { closeDatabase } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import { setClock } from '#tests/setup/clock.ts';
import { emptyTables } from '#tests/setup/databases.ts';
import { addResource, change } from './resources.ts';
import { hold, makeWorld, tuesday, type World } from './world.ts';

let world: World;
let advisor: string;
beforeEach(async () => {
  await emptyTables();
  await setClock(tuesday);
  world = await makeWorld({ leadTime: 60 });
  advisor = world.advisors[0] ?? '';
  // From eight to four on workdays; the first day asked about is a Tuesday.
  await change('DELETE FROM hours WHERE resource_id = $1', [advisor]);
  await change(
    'INSERT INTO hours (resource_id, weekday, start_minute, end_minute) SELECT $1, day, 480, 960 FROM generate_series(1, 5) AS day',
    [advisor],
  );
});
afterAll(closeDatabase);

/** @param clock day and clock in Berlin */
const why = async (clock: string, rest: Partial<BookingChoice> = {}): Promise<string | null> => {
  const startsAt = Temporal.PlainDateTime.from(clock).toZonedDateTime('Europe/Berlin').toInstant();
  const answer = await explainTime({ service: 'pflegegrad', channel: 'video', ...rest }, startsAt);
  if (!answer.ok) return answer.reason;
  return answer.advisors.find(({ id }) => id === advisor)?.why ?? null;
};
const offered = async (day: string, rest: Partial<BookingChoice> = {}): Promise<string[]> => {
  const from = Temporal.PlainDate.from(day).toZonedDateTime('Europe/Berlin').toInstant();
  const answer = await listFreeTimes({ service: 'pflegegrad', channel: 'video', from, limit: 200, ...rest });
  if (!answer.ok) throw new Error(answer.reason);
  return answer.times
    .map(({ startsAt }) => startsAt.toZonedDateTimeISO('Europe/Berlin').toPlainDateTime())
    .filter((time) => time.toPlainDate().toString() === day)
    .map((time) => time.toPlainTime().toString().slice(0, 5));
};

describe('why a time is not offered (OR5)', () => {
  it('is answered for any minute, whatever the service says', async () => {
    expect(await why('2026-12-02T10:00')).toBeNull();
    expect(await why('2026-12-02T10:01')).toBe('not-offered-minute');
    expect(await why('2026-12-02T10:00:30')).toBe('not-offered-minute');
    expect(await why('2026-12-01T09:45')).toBe('too-soon');
    expect(await why('2020-02-29T12:00')).toBe('too-soon');
    expect(await why('2027-03-01T10:00')).toBe('too-far-ahead');
    expect(await why('2026-12-02T15:45')).toBe('outside-hours');
    expect(await why('2026-12-05T10:00')).toBe('outside-hours');
    expect(await why('2026-12-25T10:00')).toBe('holiday');
    expect(await why('2026-12-02T10:00', { service: 'nichts' })).toBe('unknown-choice');
    await hold('2026-12-02T09:00:00Z');
    expect(await why('2026-12-02T10:15')).toBe('taken');
  });

  it('breaks, rules that begin or end, and rules that come every n-th week or once a month (OR3)', async () => {
    await change(
      `INSERT INTO hours (resource_id, kind, weekday, start_minute, end_minute) VALUES ($1, 'break', 3, 720, 765)`,
      [advisor],
    );
    expect(await why('2026-12-02T12:30')).toBe('break');
    expect(await why('2026-12-02T12:45')).toBeNull();
    // Every second Saturday from the fifth of December on; the last Saturday of a month in the evening; a rule for one day.
    await change(
      `INSERT INTO hours (resource_id, weekday, start_minute, end_minute, every_weeks, weeks_from, nth_of_month, valid_from, valid_to)
       VALUES ($1, 6, 540, 600, 2, '2026-12-01', NULL, NULL, NULL), ($1, 6, 1080, 1140, NULL, NULL, -2, NULL, NULL),
         ($1, 7, 600, 660, NULL, NULL, NULL, '2026-12-06', '2026-12-06')`,
      [advisor],
    );
    expect(await offered('2026-12-05')).toEqual(['09:00', '09:15', '09:30']);
    expect(await offered('2026-12-12')).toEqual([]);
    expect(await offered('2026-12-19')).toEqual(['09:00', '09:15', '09:30', '18:00', '18:15', '18:30']);
    expect(await offered('2026-12-06')).toEqual(['10:00', '10:15', '10:30']);
    expect(await offered('2026-12-13')).toEqual([]);
  });

  it('exceptions, absences, and the narrower day within a wider one (OR3)', async () => {
    await change(
      `INSERT INTO hours_exception (resource_id, first_day, last_day, start_minute, end_minute, on_holidays)
       VALUES ($1, '2026-12-02', '2026-12-04', NULL, NULL, false), ($1, '2026-12-03', '2026-12-03', 600, 660, false),
         ($1, '2026-12-25', '2026-12-25', 600, 660, true)`,
      [advisor],
    );
    expect(await why('2026-12-02T10:00')).toBe('exception');
    expect(await offered('2026-12-03')).toEqual(['10:00', '10:15', '10:30']);
    expect(await why('2026-12-03T09:00')).toBe('exception');
    expect(await offered('2026-12-25')).toEqual(['10:00', '10:15', '10:30']);
    await change(
      `INSERT INTO absence (resource_id, starts_at, ends_at) VALUES
         ($1, '2026-12-07T08:00:00Z', '2026-12-07T10:00:00Z'), ($1, '2026-12-07T09:30:00Z', '2026-12-08T23:00:00Z')`,
      [advisor],
    );
    expect(await why('2026-12-07T10:30')).toBe('absent');
    expect(await offered('2026-12-07')).toEqual(['08:00', '08:15', '08:30']);
    expect(await offered('2026-12-08')).toEqual([]);
    expect((await offered('2026-12-09'))[0]).toBe('08:00');
  });

  it('the hours of the house, for those who come into it (OR1)', async () => {
    await change(
      `INSERT INTO hours (service_center_id, weekday, start_minute, end_minute) SELECT $1, day, 540, 720 FROM generate_series(1, 5) AS day`,
      [world.centerId],
    );
    await change(
      `INSERT INTO hours_exception (service_center_id, first_day, last_day) VALUES ($1, '2026-12-03', '2026-12-03')`,
      [world.centerId],
    );
    const onSite = { channel: 'on_site' } as const;
    expect(await why('2026-12-02T08:30', onSite)).toBe('house-closed');
    expect(await why('2026-12-02T09:00', onSite)).toBeNull();
    expect(await why('2026-12-02T08:30')).toBeNull();
    expect(await why('2026-12-03T10:00', onSite)).toBe('house-closed');
    expect(await why('2026-12-03T10:00')).toBeNull();
  });

  it('municipal holidays, known and by the word of the center (OR1)', async () => {
    await setClock(Temporal.Instant.from('2028-08-01T07:00:00Z'));
    await change(`UPDATE service_center SET land = 'BY', municipality = 'Nürnberg'`);
    expect(await why('2028-08-15T10:00')).toBeNull();
    await change(`UPDATE service_center SET holidays_added = '{assumption}'`);
    expect(await why('2028-08-15T10:00')).toBe('holiday');
    await change(`UPDATE service_center SET holidays_added = '{}', municipality = 'Augsburg'`);
    expect(await why('2028-08-08T10:00')).toBe('holiday');
    await change(`UPDATE service_center SET holidays_dropped = '{peace_festival}'`);
    expect(await why('2028-08-08T10:00')).toBeNull();
  });

  it('rooms, interpreters and seats that are missing or taken (OR2)', async () => {
    await change('UPDATE service SET needs_room = true');
    const onSite = { channel: 'on_site' } as const;
    expect(await why('2026-12-02T10:00', onSite)).toBe('no-room');
    const room = await addResource(world, { kind: 'room' });
    expect(await why('2026-12-02T10:00', onSite)).toBeNull();
    await change(
      `INSERT INTO absence (resource_id, starts_at, ends_at) VALUES ($1, '2026-12-02T09:00:00Z', '2026-12-02T09:05:00Z')`,
      [room],
    );
    expect(await why('2026-12-02T10:00', onSite)).toBe('no-room');
    expect(await why('2026-12-02T10:15', onSite)).toBeNull();
    expect(await why('2026-12-02T10:00', { wishes: { interpreter: 'sign:dgs' } })).toBe('no-interpreter');
    const seat = await addResource(world, { kind: 'seat', audience: 'public' });
    expect(await why('2026-12-02T11:00')).toBeNull();
    await change('UPDATE resource SET active = false WHERE id = $1', [seat]);
    expect(await why('2026-12-02T11:00')).toBe('no-seat');
    expect(await why('2026-12-02T11:00', { audience: 'internal' })).toBeNull();
  });

  it('rules that say two things, or nothing, are refused by the database', async () => {
    const hours = (columns: string, values: string) =>
      change(`INSERT INTO hours (weekday, start_minute, end_minute, ${columns}) VALUES (1, 480, 600, ${values})`).then(
        () => 'done',
        (fault: { constraint?: string }) => fault.constraint,
      );
    const of = `'${advisor}'`;
    expect(await hours('resource_id, service_center_id', `${of}, '${world.centerId}'`)).toBe('hours_of_one');
    expect(await hours('valid_from', `'2026-01-01'`)).toBe('hours_of_one');
    expect(await hours('resource_id, valid_from, valid_to', `${of}, '2026-02-01', '2026-01-01'`)).toBe('hours_valid');
    for (const [columns, values] of [
      ['every_weeks', '2'],
      ['every_weeks, weeks_from', `0, '2026-01-01'`],
      ['nth_of_month', '0'],
      ['nth_of_month', '6'],
      ['every_weeks, weeks_from, nth_of_month', `2, '2026-01-01', 1`],
    ])
      expect(await hours(`resource_id, ${columns}`, `${of}, ${values}`)).toBe('hours_repeats');
    await expect(
      change(`INSERT INTO resource (id, service_center_id, kind, label) VALUES ($1, $2, 'seat', 'Platz')`, [
        randomUUID(),
        world.centerId,
      ]),
    ).rejects.toMatchObject({ constraint: 'resource_audience' });
  });
});
