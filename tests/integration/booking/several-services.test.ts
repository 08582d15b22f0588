import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { viewOf, appointmentInclude, topicsOf } from '#lib/booking/appointment-view.ts';
import { holdTime } from '#lib/booking/hold/hold-time.ts';
import { listFreeTimes } from '#lib/booking/free-times/list-free-times.ts';
import { loadAppointments } from '#lib/booking/load-appointments.ts';
import { closeDatabase, db, openDatabase } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import { setClock } from '#tests/setup/clock.ts';
import { databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { addResource, addService, change, faultsOfClaims } from './resources.ts';
import { choiceAt, makeWorld, tuesday, type World } from './world.ts';

const pools = [openDatabase(databaseUrl('web')), openDatabase(databaseUrl('web'))] as const;
const at = '2026-12-01T10:00:00Z';

beforeEach(async () => {
  await emptyTables();
  await setClock(tuesday);
});
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.$disconnect()));
  await closeDatabase();
});

const holdSeveral = (further: string[], rest: object = {}, i = 0) =>
  holdTime(
    { choice: { ...choiceAt(at), further, ...rest }, browserToken: null, locale: 'de' },
    pools[i % 2] ?? pools[0],
  );
const firstTimes = async (further: string[], rest: object = {}) => {
  const found = await listFreeTimes({ service: 'pflegegrad', channel: 'video', further, limit: 3, ...rest });
  return found.ok ? found.times : found.reason;
};

describe('several services in one appointment (BK10)', () => {
  let world: World;
  beforeEach(async () => {
    world = await makeWorld({ advisors: 3, bufferAfter: 10 });
    await addService('hilfsmittel', world.advisors.slice(1));
    await addService('reha', world.advisors.slice(2), { duration: 45 });
  });

  it('are offered by whoever offers all of them, for as long as they take together', async () => {
    const [two] = await firstTimes(['hilfsmittel']);
    if (typeof two !== 'object') throw new Error(two);
    // Lead time of an hour; 5 minutes before, 30 + 20, 10 after.
    expect(two.startsAt.toString()).toBe('2026-12-01T09:00:00Z');
    expect(two.endsAt.toString()).toBe('2026-12-01T09:50:00Z');
    expect(two.advisors.map(({ id }) => id)).toEqual(world.advisors.slice(1));
    const [three] = await firstTimes(['reha', 'hilfsmittel']);
    if (typeof three !== 'object') throw new Error(three);
    expect(three.startsAt.until(three.endsAt).total('minutes')).toBe(95);
    expect(three.advisors.map(({ id }) => id)).toEqual(world.advisors.slice(2));
  });

  it('are held in one statement: one claim with the larger buffers, one row for each further service, in order', async () => {
    const held = await holdSeveral(['reha', 'hilfsmittel']);
    if (!held.ok) throw new Error(held.reason);
    const row = await db().appointment.findUniqueOrThrow({
      where: { id: held.appointmentId },
      include: { ...appointmentInclude, claims: true },
    });
    expect(row.claims).toHaveLength(1);
    expect((row.claims[0]?.endStep ?? 0) - (row.claims[0]?.startStep ?? 0)).toBe((5 + 95 + 10) / 5);
    expect(row.further.map(({ position, service }) => [position, service.slug])).toEqual([
      [1, 'reha'],
      [2, 'hilfsmittel'],
    ]);
    expect(topicsOf(viewOf(row), 'de')).toEqual(['Pflegegrad', 'REHA', 'HILFSMITTEL']);
    const [loaded] = await db().$transaction((tx) => loadAppointments({ id: row.id }, tx));
    if (loaded === undefined) throw new Error('Not loaded');
    expect(viewOf(loaded)).toEqual(viewOf(row));
  });

  it('are all or nothing: 30 want overlapping ones at once, with a room, over two pools', async () => {
    await change(`UPDATE service SET needs_room = true WHERE slug = 'reha'`);
    await addResource(world, { kind: 'room' });
    const wishes = [['hilfsmittel'], ['reha'], ['reha', 'hilfsmittel'], []];
    const starts = ['10:00', '10:15', '10:30', '10:45'];
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        holdSeveral(
          wishes[i % 4] ?? [],
          { channel: 'on_site', startsAt: Temporal.Instant.from(`2026-12-01T${starts[(i >> 2) % 4]}:00Z`) },
          i,
        ),
      ),
    );
    expect(answers.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(2);
    const rows = await db().appointment.findMany({ include: { ...appointmentInclude, claims: true } });
    expect(rows).toHaveLength(answers.filter(({ ok }) => ok).length);
    for (const { further, claims, startsAt, endsAt } of rows) {
      const slugs = further.map(({ service }) => service.slug);
      const minutes = { hilfsmittel: 20, reha: 45 };
      const all = slugs.reduce((sum, slug) => sum + minutes[slug as keyof typeof minutes], 30);
      expect((endsAt.getTime() - startsAt.getTime()) / 60_000).toBe(all);
      expect(claims).toHaveLength(slugs.includes('reha') ? 2 : 1);
    }
    const counted = await db().appointmentService.count();
    expect(counted).toBe(rows.reduce((sum, { further }) => sum + further.length, 0));
    expect((await faultsOfClaims(1)).overlaps).toBe(0);
  });

  it('a taken time leaves nothing behind', async () => {
    expect(await holdSeveral(['reha'])).toMatchObject({ ok: true });
    const refused = await holdSeveral(['reha']);
    if (refused.ok || refused.reason !== 'time-taken') throw new Error('Not refused');
    expect(refused.alternatives).toHaveLength(3);
    expect(await db().appointmentService.count()).toBe(1);
    expect(await db().appointment.count()).toBe(1);
  });

  it('the same service twice is once', async () => {
    const held = await holdSeveral(['pflegegrad', 'hilfsmittel', 'hilfsmittel']);
    expect(held.ok).toBe(true);
    expect(await db().appointmentService.count()).toBe(1);
  });

  it.each([
    ['unknown', ['gibt-es-nicht'], 'video'],
    ['not offered over the channel', ['nur-vor-ort'], 'video'],
    ['a group session', ['kurs'], 'on_site'],
    ['offered by nobody of the first', ['fremd'], 'video'],
    ['longer than anybody works', ['ewig'], 'video'],
  ])('are refused when one is %s', async (_, further, channel) => {
    await addService('nur-vor-ort', world.advisors, { channels: '{on_site}' });
    await addService('kurs', world.advisors, { channels: '{on_site}', group_size: 8 });
    await addService('fremd', []);
    await addService('ewig', world.advisors, { duration: 720 });
    expect(await firstTimes(further, { channel })).toBe('unknown-choice');
    expect(await holdSeveral(further, { channel })).toEqual({ ok: false, reason: 'unknown-choice' });
  });

  it('take a seat of each service that is limited, and one seat once that is of both', async () => {
    const shared = await addResource(world, { kind: 'seat', audience: 'public' });
    const reha = (await db().service.findUniqueOrThrow({ where: { slug: 'reha' } })).id;
    await change('INSERT INTO service_resource (service_id, resource_id) VALUES ($1, $2)', [reha, shared]);
    const held = await holdSeveral(['reha']);
    if (!held.ok) throw new Error(held.reason);
    expect(await db().claim.count()).toBe(2);
    expect(await holdSeveral(['hilfsmittel'])).toMatchObject({ ok: false, reason: 'time-taken' });
  });
});
