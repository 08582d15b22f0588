import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { listSwitches, switchChannel } from '#lib/booking/change/switch-channel.ts';
import { closeDatabase, db, openDatabase } from '#lib/platform/db.ts';
import { setClock } from '#tests/setup/clock.ts';
import { databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { book, claimsAreSound, prove, setDeadline, stateOf } from './changing.ts';
import { addResource, change } from './resources.ts';
import { makeWorld, tuesday } from './world.ts';

const pools = [openDatabase(databaseUrl('web')), openDatabase(databaseUrl('web'))] as const;
const thursday = '2026-12-03T10:00:00Z';

beforeEach(async () => {
  await emptyTables();
  await setClock(tuesday);
});
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.$disconnect()));
  await closeDatabase();
});

/** Advisors whose service takes a room on site, and so many rooms. */
async function houseWith(advisors: number, rooms: number): Promise<void> {
  const world = await makeWorld({ advisors });
  await change('UPDATE service SET needs_room = true');
  for (let room = 1; room <= rooms; room += 1) await addResource(world, { kind: 'room' });
}

describe('switching the channel (BK6)', () => {
  it('keeps time and advisor; takes a room for the house, and frees it again', async () => {
    await houseWith(1, 1);
    const booked = await book(thursday);
    const { right, own } = await prove(booked);
    const { version } = own.appointment;
    const before = await db().claim.findFirstOrThrow();
    expect(await listSwitches(right)).toEqual([
      { channel: 'on_site', whyNot: null },
      { channel: 'phone', whyNot: null },
    ]);
    expect(await switchChannel({ right, version, channel: 'on_site' })).toEqual({ ok: true });
    expect(await stateOf(booked.appointmentId)).toMatchObject({
      channel: 'on_site',
      startsAt: '2026-12-03T10:00:00.000Z',
      claims: 2,
    });
    const claims = await db().claim.findMany();
    expect(new Set(claims.map(({ startStep, endStep }) => `${startStep} ${endStep}`)).size).toBe(1);
    expect(claims.map(({ id }) => id)).toContain(before.id);
    expect(await switchChannel({ right, version, channel: 'phone' })).toEqual({
      ok: false,
      reason: 'changed-meanwhile',
    });
    expect(await switchChannel({ right, version: version + 1, channel: 'phone' })).toEqual({ ok: true });
    expect(await stateOf(booked.appointmentId)).toMatchObject({ channel: 'phone', claims: 1 });
    expect(
      await db().outboxMessage.count({ where: { template: 'appointment-channel-switched', keyRef: { not: '' } } }),
    ).toBe(2);
    expect(await claimsAreSound()).toBe(true);
  });

  it('says that there is no room, and leaves the appointment as it is', async () => {
    await houseWith(2, 1);
    await book(thursday, { choice: { channel: 'on_site' } });
    const booked = await book(thursday);
    const { right, own } = await prove(booked);
    expect(await listSwitches(right)).toEqual([
      { channel: 'on_site', whyNot: 'no-room' },
      { channel: 'phone', whyNot: null },
    ]);
    const request = { right, version: own.appointment.version, channel: 'on_site' as const };
    expect(await switchChannel(request)).toEqual({ ok: false, reason: 'no-room' });
    expect(await switchChannel({ ...request, channel: 'video' })).toEqual({ ok: false, reason: 'not-offered' });
    expect(await stateOf(booked.appointmentId)).toMatchObject({
      channel: 'video',
      claims: 1,
      version: request.version,
    });
  });

  it('ten want the last rooms at once over two processes: each room is one person’s, the others are told (BK14)', async () => {
    await houseWith(10, 3);
    const members = [];
    for (let i = 0; i < 10; i += 1) members.push(await prove(await book(thursday)));
    const answers = await Promise.all(
      members.map(({ right, own }, i) =>
        switchChannel({ right, version: own.appointment.version, channel: 'on_site' }, pools[i % 2 === 0 ? 0 : 1]),
      ),
    );
    const words = answers.map((answer) => (answer.ok ? 'switched' : answer.reason)).toSorted();
    expect(words).toEqual([...Array<string>(7).fill('no-room'), ...Array<string>(3).fill('switched')]);
    expect(await db().claim.count()).toBe(13);
    expect(await db().appointment.count({ where: { channel: 'on_site', state: 'confirmed' } })).toBe(3);
    expect(await claimsAreSound()).toBe(true);
  });

  it('is too late after the deadline', async () => {
    await makeWorld();
    await setDeadline(60);
    const booked = await book(thursday);
    await setClock('2026-12-03T08:50:00Z');
    const { right, own } = await prove(booked);
    await setClock('2026-12-03T09:00:00.001Z');
    expect(await switchChannel({ right, version: own.appointment.version, channel: 'phone' })).toEqual({
      ok: false,
      reason: 'too-late',
    });
  });
});
