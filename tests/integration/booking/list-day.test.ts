import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { confirmAppointment } from '#lib/booking/confirmation/confirm-appointment.ts';
import { listDay } from '#lib/booking/list-day.ts';
import { closeDatabase, db } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import { setClock } from '#tests/setup/clock.ts';
import { connectAs, emptyTables } from '#tests/setup/databases.ts';
import { actorOf, makeStaff } from '#tests/setup/staff.ts';
import { holdWithCode, makeWorld, secretForm, tuesday } from './world.ts';

const day = Temporal.PlainDate.from('2026-12-01');

beforeEach(async () => {
  await emptyTables();
  await setClock(tuesday);
});
afterAll(closeDatabase);

/** An advisor with one confirmed appointment on the day and one that is only held. */
async function advisorWithDay() {
  const staff = await makeStaff({ displayName: 'Frau Yıldız' });
  const { serviceId } = await makeWorld({ advisors: 0 });
  const client = await connectAs('migrate');
  await client.query(
    `INSERT INTO hours (resource_id, weekday, start_minute, end_minute) SELECT $1, day, 0, 1440 FROM generate_series(1, 7) AS day`,
    [staff.resourceId],
  );
  await client.query('INSERT INTO service_resource (service_id, resource_id) VALUES ($1, $2)', [
    serviceId,
    staff.resourceId,
  ]);
  const booked = await holdWithCode('2026-12-01T10:00:00Z');
  await confirmAppointment({ browserToken: booked.browserToken, code: booked.code });
  await holdWithCode('2026-12-01T12:00:00Z');
  return { staff, appointmentId: booked.appointmentId };
}

describe("an advisor's day (VC14, LG4)", () => {
  it('shows the own confirmed appointments with what was given, and writes each look down', async () => {
    const { staff, appointmentId } = await advisorWithDay();
    const actor = await actorOf(staff, 'advisor');
    const appointments = await listDay(actor, day);
    expect(appointments).toMatchObject([
      {
        appointment: { id: appointmentId, service: { slug: 'pflegegrad' } },
        contact: { lastName: secretForm.lastName },
        concern: secretForm.concern,
      },
    ]);
    expect(await db().auditEntry.findMany({ where: { action: 'appointment:viewed' } })).toMatchObject([
      { actorKind: 'staff', actorId: staff.staffId, objectKind: 'appointment', objectId: appointmentId },
    ]);
    expect(await listDay(actor, day.add({ days: 1 }))).toEqual([]);
  });

  it('shows nothing of anybody else', async () => {
    await advisorWithDay();
    const other = await makeStaff({ displayName: 'Herr Brandt' });
    expect(await listDay(await actorOf(other, 'advisor'), day)).toEqual([]);
    expect(await db().auditEntry.count({ where: { action: 'appointment:viewed' } })).toBe(0);
  });

  it('forgets the concern a week after the appointment, the contact after its own clock (DP5)', async () => {
    const { staff, appointmentId } = await advisorWithDay();
    await setClock('2026-12-06T22:59:00Z');
    expect(await listDay(await actorOf(staff, 'advisor'), day)).toMatchObject([{ concern: secretForm.concern }]);
    await setClock('2026-12-06T23:00:00Z');
    expect(await listDay(await actorOf(staff, 'advisor'), day)).toMatchObject([
      { appointment: { id: appointmentId }, concern: null, contact: { lastName: secretForm.lastName } },
    ]);
    await setClock('2027-02-27T23:00:00Z');
    expect(await listDay(await actorOf(staff, 'advisor'), day)).toEqual([]);
  });
});
