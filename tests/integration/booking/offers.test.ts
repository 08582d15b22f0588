import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { holdTime } from '#lib/booking/hold/hold-time.ts';
import { listEarliestTimes } from '#lib/booking/free-times/list-earliest-times.ts';
import { listFreeDays } from '#lib/booking/free-times/list-free-days.ts';
import { listFreeTimes } from '#lib/booking/free-times/list-free-times.ts';
import { listWishOptions } from '#lib/booking/free-times/list-wish-options.ts';
import { maxListedAdvisors, maxPlacesCompared } from '#lib/booking/policy.ts';
import { closeDatabase } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import { setClock } from '#tests/setup/clock.ts';
import { emptyTables } from '#tests/setup/databases.ts';
import { addResource, change } from './resources.ts';
import { choiceAt, makeWorld, tuesday } from './world.ts';

beforeEach(async () => {
  await emptyTables();
  await setClock(tuesday);
});
afterAll(closeDatabase);

describe('what there is to wish for (BK9)', () => {
  it('lists no advisors where nobody would read so many names', async () => {
    await makeWorld({ advisors: maxListedAdvisors });
    const choice = { service: 'pflegegrad', channel: 'video' } as const;
    expect((await listWishOptions(choice)).advisors).toHaveLength(maxListedAdvisors);
    await change(
      `WITH one AS (INSERT INTO resource (service_center_id, kind, label) SELECT id, 'advisor', 'Noch jemand' FROM service_center RETURNING id)
       INSERT INTO service_resource (service_id, resource_id) SELECT service.id, one.id FROM service, one`,
    );
    expect((await listWishOptions(choice)).advisors).toEqual([]);
  });
});

describe('a month at a glance (BK10)', () => {
  const choice = { service: 'pflegegrad', channel: 'on_site', center: 'probe' } as const;
  const daysOf = async (month?: string, rest: object = {}) => {
    const found = await listFreeDays(
      { ...choice, ...rest },
      month === undefined ? undefined : Temporal.PlainDate.from(month),
    );
    if (found === null) throw new Error('Nothing is offered');
    return found;
  };

  it('counts the times of each day as the list has them, whoever is free', async () => {
    const world = await makeWorld({ advisors: 2 });
    await change(`DELETE FROM hours; `);
    for (const advisor of world.advisors)
      await change(
        `INSERT INTO hours (resource_id, weekday, start_minute, end_minute) SELECT $1, day, 480, 720 FROM generate_series(1, 5) AS day`,
        [advisor],
      );
    const held = { ...choiceAt('2026-12-02T09:00:00Z'), ...choice, advisor: world.advisors[0] };
    expect((await holdTime({ choice: held, browserToken: null, locale: 'de' })).ok).toBe(true);
    for (const partOfDay of [undefined, 'morning', 'afternoon'] as const) {
      const { days } = await daysOf('2026-12-01', { partOfDay });
      expect(days).toHaveLength(31);
      for (const { day, count } of days) {
        const free = await listFreeTimes({ ...choice, partOfDay, days: { from: day, to: day }, limit: 500 });
        expect({ day: day.toString(), count }).toEqual({
          day: day.toString(),
          count: free.ok ? free.times.length : -1,
        });
      }
    }
    const { days, today } = await daysOf();
    expect(today.toString()).toBe('2026-12-01');
    expect(days.find(({ day }) => day.day === 25)).toMatchObject({ count: 0, holiday: '1. Weihnachtstag' });
    expect(days.filter(({ count }) => count > 0)).not.toHaveLength(0);
  });

  it('names a holiday only where all places have it', async () => {
    await makeWorld();
    const epiphany = async () => (await daysOf('2027-01-01', { center: undefined })).days[5]?.holiday;
    await change(`UPDATE service_center SET land = 'BY', municipality = 'München'`);
    expect(await epiphany()).toBe('Heilige Drei Könige');
    await change(`UPDATE service_center SET land = 'NW', municipality = 'Köln'`);
    expect(await epiphany()).toBeNull();
  });

  it('is none before the present and none after the last that can be booked', async () => {
    await makeWorld();
    expect((await daysOf('1999-05-01')).first.toString()).toBe('2026-12-01');
    const { first, last } = await daysOf('9999-12-01');
    expect([first.toString(), last.toString()]).toEqual(['2027-01-01', '2027-01-12']);
    expect(await listFreeDays({ ...choice, service: 'gibt-es-nicht' }, undefined)).toBeNull();
  });

  it('empty, it says which day is next', async () => {
    const world = await makeWorld();
    await change(
      `INSERT INTO absence (resource_id, starts_at, ends_at) VALUES ($1, '2026-11-30T00:00Z', '2027-01-03T23:00Z')`,
      [world.advisors[0]],
    );
    expect((await daysOf()).next?.toString()).toBe('2027-01-04');
    await change(`UPDATE absence SET ends_at = '2027-03-01T00:00Z'`);
    expect((await daysOf()).next).toBeNull();
  });
});

describe('where the next free time is (BK10)', () => {
  it('is said of each way: the first time, or that there is none', async () => {
    const world = await makeWorld();
    await change('UPDATE service SET needs_room = true');
    const ways = [{ channel: 'video' }, { channel: 'on_site', center: 'probe' }, { channel: 'phone' }] as const;
    const earliest = async () =>
      (await listEarliestTimes({ service: 'pflegegrad' }, ways)).map(({ time }) => time?.startsAt.toString() ?? null);
    expect(await earliest()).toEqual(['2026-12-01T08:15:00Z', null, '2026-12-01T08:15:00Z']);
    await addResource(world, { kind: 'room' });
    expect(await earliest()).toEqual(Array.from({ length: 3 }, () => '2026-12-01T08:15:00Z'));
    const many = Array.from({ length: maxPlacesCompared + 3 }, () => ways[0]);
    expect(await listEarliestTimes({ service: 'pflegegrad' }, many)).toEqual([]);
  });
});
