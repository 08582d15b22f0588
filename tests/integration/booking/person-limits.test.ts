import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { withClient } from '#prisma/roles.ts';
import { acceptOffer } from '#lib/booking/waiting-list/accept-offer.ts';
import { cancelAppointment } from '#lib/booking/change/cancel-appointment.ts';
import { confirmAppointment } from '#lib/booking/confirmation/confirm-appointment.ts';
import { jobs } from '#lib/booking/jobs.ts';
import { offerTimes } from '#lib/booking/waiting-list/offer-times.ts';
import { maxBookingsPerWeek, maxOpenBookings } from '#lib/booking/policy.ts';
import { readConfirmed } from '#lib/booking/confirmation/read-confirmed.ts';
import { resendCode } from '#lib/booking/confirmation/resend-code.ts';
import type { ContactForm } from '#lib/booking/schema.ts';
import { eraseSubject, exportSubject } from '#lib/booking/subject-data.ts';
import { submitContact } from '#lib/booking/confirmation/submit-contact.ts';
import { undoCancellation } from '#lib/booking/change/undo-cancellation.ts';
import { sendOutbox } from '#lib/messaging/send-outbox.ts';
import { closeDatabase, db, openDatabase } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import { seededRandom } from '#tests/load/random.ts';
import { openThroughWeather, type Weather } from '#tests/load/wire.ts';
import { setClock } from '#tests/setup/clock.ts';
import { connectAs, databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { untilWaiting } from '#tests/setup/interleave.ts';
import { freshKvnr } from '#tests/setup/kvnr.ts';
import { mailbox } from '#tests/setup/mailbox.ts';
import { book, prove } from './changing.ts';
import { giveBack, join, standing } from './waiting.ts';
import { hold, holdWithCode, makeWorld, secretForm, tuesday } from './world.ts';

const pools = [openDatabase(databaseUrl('web')), openDatabase(databaseUrl('web'))] as const;
const scheduler = openDatabase(databaseUrl('scheduler'));
/** Half hours of one day, three weeks ahead. */
const at = (n: number): string => tuesday.add({ hours: 21 * 24, minutes: 30 * n }).toString();
const one: ContactForm = secretForm;
const own = one.email ?? '';

beforeEach(async () => {
  await emptyTables();
  mailbox.clear();
  await setClock(tuesday);
});
afterAll(async () => {
  await Promise.all([...pools.map((pool) => pool.$disconnect()), scheduler.$disconnect(), closeDatabase()]);
});

const runJob = (name: string) => jobs.find((job) => job.name === name)?.run(scheduler);

async function bookAll(count: number, form: ContactForm = one, from = 0): Promise<Awaited<ReturnType<typeof book>>[]> {
  const booked = [];
  for (let n = from; n < from + count; n += 1) booked.push(await book(at(n), { form }));
  return booked;
}

async function textsTo(address: string): Promise<string[]> {
  mailbox.clear();
  await sendOutbox(scheduler);
  return mailbox.to(address).map(({ content }) => content.text ?? '');
}

describe('open bookings of one person (BK12)', () => {
  it('20 at once over two processes, of whom nobody was refused a code: as many are confirmed as may be', async () => {
    await makeWorld({ advisors: 2 });
    const ready = [];
    for (let n = 0; n < 20; n += 1)
      ready.push(await holdWithCode(at(n), { ...one, email: `mitglied-${n}@postfach.example` }));
    await sendOutbox(scheduler);
    mailbox.clear();
    const answers = await Promise.all(
      ready.map(({ browserToken, code }, n) => confirmAppointment({ browserToken, code }, pools[n % 2])),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(maxOpenBookings);
    expect(new Set(answers.flatMap((answer) => (answer.ok ? [] : [answer.reason])))).toEqual(new Set(['hold-expired']));
    const numbers = await db().personBooking.findMany({ orderBy: { number: 'asc' } });
    expect(numbers.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
    // Who was refused has no time any more and one message, and their row goes once that is sent.
    expect(await db().claim.count()).toBe(maxOpenBookings);
    expect(await db().appointment.count({ where: { state: 'cancelled', confirmedAt: null } })).toBe(15);
    await runJob('booking:sweep-holds');
    expect(await db().outboxMessage.count({ where: { template: 'limit-reached' } })).toBe(15);
    await sendOutbox(scheduler);
    expect(mailbox.all()).toHaveLength(20);
    for (const [n, answer] of answers.entries()) {
      const [mail, ...more] = mailbox.to(`mitglied-${n}@postfach.example`);
      expect(more).toEqual([]);
      expect(mail?.content.subject).toMatch(answer.ok ? /^Ihr Termin am/ : /^Ihr Terminwunsch/);
    }
    await runJob('booking:sweep-holds');
    expect(await db().appointment.groupBy({ by: ['state'], _count: true })).toMatchObject([
      { state: 'confirmed', _count: maxOpenBookings },
    ]);
  });

  it('are limited by the constraint alone: without it, the same statements let more through', async () => {
    await makeWorld({ advisors: 2 });
    await withClient(databaseUrl('migrate'), async (client) => {
      await client.query('DROP INDEX person_booking_identity_hash_number_key');
      await client.query('DROP INDEX person_booking_identity_hash_week_of_week_key');
    });
    try {
      const ready = [];
      for (let n = 0; n < 20; n += 1) ready.push(await holdWithCode(at(n)));
      // All look at the same moment: each waits for its hold until nobody can have seen another one's number.
      const client = await connectAs('migrate');
      await client.query('BEGIN');
      await client.query('SELECT id FROM appointment FOR UPDATE');
      const confirming = ready.map(({ browserToken, code }, n) =>
        confirmAppointment({ browserToken, code }, pools[n % 2]),
      );
      await untilWaiting(ready.length);
      await client.query('COMMIT');
      expect((await Promise.all(confirming)).filter(({ ok }) => ok)).toHaveLength(ready.length);
    } finally {
      await emptyTables();
      await withClient(databaseUrl('migrate'), async (client) => {
        await client.query(
          'CREATE UNIQUE INDEX person_booking_identity_hash_number_key ON person_booking (identity_hash, number)',
        );
        await client.query(
          'CREATE UNIQUE INDEX person_booking_identity_hash_week_of_week_key ON person_booking (identity_hash, week, of_week)',
        );
      });
    }
  });

  it('a refused hold shows the browser nothing that was booked', async () => {
    await makeWorld();
    const late = await holdWithCode(at(20));
    await bookAll(maxOpenBookings);
    expect(await confirmAppointment({ browserToken: late.browserToken, code: late.code })).toEqual({
      ok: false,
      reason: 'hold-expired',
    });
    expect(await readConfirmed(late.browserToken)).toBeNull();
  });

  it('are counted by KVNR, or by names and birth date; others are not touched', async () => {
    await makeWorld();
    await bookAll(maxOpenBookings, { ...one, kvnr: '', birthDate: '7.3.1951' });
    const same = { ...one, kvnr: '', birthDate: '1951-03-07', firstName: 'WILHELMINE', lastName: 'Odon Caglar' };
    await expect(book(at(10), { form: same })).rejects.toThrow();
    await book(at(11), { form: { ...same, birthDate: '8.3.1951' } });
    await book(at(12), { form: { ...same, kvnr: freshKvnr() } });
  });

  it('a cancelled one is free again, one that is over as well', async () => {
    await makeWorld({ leadTime: 0 });
    const [first] = await bookAll(maxOpenBookings);
    if (first === undefined) throw new Error('Nothing booked');
    await expect(book(at(10), { form: one })).rejects.toThrow();
    const { right, own: seen } = await prove(first);
    await cancelAppointment({ right, version: seen.appointment.version });
    await book(at(11), { form: one });
    await expect(book(at(12), { form: one })).rejects.toThrow();

    await setClock(Temporal.Instant.from(at(0)).add({ hours: 1 }));
    await runJob('booking:free-numbers');
    // at(1) is over; at(2) and later ones are not.
    await book(at(13), { form: one });
    await expect(book(at(14), { form: one })).rejects.toThrow();
  });

  it('taking a cancellation back needs a number again', async () => {
    await makeWorld();
    const [first] = await bookAll(maxOpenBookings);
    if (first === undefined) throw new Error('Nothing booked');
    const { right, own: seen } = await prove(first);
    const { version } = seen.appointment;
    await cancelAppointment({ right, version });
    const other = await book(at(10), { form: one });
    const undo = () => undoCancellation({ right, version: version + 1 });
    expect(await undo()).toEqual({ ok: false, reason: 'time-gone' });
    expect(await db().personBooking.count()).toBe(maxOpenBookings + 1);
    const again = await prove(other);
    await cancelAppointment({ right: again.right, version: again.own.appointment.version });
    expect(await undo()).toEqual({ ok: true });
    expect(await db().personBooking.count({ where: { number: { not: null } } })).toBe(maxOpenBookings);
  });

  it('are handed out and erased with the appointment; then the number is free (DP1)', async () => {
    await makeWorld();
    const [first] = await bookAll(maxOpenBookings);
    const id = first?.appointmentId ?? '';
    const records = await exportSubject(id, db());
    expect(records.find(({ model }) => model === 'PersonBooking')?.values).toEqual({
      number: 1,
      week: '2026-11-30',
      ofWeek: 1,
    });
    expect((await eraseSubject(id, db())).removed).toMatchObject({ PersonBooking: 1 });
    await book(at(10), { form: one });
  });
});

describe('an offer of the waiting list (BK8, BK12)', () => {
  async function offered() {
    await giveBack('2026-12-03T10:00:00Z', 30, { form: { ...one, kvnr: freshKvnr() } });
    const waiting = await join('Wilhelmine');
    await setClock(tuesday.add({ minutes: 5 }));
    await offerTimes(scheduler);
    const { right, offer } = await standing(waiting);
    return { right, offerId: offer?.id ?? '', browserToken: null };
  }

  it('is counted like any booking', async () => {
    await makeWorld();
    await bookAll(maxOpenBookings - 1);
    expect(await acceptOffer(await offered())).toMatchObject({ ok: true });
    expect(await db().personBooking.count({ where: { number: maxOpenBookings } })).toBe(1);
    await expect(book(at(10), { form: one })).rejects.toThrow();
  });

  it('is refused where a booking would be, and goes to the next in line', async () => {
    await makeWorld();
    const offer = await offered();
    await bookAll(maxOpenBookings);
    expect(await acceptOffer(offer)).toEqual({ ok: false, reason: 'refused' });
    expect(await db().waitingOffer.count({ where: { state: 'open' } })).toBe(0);
    expect(await db().appointment.count({ where: { state: 'confirmed' } })).toBe(maxOpenBookings);
  });
});

describe('bookings of one week (BK12)', () => {
  it('count cancelled ones too, and begin anew on Monday', async () => {
    await makeWorld();
    for (let n = 0; n < maxBookingsPerWeek; n += 1) {
      const booked = await book(at(n), { form: one });
      const { right, own: seen } = await prove(booked);
      await cancelAppointment({ right, version: seen.appointment.version });
    }
    const late = await hold(at(20));
    await textsTo(own);
    await submitContact({ browserToken: late.browserToken, form: one, locale: 'de' });
    expect(await textsTo(own)).toEqual([expect.stringContaining(`schon ${maxBookingsPerWeek} Termine gebucht`)]);
    // Sunday, 23:30 in Berlin; half an hour later it is Monday.
    await setClock('2026-12-06T22:30:00Z');
    await expect(book(at(21), { form: one })).rejects.toThrow();
    await setClock('2026-12-06T23:00:00Z');
    await book(at(22), { form: one });
  });
});

describe('the page says nothing (BK3)', () => {
  const calm: Weather = { random: seededRandom(1), pause: 0, slowCommits: 0, losses: 0, crossroads: [] };

  it('whoever is known or not: same answers, by the same statements', async () => {
    await makeWorld({ advisors: 2 });
    await bookAll(maxOpenBookings);
    const seen: string[] = [];
    const wire = openThroughWeather(databaseUrl('web'), calm, {
      of: '',
      by: (query, run) => {
        seen.push(query.sql.replace(/\s+/g, ' '));
        return run(query);
      },
    });
    const walk = async (form: ContactForm): Promise<{ answers: unknown[]; statements: string[] }> => {
      await setClock(tuesday);
      const held = await hold(at(30));
      seen.length = 0;
      const submitted = await submitContact({ browserToken: held.browserToken, form, locale: 'de' }, wire.database);
      const statements = [...seen];
      const wrong = await confirmAppointment({ browserToken: held.browserToken, code: '000000' }, wire.database);
      await setClock(tuesday.add({ seconds: 40 }));
      const again = await resendCode(held.browserToken, wire.database);
      return { answers: [submitted, wrong, again], statements };
    };
    const known = await walk(one);
    const unknown = await walk({ ...one, kvnr: freshKvnr() });
    await wire.database.$disconnect();
    // An end is an instant: only how they are written down matters here.
    expect(JSON.stringify(known.answers)).toBe(JSON.stringify(unknown.answers));
    expect(known.answers).toMatchObject([{ ok: true, sent: true }, { reason: 'code-wrong' }, { ok: true, sent: true }]);
    const told = / ON CONFLICT \(once\) DO NOTHING/;
    expect(known.statements.map((sql) => sql.replace(told, ''))).toEqual(unknown.statements);
    expect(known.statements.length).toBeGreaterThan(5);
  });

  it('the reason goes by mail, once, to whoever knows of all bookings; others are only asked to call', async () => {
    await makeWorld();
    await bookAll(maxOpenBookings);
    await textsTo(own);
    const held = await hold(at(20));
    await submitContact({ browserToken: held.browserToken, form: one, locale: 'de' });
    await setClock(tuesday.add({ seconds: 40 }));
    await resendCode(held.browserToken);
    const [reason, ...more] = await textsTo(own);
    expect(more).toEqual([]);
    expect(reason).toContain(`schon ${maxOpenBookings} Termine bevor`);
    expect(reason).not.toMatch(/\b\d{6}\b|Wilhelmine|Pflegegrad/);

    await setClock(tuesday.add({ seconds: 80 }));
    const stranger = 'fremd@postfach.example';
    await submitContact({ browserToken: held.browserToken, form: { ...one, email: stranger }, locale: 'de' });
    const [unsaid, ...others] = await textsTo(stranger);
    expect(others).toEqual([]);
    expect(unsaid).toContain('rufen Sie uns an');
    expect(unsaid).not.toMatch(/Termine|\b\d{6}\b/);
  });
});
