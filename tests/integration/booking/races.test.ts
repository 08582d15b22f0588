import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { confirmAppointment } from '#lib/booking/confirmation/confirm-appointment.ts';
import { confirmHold } from '#lib/booking/confirmation/confirm.sql.ts';
import { holdTime } from '#lib/booking/hold/hold-time.ts';
import { sweepExpiredHolds, sweepExpiredHoldsIn } from '#lib/booking/hold/sweep.sql.ts';
import { stepAt } from '#lib/booking/core/steps.ts';
import { sealMessage } from '#lib/messaging/enqueue-message.ts';
import { sendOutbox } from '#lib/messaging/send-outbox.ts';
import { keyedHash, randomToken } from '#lib/platform/crypto.ts';
import { closeDatabase, db, openDatabase, type Transaction } from '#lib/platform/db.ts';
import { keyStore, toKeyRef } from '#lib/platform/keys.ts';
import { Temporal } from '#lib/platform/time.ts';
import { setClock } from '#tests/setup/clock.ts';
import { connectAs, databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { freshKvnr } from '#tests/setup/kvnr.ts';
import { mailbox } from '#tests/setup/mailbox.ts';
import { gate, untilWaiting } from '#tests/setup/interleave.ts';
import { choiceAt, hold, holdWithCode, makeWorld, secretForm, tuesday, type World } from './world.ts';

// Two pools, as two web processes have them.
const pools = [openDatabase(databaseUrl('web')), openDatabase(databaseUrl('web'))] as const;
const scheduler = openDatabase(databaseUrl('scheduler'));
const poolOf = (i: number) => pools[i % 2] ?? pools[0];
const fifty = Array.from({ length: 50 }, (_, i) => i);

beforeEach(async () => {
  await emptyTables();
  mailbox.clear();
  await setClock(tuesday);
});
afterAll(async () => {
  await Promise.all([...pools, scheduler].map((pool) => pool.$disconnect()));
  await closeDatabase();
});

async function overlaps(): Promise<number> {
  const client = await connectAs('superuser');
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM claim a JOIN claim b ON a.resource_id = b.resource_id AND a.id < b.id
     AND int4range(a.start_step, a.end_step) && int4range(b.start_step, b.end_step)`,
  );
  return rows[0]?.count ?? -1;
}

describe('many members at the same moment (BK14)', () => {
  it.each([1, 3])(
    '50 choose one time of %i advisors over two processes: each advisor is held once, all others get three times',
    async (advisors) => {
      await makeWorld({ advisors });
      const startsAt = Temporal.Instant.from('2026-12-01T10:00:00Z');
      const answers = await Promise.all(
        fifty.map((i) => holdTime({ choice: choiceAt(startsAt), browserToken: null, locale: 'de' }, poolOf(i))),
      );
      expect(answers.filter(({ ok }) => ok)).toHaveLength(advisors);
      expect(await db().appointment.count()).toBe(advisors);
      expect(await db().claim.count()).toBe(advisors);
      for (const answer of answers) {
        if (answer.ok) continue;
        if (answer.reason !== 'time-taken') throw new Error(answer.reason);
        expect(answer.alternatives).toHaveLength(3);
        expect(answer.alternatives.every((time) => !time.startsAt.equals(startsAt))).toBe(true);
      }
    },
  );

  it('50 choose overlapping times of two services with other lengths: no two claims overlap, none is without its appointment', async () => {
    const { serviceId, advisors } = await makeWorld({ advisors: 2, duration: 60, bufferAfter: 15 });
    const client = await connectAs('migrate');
    await client.query(
      `INSERT INTO service (slug, name_de, name_en, description_de, description_en, duration, lead_time, horizon_days, channels)
       VALUES ('kurz', 'Kurz', 'Short', 'Kurz', 'Short', 15, 0, 42, '{video}')`,
    );
    await client.query(
      `INSERT INTO service_resource SELECT s.id, r.id FROM service s, resource r WHERE s.slug = 'kurz'`,
    );
    const starts = ['09:00', '09:15', '09:30', '09:45', '10:00', '10:15', '10:30'];
    const answers = await Promise.all(
      fifty.map((i) => {
        const choice = choiceAt(`2026-12-01T${starts[i % starts.length]}:00Z`, {
          service: i % 3 === 0 ? 'kurz' : 'pflegegrad',
        });
        return holdTime({ choice, browserToken: null, locale: 'de' }, poolOf(i));
      }),
    );
    const held = answers.filter(({ ok }) => ok).length;
    expect(held).toBeGreaterThan(2);
    expect(await overlaps()).toBe(0);
    expect(await db().appointment.count()).toBe(held);
    expect(await db().claim.count()).toBe(held);
    expect(await db().claim.count({ where: { resourceId: { in: advisors } } })).toBe(held);
    expect(await db().appointment.count({ where: { serviceId } })).toBeGreaterThan(0);
  });

  it('50 confirm different holds: all are confirmed, each with one mail', async () => {
    await makeWorld({ advisors: 5 });
    const ready: { browserToken: string; appointmentId: string; code: string; email: string }[] = [];
    for (const i of fifty) {
      const email = `mitglied-${i}@postfach.example`;
      const startsAt = tuesday.add({ hours: 1, minutes: 30 * Math.floor(i / 5) });
      ready.push({ ...(await holdWithCode(startsAt, { ...secretForm, email, kvnr: freshKvnr() })), email });
    }
    await sendOutbox(scheduler);
    mailbox.clear();
    const answers = await Promise.all(
      ready.map(({ browserToken, code }, i) => confirmAppointment({ browserToken, code }, poolOf(i))),
    );
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(await db().appointment.count({ where: { state: 'confirmed' } })).toBe(50);
    await sendOutbox(scheduler);
    for (const { email } of ready) expect(mailbox.to(email)).toHaveLength(1);
    expect(mailbox.all()).toHaveLength(50);
    const codes = await db().appointment.findMany({ select: { bookingCode: true } });
    expect(new Set(codes.map(({ bookingCode }) => bookingCode)).size).toBe(50);
  });

  it('one browser that holds ten times at once ends with one hold', async () => {
    await makeWorld({ advisors: 10 });
    const browserToken = randomToken();
    const answers = await Promise.all(
      fifty
        .slice(0, 10)
        .map((i) => holdTime({ choice: choiceAt('2026-12-01T10:00:00Z'), browserToken, locale: 'de' }, poolOf(i))),
    );
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(await db().appointment.count()).toBe(1);
    expect(await db().claim.count()).toBe(1);
  });
});

type Sweep = (database: Transaction, world: World) => Promise<unknown>;
const safeSweeps: [string, Sweep][] = [
  ['the sweep', (database) => sweepExpiredHolds(database)],
  [
    'the sweep of holds in the way',
    (database, { advisors }) => {
      const from = stepAt(Temporal.Instant.from('2026-12-01T10:00:00Z'));
      return sweepExpiredHoldsIn(advisors, { from, to: from + 6 }, database);
    },
  ],
];
/** Looks right, and deletes what somebody confirms between its list and its deletion. */
const wrongSweep: Sweep = async (database) => {
  await database.$executeRaw`
    DELETE FROM appointment
    WHERE id IN (SELECT id FROM appointment WHERE state = 'held' AND expires_at <= app_now() LIMIT 1000)`;
};

/** Confirms a hold and, before that is committed but after the hold's end, lets a sweep run into it. */
async function confirmThenSweep(sweep: Sweep): Promise<{ appointments: number; claims: number; mails: number }> {
  const world = await makeWorld();
  const held = await holdWithCode('2026-12-01T10:00:00Z');
  const row = await db().appointment.findUniqueOrThrow({ where: { id: held.appointmentId } });
  const keyRef = toKeyRef(row.keyRef ?? '');
  const mail = sealMessage(
    {
      template: 'one-time-code',
      to: { medium: 'email', address: 'a@postfach.example' },
      locale: 'de',
      values: {
        code: '123456',
        purpose: 'confirm_appointment',
        validUntil: '2026-12-01T09:00:00Z',
        zone: 'Europe/Berlin',
      },
    },
    { keyRef, key: (await keyStore().read(keyRef)) ?? new Uint8Array() },
  );
  const written = gate();
  const commit = gate();
  const confirming = pools[0].$transaction(async (tx) => {
    const hash = keyedHash('browser', held.browserToken);
    const { confirmed } = await confirmHold(
      {
        id: row.id,
        version: row.version,
        browserHash: hash,
        linkHash: keyedHash('appointment-link', 'x'),
        bookingCode: 'ABCDEFGH',
      },
      { identityHash: keyedHash('identity', 'x'), mailboxHash: keyedHash('mailbox', 'x') },
      mail,
      tx,
    );
    expect(confirmed).toBe(true);
    written.open();
    await commit.opened;
  });
  await written.opened;
  await setClock(tuesday.add({ minutes: 11 }));
  const sweeping = sweep(pools[1], world);
  await untilWaiting();
  commit.open();
  await Promise.all([confirming, sweeping]);
  return {
    appointments: await db().appointment.count({ where: { state: 'confirmed' } }),
    claims: await db().claim.count(),
    mails: await db().outboxMessage.count(),
  };
}

describe('a confirmation that races with the sweep (BK14)', () => {
  it.each(safeSweeps)('%s never takes what was confirmed meanwhile', async (_, sweep) => {
    expect(await confirmThenSweep(sweep)).toEqual({ appointments: 1, claims: 1, mails: 2 });
  });

  it('this very test catches a sweep that deletes by a list', async () => {
    expect(await confirmThenSweep(wrongSweep)).toEqual({ appointments: 0, claims: 0, mails: 0 });
  });

  it('a sweep that was first wins: the confirmation is told, nothing is booked, nothing is mailed', async () => {
    await makeWorld();
    const held = await holdWithCode('2026-12-01T10:00:00Z');
    const swept = gate();
    const commit = gate();
    await setClock(tuesday.add({ minutes: 10 }));
    const sweeping = scheduler.$transaction(async (tx) => {
      expect(await sweepExpiredHolds(tx)).toHaveLength(1);
      swept.open();
      await commit.opened;
    });
    await swept.opened;
    // The clock of the one who confirms is a little behind: for it the hold still lives.
    await setClock(tuesday.add({ minutes: 9 }));
    const confirming = confirmAppointment({ browserToken: held.browserToken, code: held.code });
    await untilWaiting();
    commit.open();
    await sweeping;
    expect(await confirming).toEqual({ ok: false, reason: 'hold-expired' });
    expect(await db().appointment.count()).toBe(0);
    expect(await db().outboxMessage.count()).toBe(0);
  });
});

describe('hours that change while somebody chooses (OR4)', () => {
  it('a hold computed on the old hours is refused once the change is committed', async () => {
    const { advisors } = await makeWorld();
    const client = await connectAs('migrate');
    await client.query('BEGIN');
    await client.query('UPDATE service_center SET calendar_version = calendar_version + 1');
    await client.query('DELETE FROM hours');
    const holding = holdTime({ choice: choiceAt('2026-12-01T10:00:00Z'), browserToken: null, locale: 'de' });
    await untilWaiting();
    await client.query('COMMIT');
    expect(await holding).toEqual({ ok: false, reason: 'time-taken', alternatives: [] });
    expect(await db().claim.count({ where: { resourceId: { in: advisors } } })).toBe(0);
  });

  it('a hold that the change still allows is taken on the new hours', async () => {
    await makeWorld();
    const client = await connectAs('migrate');
    await client.query('BEGIN');
    await client.query('UPDATE service_center SET calendar_version = calendar_version + 1');
    const holding = hold('2026-12-01T10:00:00Z');
    await untilWaiting();
    await client.query('COMMIT');
    expect(await holding).toMatchObject({ ok: true });
  });
});
