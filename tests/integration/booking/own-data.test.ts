import { afterAll, beforeEach, expect, it } from 'vitest';
import { announceLateness } from '#lib/booking/change/announce-lateness.ts';
import { waitForEarlier } from '#lib/booking/waiting-list/wait-for-earlier.ts';
import { closeDatabase, db, openDatabase } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import { erasePerson, exportPerson } from '#lib/privacy/gather-subject-data.ts';
import { setClock } from '#tests/setup/clock.ts';
import { databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { book, prove, setDeadline } from './changing.ts';
import { makeWorld, tuesday } from './world.ts';

const scheduler = openDatabase(databaseUrl('scheduler'));

beforeEach(async () => {
  await emptyTables();
  await setClock(tuesday);
});
afterAll(() => Promise.all([scheduler.$disconnect(), closeDatabase()]));

it('own data are whole after the appointment was opened, waited with and announced late (DP1)', async () => {
  await makeWorld();
  await setDeadline(0);
  const booked = await book('2026-12-01T09:30:00Z');
  const { right, own } = await prove(booked);
  const day = Temporal.PlainDate.from('2026-12-01');
  const waiting = await waitForEarlier({ right, days: { firstDay: day, lastDay: day }, sameAdvisor: true });
  if (!waiting.ok) throw new Error(waiting.reason);
  await announceLateness({ right: own.seeing, version: own.appointment.version, minutes: 10 });

  const records = await exportPerson(booked.appointmentId, db());
  const of = (model: string) => records.filter((record) => record.model === model).map(({ values }) => values);
  expect(of('Appointment')).toMatchObject([{ lateMinutes: 10, cancelledAt: null }]);
  expect(of('AppointmentAccess')).toEqual([
    { expiresAt: tuesday.add({ minutes: 30 }).toString().replace('Z', '.000Z') },
  ]);
  expect(of('WaitingEntry')).toMatchObject([
    { channel: 'video', sameAdvisor: true, provedAt: '2026-12-01T08:00:00.000Z' },
  ]);
  // What was written about the entry as well.
  expect(of('OutboxMessage').map(({ template }) => template)).toContain('waiting-joined');

  const { removed } = await erasePerson(booked.appointmentId, scheduler);
  for (const model of ['AppointmentAccess', 'WaitingEntry'] as const) expect(removed[model]).toBe(1);
  expect(removed['OutboxMessage']).toBe(of('OutboxMessage').length);
  expect(await db().outboxMessage.count()).toBe(0);
});
