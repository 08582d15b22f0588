import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { confirmAppointment } from '#lib/booking/confirmation/confirm-appointment.ts';
import { joinWaitingList } from '#lib/booking/waiting-list/join-waiting-list.ts';
import { proveWaiting } from '#lib/booking/waiting-list/prove-waiting.ts';
import { releaseHold } from '#lib/booking/hold/release-hold.ts';
import { submitContact } from '#lib/booking/confirmation/submit-contact.ts';
import { sweepExpiredHolds } from '#lib/booking/hold/sweep.sql.ts';
import { sweepEndedEntries } from '#lib/booking/waiting-list/waiting-line.sql.ts';
import { closeDatabase, db, openDatabase } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import { setClock } from '#tests/setup/clock.ts';
import { connectAs, databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { untilWaiting } from '#tests/setup/interleave.ts';
import { freshKvnr } from '#tests/setup/kvnr.ts';
import { codeOf, codesOf } from './code-of.ts';
import { joiningCode, wishFor } from './waiting.ts';
import { hold, holdWithCode, makeWorld, secretForm, tuesday, wrongCode } from './world.ts';

const thursday = '2026-12-03T10:00:00Z';
const friday = '2026-12-04T10:00:00Z';
/** Somebody else's mailbox: nobody who types a code here has seen it. */
const foreign = { ...secretForm, email: 'fremd@postfach.example', concern: '' };

const other = openDatabase(databaseUrl('web'));
const scheduler = openDatabase(databaseUrl('scheduler'));

beforeEach(async () => {
  await emptyTables();
  await setClock(tuesday);
});
afterAll(() => Promise.all([other.$disconnect(), scheduler.$disconnect(), closeDatabase()]));

/** One browser books an appointment, and has given its data for another one. */
async function secondBooking() {
  await makeWorld();
  const first = await holdWithCode(thursday);
  const { browserToken } = first;
  expect(await confirmAppointment({ browserToken, code: first.code })).toMatchObject({ ok: true });
  const second = await hold(friday, db(), browserToken);
  await submitContact({ browserToken, form: { ...secretForm, kvnr: freshKvnr() }, locale: 'de' });
  return { browserToken, first, second: { ...second, code: await codeOf(second.appointmentId) } };
}

describe('the code of a booking that has ended, in a browser that booked before (BK4)', () => {
  it('says that the time is gone, not that the former appointment is booked', async () => {
    const { browserToken, second } = await secondBooking();
    await setClock(tuesday.add({ minutes: 10 }));
    expect(await sweepExpiredHolds(scheduler)).toHaveLength(1);
    const ended = { ok: false, reason: 'hold-expired' };
    expect(await confirmAppointment({ browserToken, code: second.code })).toEqual(ended);
    await scheduler.$executeRaw`DELETE FROM one_time_code`;
    expect(await confirmAppointment({ browserToken, code: second.code })).toEqual(ended);
    expect(await db().appointment.count({ where: { state: 'confirmed' } })).toBe(1);
  });

  it('says so while the code of the former one still lives, and costs it no more than its tries', async () => {
    const { browserToken, first, second } = await secondBooking();
    await releaseHold(browserToken);
    expect(await confirmAppointment({ browserToken, code: second.code })).toEqual({
      ok: false,
      reason: 'hold-expired',
    });
    const booked = { ok: true, appointmentId: first.appointmentId };
    expect(await confirmAppointment({ browserToken, code: first.code })).toEqual(booked);
    // After it has ended, too, it says what it did, and another one does not.
    await setClock(tuesday.add({ minutes: 11 }));
    expect(await confirmAppointment({ browserToken, code: first.code })).toEqual(booked);
    const wrong = await confirmAppointment({ browserToken, code: wrongCode(first.code) });
    expect(wrong).toEqual({ ok: false, reason: 'hold-expired' });
  });
});

describe('the code of an entry that has ended, in a browser that is on the waiting list already (BK8)', () => {
  it('says that nobody is joining, not that the former entry was made by it', async () => {
    await makeWorld();
    const join = (browserToken: string | null, form = secretForm) =>
      joinWaitingList({ browserToken, wish: wishFor(), form, locale: 'de' });
    const { browserToken } = await join(null);
    const first = await joiningCode(secretForm.email ?? '');
    expect(await proveWaiting({ browserToken, code: first })).toMatchObject({ ok: true });
    await setClock(tuesday.add({ minutes: 20 }));
    await join(browserToken, foreign);
    const second = await joiningCode(foreign.email);
    await setClock(tuesday.add({ minutes: 30 }));
    expect(await sweepEndedEntries(scheduler)).toHaveLength(1);
    expect(await proveWaiting({ browserToken, code: second })).toEqual({ ok: false, reason: 'not-joining' });
    expect(await proveWaiting({ browserToken, code: first })).toMatchObject({ ok: true });
  });
});

describe('a code proves the mailbox that it was sent to (BK4)', () => {
  it.each([
    // Others wait for the hold: their code is not written yet, and the former one is still compared.
    ['appointment', { ok: false, reason: 'code-expired' }],
    // Their code is in the place of the former one: that one ended.
    ['draft', { ok: false, reason: 'code-wrong', triesLeft: 4 }],
  ])('and books nothing under data that were given at that moment, and wait at the %s', async (table, refused) => {
    await makeWorld();
    const { browserToken, code, appointmentId } = await holdWithCode(thursday);
    const client = await connectAs('migrate');
    await client.query('BEGIN');
    await client.query(`SELECT id FROM ${table} FOR UPDATE`);
    const submitting = submitContact({ browserToken, form: foreign, locale: 'de', keepsDraft: false }, other);
    await untilWaiting();
    const confirming = confirmAppointment({ browserToken, code });
    await untilWaiting(2);
    await client.query('COMMIT');
    expect(await submitting).toMatchObject({ ok: true, sent: true });
    expect(await confirming).toEqual(refused);
    expect(await db().appointment.findMany()).toMatchObject([{ id: appointmentId, state: 'held' }]);
    expect(await db().personBooking.count()).toBe(0);
    const sent = await codesOf(appointmentId, 'confirm_appointment');
    const fresh = sent.map((one) => one.code).filter((one) => one !== code);
    expect(await confirmAppointment({ browserToken, code: fresh.join() })).toEqual({ ok: true, appointmentId });
  });

  it('and puts nobody on the waiting list with data that were given at that moment', async () => {
    await makeWorld();
    const joined = await joinWaitingList({ browserToken: null, wish: wishFor(), form: secretForm, locale: 'de' });
    const { browserToken } = joined;
    const code = await joiningCode(secretForm.email ?? '');
    const client = await connectAs('migrate');
    await client.query('BEGIN');
    await client.query('SELECT id FROM waiting_entry FOR NO KEY UPDATE');
    const later = { ...wishFor(), firstDay: Temporal.PlainDate.from('2026-12-02') };
    const joining = joinWaitingList(
      { browserToken, wish: later, form: foreign, locale: 'de', keepsDraft: false },
      other,
    );
    await untilWaiting();
    const proving = proveWaiting({ browserToken, code });
    await untilWaiting(2);
    await client.query('COMMIT');
    expect(await joining).toMatchObject({ ok: true, sent: true });
    expect(await proving).toEqual({ ok: false, reason: 'code-expired' });
    expect(await db().waitingEntry.findMany()).toMatchObject([{ provedAt: null }]);
    expect(await proveWaiting({ browserToken, code: await joiningCode('fremd@postfach.example') })).toMatchObject({
      ok: true,
    });
  });
});
