import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { BookingChoice } from '#lib/booking/free-times/booking-question.ts';
import { stepAt } from '#lib/booking/core/steps.ts';
import type { NewHold } from '#lib/booking/hold/hold.sql.ts';
import { holdTime } from '#lib/booking/hold/hold-time.ts';
import { insertHoldTogether } from '#lib/booking/hold/hold-together.sql.ts';
import { listFreeTimes } from '#lib/booking/free-times/list-free-times.ts';
import { keyedHash, randomToken } from '#lib/platform/crypto.ts';
import { closeDatabase, db, openDatabase } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import { setClock } from '#tests/setup/clock.ts';
import { connectAs, databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { untilWaiting } from '#tests/setup/interleave.ts';
import { addCenter, addResource, change, faultsOfClaims } from './resources.ts';
import { choiceAt, makeWorld, tuesday, type World } from './world.ts';

const pools = [openDatabase(databaseUrl('web')), openDatabase(databaseUrl('web'))] as const;
const poolOf = (i: number) => pools[i % 2] ?? pools[0];
const at = '2026-12-01T10:00:00Z';

beforeEach(async () => {
  await emptyTables();
  await setClock(tuesday);
});
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.$disconnect()));
  await closeDatabase();
});

const holdAt = (rest: Partial<BookingChoice> = {}, i = 0, startsAt = at) =>
  holdTime({ choice: { ...choiceAt(startsAt), ...rest }, browserToken: null, locale: 'de' }, poolOf(i));
const together = <T>(count: number, work: (i: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, i) => work(i)));
const countOk = (answers: readonly { ok: boolean }[]) => answers.filter(({ ok }) => ok).length;

describe('several resources in one appointment (BK9, BK14, OR2)', () => {
  it('40 want one time of three advisors and two rooms: two get it, each with advisor and room, all others other times', async () => {
    const world = await makeWorld({ advisors: 3 });
    await change('UPDATE service SET needs_room = true');
    for (const _ of [1, 2]) await addResource(world, { kind: 'room' });
    const answers = await together(40, (i) => holdAt({ channel: 'on_site' }, i));
    expect(countOk(answers)).toBe(2);
    expect(await faultsOfClaims(2)).toEqual({ overlaps: 0, halves: 0 });
    expect(await db().appointment.count()).toBe(2);
    for (const answer of answers) {
      if (answer.ok) continue;
      if (answer.reason !== 'time-taken') throw new Error(answer.reason);
      expect(answer.alternatives).toHaveLength(3);
      expect(answer.alternatives.every(({ startsAt }) => startsAt.toString() !== at)).toBe(true);
    }
    // By video nobody needs a room: the third advisor is still there.
    expect(await holdAt({ channel: 'video' })).toMatchObject({ ok: true });
  });

  it('40 want overlapping times with buffers in one room: never two in it, no half appointment', async () => {
    const world = await makeWorld({ advisors: 4, duration: 45, bufferAfter: 15 });
    await change('UPDATE service SET needs_room = true');
    await addResource(world, { kind: 'room' });
    const starts = ['09:30', '09:45', '10:00', '10:15', '10:30', '10:45', '11:00', '11:15'];
    const answers = await together(40, (i) =>
      holdAt({ channel: 'on_site' }, i, `2026-12-01T${starts[i % starts.length]}:00Z`),
    );
    expect(countOk(answers)).toBeGreaterThanOrEqual(1);
    expect(countOk(answers)).toBeLessThanOrEqual(2);
    expect(await faultsOfClaims(2)).toEqual({ overlaps: 0, halves: 0 });
    expect(await db().appointment.count()).toBe(countOk(answers));
  });

  it('takes a room that has what is asked for, or none', async () => {
    const world = await makeWorld();
    await addResource(world, { kind: 'room' });
    const wish = { channel: 'on_site', wishes: { stepFree: true } } as const;
    expect(await holdAt(wish)).toMatchObject({ ok: false, reason: 'time-taken', alternatives: [] });
    const right = await addResource(world, { kind: 'room', skills: ['hearing-loop', 'step-free'] });
    const offered = await listFreeTimes({ service: 'pflegegrad', ...wish, from: Temporal.Instant.from(at), limit: 1 });
    expect(offered.ok && offered.times.map(({ startsAt }) => startsAt.toString())).toEqual([at]);
    const held = await holdAt(wish);
    if (!held.ok) throw new Error(held.reason);
    const claims = await db().claim.findMany({ where: { appointmentId: held.appointmentId } });
    expect(claims.map(({ resourceId }) => resourceId)).toContain(right);
  });

  it('asks advisors for the skills of service and member', async () => {
    const { advisors } = await makeWorld({ advisors: 3 });
    await change(`UPDATE resource SET skills = '{pflege}' WHERE id = ANY($1)`, [advisors.slice(1)]);
    await change(`UPDATE resource SET skills = '{pflege,language:tr}' WHERE id = $1`, [advisors[2]]);
    await change(`UPDATE service SET needed_skills = '{pflege}'`);
    const offered = await listFreeTimes({ service: 'pflegegrad', channel: 'video', limit: 1 });
    if (!offered.ok) throw new Error(offered.reason);
    expect(offered.times[0]?.advisors.map(({ id }) => id)).toEqual(advisors.slice(1));
    const held = await holdAt({ wishes: { language: 'tr' } });
    if (!held.ok) throw new Error(held.reason);
    expect(await db().appointment.findFirst()).toMatchObject({ advisorId: advisors[2] });
    expect(await holdAt({ wishes: { language: 'xx' } })).toEqual({ ok: false, reason: 'unknown-choice' });
  });

  it('finds an interpreter in another center by video, not on site; each interprets once at a time', async () => {
    const world = await makeWorld({ advisors: 3 });
    const centerId = await addCenter();
    await addResource(world, { kind: 'interpreter', skills: ['sign:dgs'], centerId });
    const wish = { wishes: { interpreter: 'sign:dgs' } };
    expect(await holdAt({ ...wish, channel: 'on_site' })).toMatchObject({ ok: false, reason: 'time-taken' });
    const answers = await together(12, (i) => holdAt(wish, i));
    expect(countOk(answers)).toBe(1);
    expect(await faultsOfClaims(2)).toEqual({ overlaps: 0, halves: 0 });
  });

  it('seats are the capacity: members and staff who book for callers each have their own', async () => {
    const world = await makeWorld({ advisors: 6 });
    for (const audience of ['public', 'public', 'internal'] as const)
      await addResource(world, { kind: 'seat', audience });
    const members = await together(30, (i) => holdAt({}, i));
    expect(countOk(members)).toBe(2);
    const staff = await together(10, (i) => holdAt({ audience: 'internal' }, i));
    expect(countOk(staff)).toBe(1);
    expect(await faultsOfClaims(2)).toEqual({ overlaps: 0, halves: 0 });
    expect(await holdAt({}, 0, '2026-12-01T10:30:00Z')).toMatchObject({ ok: true });
    // All seats of members out of use: nothing is offered to them.
    await change(`UPDATE resource SET active = false WHERE audience = 'public'`);
    expect(await holdAt({}, 0, '2026-12-01T12:00:00Z')).toMatchObject({ ok: false, reason: 'time-taken' });
    expect(await holdAt({ audience: 'internal' }, 0, '2026-12-01T12:00:00Z')).toMatchObject({ ok: true });
  });

  it('a room that only an expired hold keeps is had at once', async () => {
    const world = await makeWorld({ advisors: 2 });
    await change('UPDATE service SET needs_room = true');
    await addResource(world, { kind: 'room' });
    expect(await holdAt({ channel: 'on_site' })).toMatchObject({ ok: true });
    expect(await holdAt({ channel: 'on_site' })).toMatchObject({ ok: false });
    await setClock(tuesday.add({ minutes: 10 }));
    expect(await holdAt({ channel: 'on_site' })).toMatchObject({ ok: true });
    expect(await db().appointment.count()).toBe(1);
    expect(await faultsOfClaims(2)).toEqual({ overlaps: 0, halves: 0 });
  });

  it('any advisor: the appointments of a day are spread, whoever asks', async () => {
    const { advisors } = await makeWorld({ advisors: 4 });
    for (let i = 0; i < 12; i += 1)
      await holdAt(
        {},
        i,
        Temporal.Instant.from(at)
          .add({ minutes: 30 * Math.floor(i / 2) })
          .toString(),
      );
    const counts = await db().appointment.groupBy({ by: ['advisorId'], _count: true });
    expect(counts.map(({ _count }) => _count)).toEqual(advisors.map(() => 3));
  });
});

describe('the statement that takes several (BK14)', () => {
  const from = stepAt(Temporal.Instant.from(at));
  const centerNow = async (id: string): Promise<NewHold['center']> => {
    const { calendarVersion } = await db().serviceCenter.findUniqueOrThrow({ where: { id } });
    return { id, calendarVersion };
  };
  const newHold = async (world: World, advisorId: string): Promise<NewHold> => ({
    id: randomUUID(),
    serviceId: world.serviceId,
    furtherIds: [],
    center: await centerNow(world.centerId),
    advisorId,
    channel: 'on_site',
    startsAt: Temporal.Instant.from(at),
    endsAt: Temporal.Instant.from(at).add({ minutes: 30 }),
    claim: { from, to: from + 6 },
    browserHash: keyedHash('browser', randomToken()),
    locale: 'de',
    minutes: 10,
  });

  /** Takes room by another transaction that is still open while the statement runs, then ends that one. */
  async function slipInBetween(
    end: 'COMMIT' | 'ROLLBACK',
    statement: (hold: NewHold, world: World, room: string) => Promise<unknown>,
  ): Promise<{ answer: unknown; claims: number; appointments: number }> {
    const world = await makeWorld({ advisors: 2 });
    const room = await addResource(world, { kind: 'room' });
    const [mine = '', other = ''] = world.advisors;
    const client = await connectAs('web');
    const id = randomUUID();
    await client.query('BEGIN');
    await client.query(
      `INSERT INTO appointment (id, service_id, service_center_id, advisor_id, channel, starts_at, ends_at, browser_hash, expires_at)
       VALUES ($1, $2, $3, $4, 'on_site', $5, $5::timestamptz + interval '30 minutes', '\\x00', app_now() + interval '10 minutes')`,
      [id, world.serviceId, world.centerId, other, at],
    );
    await client.query(
      `INSERT INTO claim (resource_id, start_step, end_step, appointment_id) VALUES ($1, $2, $3, $4)`,
      [room, from + 3, from + 9, id],
    );
    const hold = await newHold(world, mine);
    const running = statement(hold, world, room);
    try {
      await untilWaiting();
    } finally {
      await client.query(end);
    }
    const answer = await running;
    return {
      answer,
      claims: await db().claim.count({ where: { appointmentId: hold.id } }),
      appointments: await db().appointment.count({ where: { id: hold.id } }),
    };
  }
  const right = (hold: NewHold, _: World, room: string) =>
    insertHoldTogether(hold, [{ resourceId: room, center: hold.center }], pools[0]);

  it('takes nothing when somebody gets one of them after the test and before the insertion', async () => {
    expect(await slipInBetween('COMMIT', right)).toEqual({
      answer: { held: false, reason: 'taken' },
      claims: 0,
      appointments: 0,
    });
  });

  it('takes both when that one gives up', async () => {
    expect(await slipInBetween('ROLLBACK', right)).toMatchObject({
      answer: { held: true },
      claims: 2,
      appointments: 1,
    });
  });

  it('the same test finds half an appointment where each conflict is passed over', async () => {
    // Asynchronous: the client runs a statement only once somebody awaits it.
    const wrong = async (hold: NewHold, world: World, room: string) =>
      await pools[0].$queryRaw`
        WITH claimed AS (
          INSERT INTO claim (resource_id, start_step, end_step, appointment_id)
          SELECT id, ${from}, ${from + 6}, ${hold.id}::uuid FROM unnest(${[hold.advisorId, room]}::uuid[]) AS r (id)
          ON CONFLICT DO NOTHING RETURNING appointment_id
        ), held AS (
          INSERT INTO appointment (id, service_id, service_center_id, advisor_id, channel, starts_at, ends_at, browser_hash, expires_at)
          SELECT DISTINCT appointment_id, ${world.serviceId}::uuid, ${world.centerId}::uuid, ${hold.advisorId}::uuid,
            'on_site'::channel, ${at}::timestamptz, ${at}::timestamptz + interval '30 minutes', '\\x00'::bytea, app_now() + interval '10 minutes'
          FROM claimed RETURNING id
        ) SELECT count(*)::int FROM held`;
    expect(await slipInBetween('COMMIT', wrong)).toMatchObject({ claims: 1, appointments: 1 });
  });

  it('is refused when the hours of any center concerned have changed', async () => {
    const world = await makeWorld();
    const centerId = await addCenter();
    const interpreter = await addResource(world, { kind: 'interpreter', centerId });
    const hold = await newHold(world, world.advisors[0] ?? '');
    const there = await centerNow(centerId);
    const attempt = (laterHere: number, laterThere: number) =>
      insertHoldTogether(
        { ...hold, center: { ...hold.center, calendarVersion: hold.center.calendarVersion + laterHere } },
        [
          {
            resourceId: interpreter,
            center: { id: centerId, calendarVersion: there.calendarVersion + laterThere },
          },
        ],
        pools[0],
      );
    expect(await attempt(0, 1)).toEqual({ held: false, reason: 'hours-changed' });
    expect(await attempt(1, 0)).toEqual({ held: false, reason: 'hours-changed' });
    expect(await db().claim.count()).toBe(0);
    expect(await attempt(0, 0)).toMatchObject({ held: true });
    expect(await attempt(0, 0).catch(() => 'same id')).toEqual({ held: false, reason: 'taken' });
  });

  it('waits for a change of hours that is under way, and is refused after it', async () => {
    const world = await makeWorld();
    const room = await addResource(world, { kind: 'room' });
    const hold = await newHold(world, world.advisors[0] ?? '');
    const client = await connectAs('migrate');
    await client.query('BEGIN');
    await client.query('UPDATE service_center SET calendar_version = calendar_version + 1');
    const running = right(hold, world, room);
    try {
      await untilWaiting();
    } finally {
      await client.query('COMMIT');
    }
    expect(await running).toEqual({ held: false, reason: 'hours-changed' });
    expect(await db().claim.count()).toBe(0);
  });
});
