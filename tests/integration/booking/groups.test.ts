import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { BookingChoice } from '#lib/booking/free-times/booking-question.ts';
import { confirmAppointment } from '#lib/booking/confirmation/confirm-appointment.ts';
import { explainTime } from '#lib/booking/free-times/explain-time.ts';
import { findOwnHold } from '#lib/booking/hold/find-own-hold.ts';
import { holdTime } from '#lib/booking/hold/hold-time.ts';
import { listDay } from '#lib/booking/list-day.ts';
import { listDaySessions } from '#lib/booking/free-times/list-day-sessions.ts';
import { listFreeTimes } from '#lib/booking/free-times/list-free-times.ts';
import { releaseHold } from '#lib/booking/hold/release-hold.ts';
import { submitContact } from '#lib/booking/confirmation/submit-contact.ts';
import { sweepExpiredHolds } from '#lib/booking/hold/sweep.sql.ts';
import { sendOutbox } from '#lib/messaging/send-outbox.ts';
import { closeDatabase, type Database, db, openDatabase } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import { setClock } from '#tests/setup/clock.ts';
import { connectAs, databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { mailbox } from '#tests/setup/mailbox.ts';
import { actorOf, makeStaff } from '#tests/setup/staff.ts';
import { codeOf } from './code-of.ts';
import { addSession, makeGroupService } from './groups.ts';
import { untilWaiting } from '#tests/setup/interleave.ts';
import { addResource, change } from './resources.ts';
import { choiceAt, makeWorld, secretForm, tuesday, type World } from './world.ts';

const pools = [openDatabase(databaseUrl('web')), openDatabase(databaseUrl('web'))] as const;
const scheduler = openDatabase(databaseUrl('scheduler'));
const at = '2026-12-01T10:00:00Z';

let world: World;
beforeEach(async () => {
  await emptyTables();
  mailbox.clear();
  await setClock(tuesday);
  world = await makeWorld({ advisors: 2 });
  await makeGroupService();
});
afterAll(async () => {
  await Promise.all([...pools, scheduler].map((pool) => pool.$disconnect()));
  await closeDatabase();
});

const choice = (rest: Partial<BookingChoice> = {}, startsAt = at) => ({
  ...choiceAt(startsAt, { channel: 'on_site' }),
  ...rest,
});
const seat = (rest: Partial<BookingChoice> = {}, database: Database = db(), startsAt = at) =>
  holdTime({ choice: choice(rest, startsAt), browserToken: null, locale: 'de' }, database);
const offered = async (rest: Partial<BookingChoice> = {}) => {
  const found = await listFreeTimes({ service: 'pflegegrad', channel: 'on_site', limit: 20, ...rest });
  if (!found.ok) throw new Error(found.reason);
  return found.times.map(({ startsAt, endsAt, seatsLeft }) => ({
    startsAt: startsAt.toString(),
    minutes: startsAt.until(endsAt, { largestUnit: 'minutes' }).minutes,
    seatsLeft,
  }));
};

async function seatsTaken(): Promise<number[]> {
  const rows = await db().appointment.findMany({ where: { seat: { not: null } }, orderBy: { seat: 'asc' } });
  return rows.map(({ seat: number }) => number ?? 0);
}

describe('free times of a service for groups (OR2)', () => {
  it('are its sessions, with the seats that are left, and nothing besides', async () => {
    await addSession(world, { seats: 4, publicSeats: 3 });
    await addSession(world, { startsAt: '2026-12-08T16:35:00Z', seats: 2 });
    // Past the horizon, and before the lead time.
    await addSession(world, { startsAt: '2027-02-01T10:00:00Z' });
    await addSession(world, { startsAt: '2026-12-01T08:00:00Z' });
    expect(await offered()).toEqual([
      { startsAt: at, minutes: 90, seatsLeft: 3 },
      { startsAt: '2026-12-08T16:35:00Z', minutes: 90, seatsLeft: 2 },
    ]);
    expect(await offered({ audience: 'internal' })).toEqual([{ startsAt: at, minutes: 90, seatsLeft: 1 }]);
    expect(await offered({ advisor: world.advisors[1] })).toEqual([]);
  });

  it('add up the seats of sessions at the same time in the same place', async () => {
    await addSession(world, { seats: 2 });
    await addSession(world, { seats: 3, advisorId: world.advisors[1] });
    expect(await offered()).toEqual([{ startsAt: at, minutes: 90, seatsLeft: 5 }]);
    expect(await offered({ advisor: world.advisors[1] })).toEqual([{ startsAt: at, minutes: 90, seatsLeft: 3 }]);
  });

  it('ask the room and the interpreter of the session for what a member needs (BK9)', async () => {
    const room = await addResource(world, { kind: 'room', skills: ['step-free'] });
    const interpreter = await addResource(world, { kind: 'interpreter', skills: ['sign:dgs'] });
    await addSession(world, { resourceIds: [room, interpreter] });
    await addSession(world, { startsAt: '2026-12-03T10:00:00Z' });
    expect(await offered()).toHaveLength(2);
    for (const wishes of [{ stepFree: true }, { interpreter: 'sign:dgs' } as const]) {
      expect((await offered({ wishes })).map(({ startsAt }) => startsAt)).toEqual([at]);
      expect(await seat({ wishes }, db(), '2026-12-03T10:00:00Z')).toMatchObject({ reason: 'time-taken' });
    }
  });

  it('say why a session cannot be had (OR5)', async () => {
    const why = async (startsAt: string) => {
      const explained = await explainTime(choice(), Temporal.Instant.from(startsAt));
      return explained.ok ? explained.advisors.map((one) => one.why) : explained.reason;
    };
    await addSession(world, { seats: 1 });
    expect(await why(at)).toEqual([null, 'no-session']);
    await seat();
    expect(await why(at)).toEqual(['no-seat', 'no-session']);
    expect(await why('2026-12-01T08:00:00Z')).toEqual(['too-soon', 'too-soon']);
    expect(await why('2027-02-01T10:00:00Z')).toEqual(['too-far-ahead', 'too-far-ahead']);
  });
});

describe('seats of a session (OR2, BK14)', () => {
  it.each([1, 7])(
    '30 want one of %i seats over two processes: each is had once, all others get other sessions',
    async (seats) => {
      await addSession(world, { seats: seats + 2, publicSeats: seats });
      await addSession(world, { startsAt: '2026-12-03T10:00:00Z' });
      const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => seat({}, pools[i % 2] ?? pools[0])));
      expect(answers.filter(({ ok }) => ok)).toHaveLength(seats);
      expect(await seatsTaken()).toEqual(Array.from({ length: seats }, (_, i) => i + 1));
      expect(await db().claim.count({ where: { appointmentId: { not: null } } })).toBe(0);
      for (const answer of answers) {
        if (answer.ok) continue;
        if (answer.reason !== 'time-taken') throw new Error(answer.reason);
        expect(answer.alternatives.map(({ startsAt }) => startsAt.toString())).toEqual(['2026-12-03T10:00:00Z']);
      }
      // What is kept for those who call is theirs.
      const callers = await Promise.all([1, 2, 3].map(() => seat({ audience: 'internal' })));
      expect(callers.filter(({ ok }) => ok)).toHaveLength(2);
    },
  );

  it('that expired holds keep are had at once, by as many as there are seats', async () => {
    await addSession(world, { seats: 5 });
    const first = await Promise.all([1, 2, 3, 4, 5].map(() => seat()));
    expect(first.every(({ ok }) => ok)).toBe(true);
    expect(await offered()).toEqual([]);
    expect(await seat()).toMatchObject({ ok: false });
    await setClock(tuesday.add({ minutes: 10 }));
    expect(await offered()).toMatchObject([{ seatsLeft: 5 }]);
    const second = await Promise.all(Array.from({ length: 20 }, (_, i) => seat({}, pools[i % 2] ?? pools[0])));
    expect(second.filter(({ ok }) => ok)).toHaveLength(5);
    expect(await seatsTaken()).toEqual([1, 2, 3, 4, 5]);
  });

  it('are confirmed with one mail each, and stay when holds are swept', async () => {
    await addSession(world, { seats: 2 });
    const held = await seat();
    if (!held.ok) throw new Error(held.reason);
    await seat();
    await submitContact({ browserToken: held.browserToken, form: secretForm, locale: 'de' });
    const code = await codeOf(held.appointmentId);
    expect(await confirmAppointment({ browserToken: held.browserToken, code })).toMatchObject({ ok: true });
    await sendOutbox(scheduler);
    await setClock(tuesday.add({ minutes: 10 }));
    await sweepExpiredHolds(scheduler);
    expect(await offered()).toMatchObject([{ seatsLeft: 1 }]);
    expect(await db().appointment.findMany()).toMatchObject([
      { state: 'confirmed', groupSessionId: expect.any(String) },
    ]);
    const mails = mailbox.to(secretForm.email ?? '').filter(({ content }) => content.text?.includes('/termin/mein#'));
    expect(mails).toHaveLength(1);
    expect(mails.map(({ content }) => content.text).join()).not.toMatch(/Pflegegrad/i);
  });

  it('are left when another one is taken, released, or found again by a program that asks twice', async () => {
    await addSession(world, { seats: 2 });
    await addSession(world, { startsAt: '2026-12-03T10:00:00Z', seats: 2 });
    const held = await seat();
    if (!held.ok) throw new Error(held.reason);
    const { browserToken } = held;
    expect(await findOwnHold(browserToken, choice())).toMatchObject({ appointmentId: held.appointmentId });
    await setClock(tuesday.add({ seconds: 1 }));
    const other = await holdTime({ choice: choice({}, '2026-12-03T10:00:00Z'), browserToken, locale: 'de' });
    expect(other).toMatchObject({ ok: true });
    expect((await offered()).map(({ seatsLeft }) => seatsLeft)).toEqual([2, 1]);
    await releaseHold(browserToken);
    expect((await offered()).map(({ seatsLeft }) => seatsLeft)).toEqual([2, 2]);
  });

  it('are not had in a session that is called off, neither before nor meanwhile', async () => {
    const id = await addSession(world);
    const client = await connectAs('migrate');
    await client.query('BEGIN');
    await client.query('UPDATE group_session SET cancelled_at = app_now() WHERE id = $1', [id]);
    const holding = seat();
    try {
      await untilWaiting();
    } finally {
      await client.query('COMMIT');
    }
    expect(await holding).toMatchObject({ ok: false, reason: 'time-taken' });
    expect(await offered()).toEqual([]);
  });

  it('are refused when the rules changed meanwhile, and taken on the new ones', async () => {
    await addSession(world);
    const client = await connectAs('migrate');
    await client.query('BEGIN');
    await client.query('UPDATE service SET lead_time = 600');
    const holding = seat();
    try {
      await untilWaiting();
    } finally {
      await client.query('COMMIT');
    }
    expect(await holding).toMatchObject({ ok: false, reason: 'time-taken' });
    await change('UPDATE service SET lead_time = 5');
    expect(await seat()).toMatchObject({ ok: true });
  });

  it('take no time of anybody: the session has it, so nobody else is booked then', async () => {
    const id = await addSession(world);
    await seat();
    await change(`UPDATE service SET group_size = NULL, channels = '{on_site,video,phone}'`);
    const [advisor] = world.advisors;
    expect(await seat({ advisor })).toMatchObject({ ok: false, reason: 'time-taken' });
    expect(await db().claim.findMany()).toMatchObject([{ groupSessionId: id, appointmentId: null }]);
  });
});

describe("an advisor's day with a session (OR2, VC14)", () => {
  it('has the session with its members, and one that nobody comes to', async () => {
    const staff = await makeStaff();
    await change('INSERT INTO service_resource (service_id, resource_id) VALUES ($1, $2)', [
      world.serviceId,
      staff.resourceId,
    ]);
    const id = await addSession(world, { advisorId: staff.resourceId, seats: 5 });
    const empty = await addSession(world, { advisorId: staff.resourceId, startsAt: '2026-12-01T14:00:00Z' });
    for (let member = 0; member < 3; member += 1) {
      const held = await seat({ advisor: staff.resourceId });
      if (!held.ok) throw new Error(held.reason);
      if (member === 2) continue;
      await submitContact({ browserToken: held.browserToken, form: secretForm, locale: 'de' });
      await confirmAppointment({ browserToken: held.browserToken, code: await codeOf(held.appointmentId) });
    }
    const actor = await actorOf(staff, 'advisor');
    const day = Temporal.PlainDate.from('2026-12-01');
    expect(await listDaySessions(actor, day)).toMatchObject([
      { id, taken: 2, seats: 5, service: { de: 'Pflegegrad' } },
      { id: empty, taken: 0 },
    ]);
    expect(await listDay(actor, day)).toMatchObject([
      { appointment: { groupSessionId: id } },
      { appointment: { groupSessionId: id } },
    ]);
    const other = await actorOf(await makeStaff(), 'advisor');
    expect(await listDaySessions(other, day)).toEqual([]);
  });
});

describe('what the database refuses of seats, whoever asks (BK14)', () => {
  const refusal = (statement: string, values: unknown[]) =>
    change(statement, values).then(
      () => 'done',
      (fault: { constraint?: string }) => fault.constraint,
    );

  it('a seat that there is not, twice the same, another time, fewer seats than members', async () => {
    const id = await addSession(world, { seats: 3 });
    const held = await seat();
    if (!held.ok) throw new Error(held.reason);
    const other = await seat();
    if (!other.ok) throw new Error(other.reason);
    const of = [held.appointmentId];
    expect(await refusal('UPDATE appointment SET seat = 4 WHERE id = $1', of)).toBe('appointment_seat_there');
    expect(
      await refusal('UPDATE appointment SET seat = (SELECT seat FROM appointment WHERE id = $2) WHERE id = $1', [
        held.appointmentId,
        other.appointmentId,
      ]),
    ).toBe('appointment_group_session_id_seat_key');
    expect(await refusal(`UPDATE appointment SET starts_at = starts_at - interval '1 hour' WHERE id = $1`, of)).toBe(
      'appointment_seat_time',
    );
    expect(await refusal('UPDATE group_session SET seats = 1, public_seats = 1 WHERE id = $1', [id])).toBe(
      'group_session_taken',
    );
    expect(await refusal(`UPDATE group_session SET ends_at = ends_at + interval '1 hour' WHERE id = $1`, [id])).toBe(
      'group_session_taken',
    );
    expect(await refusal(`UPDATE service SET channels = '{video}'`, [])).toBe('service_group_meets');
  });

  it('two sessions of one advisor at the same time', async () => {
    await addSession(world);
    await expect(addSession(world, { startsAt: '2026-12-01T11:00:00Z' })).rejects.toMatchObject({
      constraint: 'claim_no_overlap',
    });
  });
});
