import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { announceLateness } from '#lib/booking/change/announce-lateness.ts';
import { announceAbsence } from '#lib/booking/change/cancel-appointment.ts';
import { findOwnAppointment } from '#lib/booking/change/find-own-appointment.ts';
import { undoCancellation } from '#lib/booking/change/undo-cancellation.ts';
import { closeDatabase, db } from '#lib/platform/db.ts';
import { setClock } from '#tests/setup/clock.ts';
import { emptyTables } from '#tests/setup/databases.ts';
import { book, setDeadline, stateOf } from './changing.ts';
import { makeWorld, tuesday } from './world.ts';

const thursday = '2026-12-03T10:00:00Z';

beforeEach(async () => {
  await emptyTables();
  await setClock(tuesday);
});
afterAll(closeDatabase);

describe('late, or not coming: one tap with the link alone (BK6)', () => {
  it('says how late, from two hours before on; the newer word counts', async () => {
    await makeWorld();
    const { linkToken, appointmentId } = await book(thursday);
    const see = async () => {
      const own = await findOwnAppointment({ linkToken, browserToken: null });
      if (own === null) throw new Error('Not there');
      return own;
    };
    await setClock('2026-12-03T07:59:59Z');
    expect((await see()).lateChoices).toEqual([]);
    await setClock('2026-12-03T08:00:00Z');
    const own = await see();
    expect(own).toMatchObject({ lateChoices: [5, 10, 15], mayNotCome: true, change: null });
    const { seeing: right } = own;
    const { version } = own.appointment;
    expect(await announceLateness({ right, version, minutes: 20 })).toEqual({ ok: false, reason: 'not-offered' });
    expect(await announceLateness({ right, version, minutes: 10 })).toEqual({ ok: true });
    expect(await announceLateness({ right, version, minutes: 15 })).toEqual({ ok: false, reason: 'changed-meanwhile' });
    expect(await announceLateness({ right, version: version + 1, minutes: 15 })).toEqual({ ok: true });
    expect(await db().appointment.findUnique({ where: { id: appointmentId } })).toMatchObject({ lateMinutes: 15 });
    await setClock('2026-12-03T10:12:00Z');
    expect((await see()).lateChoices).toEqual([15]);
  });

  it('says nothing while it can be cancelled: that takes a code, and a link may have been passed on', async () => {
    await makeWorld();
    await setDeadline(24 * 60);
    const { linkToken, appointmentId } = await book(thursday);
    const absent = async () => {
      const own = await findOwnAppointment({ linkToken, browserToken: null });
      if (own === null) throw new Error('Not there');
      const { mayNotCome, appointment, seeing } = own;
      return { mayNotCome, said: await announceAbsence({ right: seeing, version: appointment.version }) };
    };
    await setClock('2026-12-02T10:00:00Z');
    expect(await absent()).toEqual({ mayNotCome: false, said: { ok: false, reason: 'cancellable' } });
    expect(await stateOf(appointmentId)).toMatchObject({ state: 'confirmed', claims: 1 });
    await setClock('2026-12-02T10:00:00.001Z');
    expect(await absent()).toEqual({ mayNotCome: true, said: { ok: true } });
  });

  it('says not to come after the deadline, gives the time back, and can be undone', async () => {
    await makeWorld();
    await setDeadline(24 * 60);
    const { linkToken, appointmentId } = await book(thursday);
    await setClock('2026-12-03T08:30:00Z');
    const own = await findOwnAppointment({ linkToken, browserToken: null });
    if (own === null) throw new Error('Not there');
    const request = { right: own.seeing, version: own.appointment.version };
    expect(await announceAbsence(request)).toEqual({ ok: true });
    expect(await stateOf(appointmentId)).toMatchObject({ state: 'cancelled', claims: 0 });
    expect(await undoCancellation({ ...request, version: request.version + 1 })).toEqual({ ok: true });
    await setClock(thursday);
    expect(await announceAbsence({ ...request, version: request.version + 2 })).toEqual({ ok: false, reason: 'begun' });
  });
});
