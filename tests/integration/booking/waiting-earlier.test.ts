import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { acceptOffer } from '#lib/booking/waiting-list/accept-offer.ts';
import { cancelAppointment } from '#lib/booking/change/cancel-appointment.ts';
import { openDataKey } from '#lib/booking/data-key.ts';
import { jobs } from '#lib/booking/jobs.ts';
import { holdMove } from '#lib/booking/change/hold-move.ts';
import { moveAppointment } from '#lib/booking/change/move-appointment.ts';
import { offerTimes } from '#lib/booking/waiting-list/offer-times.ts';
import { waitForEarlier } from '#lib/booking/waiting-list/wait-for-earlier.ts';
import type { WaitingDays } from '#lib/booking/waiting-list/waiting-schema.ts';
import { closeDatabase, db, openDatabase } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import { setClock } from '#tests/setup/clock.ts';
import { databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { book, claimsAreSound, prove, setDeadline, stateOf } from './changing.ts';
import { change } from './resources.ts';
import { formOf, giveBack, messagesOf, offeredTo, standing, waysOf } from './waiting.ts';
import { makeWorld, tuesday } from './world.ts';

const scheduler = openDatabase(databaseUrl('scheduler'));
const thursday = '2026-12-03T10:00:00Z';
const friday = '2026-12-04T10:00:00Z';
const days = (rest: Partial<WaitingDays> = {}): WaitingDays => ({
  firstDay: Temporal.PlainDate.from('2026-12-01'),
  lastDay: Temporal.PlainDate.from('2026-12-04'),
  ...rest,
});

beforeEach(async () => {
  await emptyTables();
  await setClock(tuesday);
});
afterAll(async () => {
  await scheduler.$disconnect();
  await closeDatabase();
});

/** Kim has an appointment on Friday and waits for an earlier one. */
async function waiting(given: { sameAdvisor?: boolean } = {}) {
  const booked = await book(friday, { form: formOf('Kim') });
  const { right, own } = await prove(booked);
  const joined = await waitForEarlier({ right, days: days(), ...given });
  if (!joined.ok) throw new Error(`Not joined: ${joined.reason}`);
  return { ...booked, right, version: own.appointment.version, kim: await waysOf(joined.entryId) };
}

describe('waiting for an earlier appointment (BK8)', () => {
  it('needs no code of its own, says that the appointment stays, and ends when that cannot be changed any more', async () => {
    await makeWorld();
    const { kim, right } = await waiting();
    expect(await messagesOf(kim.entryId, 'waiting-joined')).toMatchObject([
      { values: { hasAppointment: true, lastDay: '2026-12-04' }, to: { address: 'kim@postfach.example' } },
    ]);
    expect(await standing(kim)).toMatchObject({
      appointment: { startsAt: Temporal.Instant.from(friday) },
      center: null,
    });
    const { expiresAt } = await db().waitingEntry.findUniqueOrThrow({ where: { id: kim.entryId } });
    expect(expiresAt.toISOString()).toBe('2026-12-03T10:00:00.000Z');
    // Once more: another wish, the same place in line.
    await setClock(tuesday.add({ minutes: 1 }));
    expect(await waitForEarlier({ right, days: days({ partOfDay: 'afternoon' }), sameAdvisor: true })).toEqual({
      ok: true,
      entryId: kim.entryId,
      linkToken: kim.linkToken,
    });
    expect(await standing(kim)).toMatchObject({ since: tuesday, days: { partOfDay: 'afternoon' } });
    expect((await standing(kim)).advisor).not.toBeNull();
  });

  it('is refused for days that are not before it, too late, and of what was cancelled', async () => {
    await makeWorld();
    const booked = await book(friday);
    const { right, own } = await prove(booked);
    for (const lastDay of ['2026-12-05', '2026-11-30'])
      expect(await waitForEarlier({ right, days: days({ lastDay: Temporal.PlainDate.from(lastDay) }) })).toEqual({
        ok: false,
        reason: 'unknown-days',
      });
    await setDeadline(4 * 1440);
    expect(await waitForEarlier({ right, days: days() })).toEqual({ ok: false, reason: 'too-late' });
    await setDeadline(60);
    await cancelAppointment({ right, version: own.appointment.version });
    expect(await waitForEarlier({ right, days: days() })).toEqual({ ok: false, reason: 'cancelled' });
    expect(await db().waitingEntry.count()).toBe(0);
  });

  it('what is accepted takes its place: the same appointment, the old time given back', async () => {
    await makeWorld();
    const { kim, appointmentId } = await waiting();
    await giveBack(thursday);
    await setClock(tuesday.add({ minutes: 5 }));
    expect(await offerTimes(scheduler)).toMatchObject({ offered: 1 });
    expect(await messagesOf(kim.entryId, 'waiting-offer')).toMatchObject([
      { values: { startsAt: thursday, insteadOf: friday } },
    ]);
    const { right, offer } = await standing(kim);
    const before = await db().waitingEntry.findUniqueOrThrow({ where: { id: kim.entryId } });
    const accepted = await acceptOffer({ right, offerId: offer?.id ?? '', browserToken: null });
    expect(accepted).toMatchObject({ ok: true, appointmentId, moved: true });
    expect(await stateOf(appointmentId)).toMatchObject({
      state: 'confirmed',
      startsAt: '2026-12-03T10:00:00.000Z',
      claims: 1,
    });
    expect(await claimsAreSound()).toBe(true);
    expect(await db().outboxMessage.count({ where: { appointmentId, template: 'appointment-moved' } })).toBe(1);
    expect(await openDataKey(before.keyRef)).toBeNull();
    expect(await db().waitingEntry.count()).toBe(0);
    // The old time is kept now, and can be offered to others.
    expect(await db().reopening.findMany({ select: { startsAt: true, appointmentId: true } })).toEqual([
      { startsAt: new Date(friday), appointmentId: null },
    ]);
    expect(await acceptOffer({ right, offerId: offer?.id ?? '', browserToken: null })).toMatchObject({
      ok: true,
      appointmentId,
      moved: true,
    });
    expect(await stateOf(appointmentId)).toMatchObject({ claims: 1 });
  });

  it('nothing later is offered, also after the appointment was moved; the advisor only if wished', async () => {
    const { advisors } = await makeWorld({ advisors: 2 });
    const { kim, right, version, appointmentId } = await waiting({ sameAdvisor: true });
    const { advisorId } = await db().appointment.findUniqueOrThrow({ where: { id: appointmentId } });
    const other = advisors.find((id) => id !== advisorId);
    await giveBack(thursday, 30, { choice: { advisor: other } });
    await giveBack('2026-12-04T11:00:00Z', 30, { choice: { advisor: advisorId } });
    await setClock(tuesday.add({ minutes: 5 }));
    expect(await offerTimes(scheduler)).toMatchObject({ offered: 0 });
    await giveBack('2026-12-03T11:00:00Z', 30, { choice: { advisor: advisorId } });
    await setClock(tuesday.add({ minutes: 10 }));
    expect(await offerTimes(scheduler)).toMatchObject({ offered: 1 });
    const { offer, right: seat } = await standing(kim);
    // Moved to an earlier time by hand: the offer is none any more.
    const startsAt = Temporal.Instant.from('2026-12-03T08:00:00Z');
    await holdMove({ right, choice: { channel: 'video', startsAt } });
    expect(await moveAppointment({ right, version })).toEqual({ ok: true });
    expect(await acceptOffer({ right: seat, offerId: offer?.id ?? '', browserToken: null })).toEqual({
      ok: false,
      reason: 'not-offered',
    });
    expect(await stateOf(appointmentId)).toMatchObject({ startsAt: '2026-12-03T08:00:00.000Z', claims: 1 });
    expect(await offeredTo()).toEqual([]);
  });

  it('ends with the appointment: cancelled, begun or not to be changed any more', async () => {
    await makeWorld();
    const { kim, right, version } = await waiting();
    const { keyRef } = await db().waitingEntry.findUniqueOrThrow({ where: { id: kim.entryId } });
    await giveBack(thursday);
    await setClock(tuesday.add({ minutes: 5 }));
    await offerTimes(scheduler);
    await cancelAppointment({ right, version });
    expect(await db().waitingEntry.count()).toBe(0);
    expect(await db().waitingOffer.count()).toBe(0);
    expect(await openDataKey(keyRef)).toBeNull();

    await setClock(tuesday);
    const booked = await book('2026-12-08T10:00:00Z', { form: formOf('Kira') });
    await waitForEarlier({ right: (await prove(booked)).right, days: days() });
    await change(`UPDATE waiting_entry SET expires_at = '2027-01-01'`);
    await change(`UPDATE appointment SET state = 'done' WHERE id = $1`, [booked.appointmentId]);
    const sweep = jobs.find(({ name }) => name === 'booking:sweep-waiting');
    expect(await sweep?.run(scheduler)).toEqual({ entries: 1, keys: 1 });
  });
});
