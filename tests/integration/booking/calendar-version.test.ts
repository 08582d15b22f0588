import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { readQuestion } from '#lib/booking/free-times/booking-question.ts';
import { holdTime } from '#lib/booking/hold/hold-time.ts';
import { listFreeTimes } from '#lib/booking/free-times/list-free-times.ts';
import { type Outcome, tryHold } from '#lib/booking/hold/try-hold.ts';
import { keyedHash, randomToken } from '#lib/platform/crypto.ts';
import { closeDatabase, type Database, db, openDatabase } from '#lib/platform/db.ts';
import { env } from '#lib/platform/env.ts';
import { Temporal } from '#lib/platform/time.ts';
import { setClock } from '#tests/setup/clock.ts';
import { connectAs, emptyTables } from '#tests/setup/databases.ts';
import { untilWaiting } from '#tests/setup/interleave.ts';
import { addCenter, addResource, change } from './resources.ts';
import { choiceAt, hold, makeWorld, tuesday, type World } from './world.ts';

const at = Temporal.Instant.from('2026-12-01T10:00:00Z');

let world: World;
let advisor: string;
beforeEach(async () => {
  await emptyTables();
  await setClock(tuesday);
  world = await makeWorld();
  advisor = world.advisors[0] ?? '';
});
afterAll(closeDatabase);

const versionOf = async (id = world.centerId): Promise<number> =>
  (await db().serviceCenter.findUniqueOrThrow({ where: { id } })).calendarVersion;

/** Everything that decides about free times, each as somebody would change it who knows of no version. */
const changes: [string, string][] = [
  ['hours come', `INSERT INTO hours (resource_id, weekday, start_minute, end_minute) VALUES ($1, 1, 480, 720)`],
  ['hours change', `UPDATE hours SET end_minute = 720 WHERE resource_id = $1`],
  ['hours go', `DELETE FROM hours WHERE resource_id = $1`],
  [
    'the house gets hours',
    `INSERT INTO hours (service_center_id, weekday, start_minute, end_minute)
     SELECT service_center_id, 1, 480, 720 FROM resource WHERE id = $1`,
  ],
  [
    'a day is closed',
    `INSERT INTO hours_exception (resource_id, first_day, last_day) VALUES ($1, '2026-12-01', '2026-12-01')`,
  ],
  [
    'somebody will be away',
    `INSERT INTO absence (resource_id, starts_at, ends_at) VALUES ($1, '2026-12-01T08:00Z', '2026-12-02T08:00Z')`,
  ],
  ['somebody can do more', `UPDATE resource SET skills = '{language:tr}' WHERE id = $1`],
  ['somebody has another name', `UPDATE resource SET label = 'Frau Łukasz' WHERE id = $1`],
  ['somebody is out of use', `UPDATE resource SET active = false WHERE id = $1`],
  ['somebody no longer offers it', `DELETE FROM service_resource WHERE resource_id = $1`],
  ['the center has another holiday', `UPDATE service_center SET land = 'BY' FROM resource WHERE resource.id = $1`],
  [
    'the service lasts longer',
    `UPDATE service SET duration = 45 FROM service_resource o WHERE o.service_id = service.id AND o.resource_id = $1`,
  ],
  [
    'the service ends',
    `UPDATE service SET active = false FROM service_resource o WHERE o.service_id = service.id AND o.resource_id = $1`,
  ],
];

describe('the version of a calendar (OR4, BK14)', () => {
  it.each(changes)('goes up when %s, and a hold computed before is refused', async (_, statement) => {
    const question = await readQuestion(choiceAt(at), db());
    if (question === null) throw new Error('Not offered');
    const before = await versionOf();
    await change(statement, [advisor]);
    expect(await versionOf()).toBe(before + 1);
    const wish = {
      channel: 'video',
      startsAt: at,
      browserHash: keyedHash('browser', randomToken()),
      locale: 'de',
    } as const;
    expect(await tryHold(question, wish, db())).toEqual<Outcome>({ kind: 'hours-changed' });
    expect(await db().claim.count()).toBe(0);
  });

  it.each(changes)('what a process knows of the rules is read anew when %s', async (_, statement) => {
    const read = async (database: Database) => ({ ...(await readQuestion(choiceAt(at), database)), id: 0 });
    const kept = await read(db());
    await change(statement, [advisor]);
    const now = await read(db());
    const stranger = openDatabase(env().DATABASE_URL);
    try {
      expect(now).toEqual(await read(stranger));
      expect(now).not.toEqual(kept);
    } finally {
      await stranger.$disconnect();
    }
  });

  it('what is computed is computed again when a claim comes or goes, and not before', async () => {
    const ask = async () => {
      const found = await listFreeTimes({ ...choiceAt(at), limit: 5 });
      if (!found.ok) throw new Error('Not offered');
      return found.times;
    };
    const before = await ask();
    const again = await ask();
    expect(again[0]).toBe(before[0]);
    const [first] = before;
    if (first === undefined) throw new Error('Nothing is free');
    const held = await hold(first.startsAt);
    expect((await ask())[0]?.startsAt.equals(first.startsAt)).toBe(false);
    await change('DELETE FROM appointment WHERE id = $1', [held.appointmentId]);
    expect(await ask()).toEqual(before);
  });

  it('rules that stay are read once, whoever asks for whatever', async () => {
    const first = await readQuestion(choiceAt(at), db());
    const again = await readQuestion(choiceAt('2026-12-01T14:00:00Z'), db());
    const withOne = await readQuestion(choiceAt(at, { advisor }), db());
    expect(again?.calendars).toBe(first?.calendars);
    expect(withOne?.calendars[0]).toBe(first?.calendars.find(({ resourceId }) => resourceId === advisor));
  });

  it('is the one that holds before anything is read: a service that changes before the hours are read is refused', async () => {
    let changed = false;
    const overtaken = new Proxy(db(), {
      get(database, name: keyof Database) {
        if (name !== '$queryRaw') return database[name];
        return async (...statement: Parameters<Database['$queryRaw']>) => {
          const rows = await database.$queryRaw(...statement);
          if (!changed && JSON.stringify(statement[0]).includes('FROM service s WHERE')) {
            changed = true;
            await change('UPDATE service SET duration = 60', []);
          }
          return rows;
        };
      },
    });
    const question = await readQuestion(choiceAt(at), overtaken);
    if (question === null) throw new Error('Not offered');
    expect([changed, question.service.duration]).toEqual([true, 30]);
    const browserHash = keyedHash('browser', randomToken());
    const wish = { channel: 'video', startsAt: at, browserHash, locale: 'de' } as const;
    expect(await tryHold(question, wish, db())).toEqual<Outcome>({ kind: 'hours-changed' });
    const held = await holdTime({ choice: choiceAt(at), browserToken: null, locale: 'de' }, overtaken);
    if (!held.ok) throw new Error(held.reason);
    const { startsAt, endsAt } = await db().appointment.findUniqueOrThrow({ where: { id: held.appointmentId } });
    expect(endsAt.getTime() - startsAt.getTime()).toBe(60 * 60_000);
  });

  it.each(changes)('goes up first when %s: holds wait for the change', async (_, statement) => {
    const client = await connectAs('migrate');
    await client.query('BEGIN');
    await client.query(statement, [advisor]);
    const question = await readQuestion(choiceAt(at), db());
    if (question === null) throw new Error('Not offered');
    const wish = {
      channel: 'video',
      startsAt: at,
      browserHash: keyedHash('browser', randomToken()),
      locale: 'de',
    } as const;
    const holding = tryHold(question, wish, db());
    try {
      await untilWaiting();
    } finally {
      await client.query('COMMIT');
    }
    expect(await holding).toEqual<Outcome>({ kind: 'hours-changed' });
  });

  it('a change waits for the hold that is being taken, and sees it afterwards', async () => {
    const holder = await connectAs('web');
    await holder.query('BEGIN');
    await holder.query('SELECT FROM service_center FOR SHARE');
    const client = await connectAs('migrate');
    const changing = client.query('DELETE FROM hours WHERE resource_id = $1', [advisor]);
    await untilWaiting();
    await holder.query('COMMIT');
    await changing;
    expect(await versionOf()).toBeGreaterThan(1);
  });

  it('goes up once in a transaction, also where it was bumped by hand, and in no other center', async () => {
    const other = await addCenter();
    const [before, there] = [await versionOf(), await versionOf(other)];
    const client = await connectAs('migrate');
    await client.query('BEGIN');
    await client.query('UPDATE service_center SET calendar_version = calendar_version + 1 WHERE id = $1', [
      world.centerId,
    ]);
    await client.query('DELETE FROM hours');
    await client.query(
      `INSERT INTO hours (resource_id, weekday, start_minute, end_minute) SELECT $1, day, 480, 720 FROM generate_series(1, 5) AS day`,
      [advisor],
    );
    await client.query('COMMIT');
    expect(await versionOf()).toBe(before + 1);
    expect(await versionOf(other)).toBe(there);
  });

  it('goes up in both centers when somebody moves from one to the other, and where an interpreter is', async () => {
    const other = await addCenter();
    const interpreter = await addResource(world, { kind: 'interpreter', centerId: other });
    const [here, there] = [await versionOf(), await versionOf(other)];
    await change('DELETE FROM hours WHERE resource_id = $1', [interpreter]);
    expect([await versionOf(), await versionOf(other)]).toEqual([here, there + 1]);
    await change('UPDATE resource SET service_center_id = $1 WHERE id = $2', [other, advisor]);
    expect([await versionOf(), await versionOf(other)]).toEqual([here + 1, there + 2]);
  });

  it('stays for what decides about nothing: names of services, claims, holds, the purge of absences that are over', async () => {
    await change(
      `INSERT INTO absence (resource_id, starts_at, ends_at) VALUES ($1, '2026-11-01T08:00Z', '2026-11-02T08:00Z')`,
      [advisor],
    );
    const before = await versionOf();
    await change(`UPDATE service SET name_de = 'Anders'`);
    await hold(at);
    const scheduler = await connectAs('scheduler');
    await scheduler.query('DELETE FROM absence');
    expect(await versionOf()).toBe(before);
    expect(await db().absence.count()).toBe(0);
  });

  it('the scheduler may end an absence to come without the right to change centers', async () => {
    await change(
      `INSERT INTO absence (resource_id, starts_at, ends_at) VALUES ($1, '2026-12-01T08:00Z', '2026-12-02T08:00Z')`,
      [advisor],
    );
    const before = await versionOf();
    const scheduler = await connectAs('scheduler');
    await scheduler.query('DELETE FROM absence');
    expect(await versionOf()).toBe(before + 1);
    await expect(scheduler.query('SELECT bump_calendars(ARRAY[]::uuid[])')).rejects.toMatchObject({ code: '42501' });
  });

  it('a hold whose hours changed meanwhile is taken on the new ones where they allow it', async () => {
    await change(`UPDATE hours SET end_minute = 720 WHERE resource_id = $1`, [advisor]);
    const wish = { browserToken: null, locale: 'de' } as const;
    expect(await holdTime({ choice: choiceAt(at), ...wish })).toMatchObject({ ok: true });
    expect(await holdTime({ choice: choiceAt('2026-12-01T14:00:00Z'), ...wish })).toMatchObject({ ok: false });
  });
});
