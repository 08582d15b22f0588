import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { confirmAppointment } from '#lib/booking/confirmation/confirm-appointment.ts';
import { readDraft } from '#lib/booking/hold/read-draft.ts';
import { readHold } from '#lib/booking/hold/read-hold.ts';
import { resendCode } from '#lib/booking/confirmation/resend-code.ts';
import type { ContactField, ContactForm } from '#lib/booking/schema.ts';
import { submitContact } from '#lib/booking/confirmation/submit-contact.ts';
import { exportSubject, eraseSubject } from '#lib/booking/subject-data.ts';
import { sendOutbox } from '#lib/messaging/send-outbox.ts';
import { randomToken } from '#lib/platform/crypto.ts';
import { closeDatabase, db, openDatabase } from '#lib/platform/db.ts';
import { scanTables } from '#lib/privacy/scan-tables.ts';
import { setClock } from '#tests/setup/clock.ts';
import { databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { mailbox } from '#tests/setup/mailbox.ts';
import { codeOf } from './code-of.ts';
import { hold, holdWithCode, makeWorld, secretForm, tuesday, wrongCode } from './world.ts';

const owner = openDatabase(databaseUrl('migrate'));
const scheduler = openDatabase(databaseUrl('scheduler'));
const at = '2026-12-01T10:00:00Z';

beforeEach(async () => {
  await emptyTables();
  mailbox.clear();
  await setClock(tuesday);
});
afterAll(async () => {
  await Promise.all([owner.$disconnect(), scheduler.$disconnect(), closeDatabase()]);
});

const secrets = ['Wilhelmine', 'Ödön-Çağlar', '4710555', '4710 555', 'postfach.example', 'A123456780', 'Rollstuhl'];

describe('own data (BK2, BK3)', () => {
  const bad: [ContactField, string, string][] = [
    ['gender', '', 'missing'],
    ['gender', 'robot', 'malformed'],
    ['firstName', '  ', 'missing'],
    ['firstName', 'x'.repeat(81), 'too-long'],
    ['firstName', 'Mo\u0000ritz', 'malformed'],
    ['lastName', '', 'missing'],
    ['lastName', 'x'.repeat(5000), 'too-long'],
    ['phone', '', 'missing'],
    ['phone', 'kein Telefon', 'malformed'],
    ['phone', '12', 'malformed'],
    ['email', '', 'missing'],
    ['email', 'a@b', 'malformed'],
    ['email', 'a@postfach.example\r\nBcc: b@postfach.example', 'malformed'],
    ['kvnr', 'A123456781', 'malformed'],
    ['birthDate', '31.02.1980', 'malformed'],
    ['birthDate', '2027-01-01', 'in-future'],
    ['birthDate', '1850-01-01', 'too-old'],
    ['concern', 'x'.repeat(501), 'too-long'],
  ];

  it.each(bad)(
    '%s = %j is refused as %s; nothing changes, what was typed is still there',
    async (field, value, error) => {
      await makeWorld();
      const held = await hold(at);
      const before = await db().appointment.findMany();
      const form: ContactForm = { ...secretForm, [field]: value };
      expect(await submitContact({ browserToken: held.browserToken, form, locale: 'de' })).toMatchObject({
        ok: false,
        reason: 'invalid-input',
        errors: { [field]: error },
      });
      expect(await db().appointment.findMany()).toEqual(before);
      expect(await db().outboxMessage.count()).toBe(0);
      expect(await db().oneTimeCode.count()).toBe(0);
      expect((await readDraft(held.browserToken))[field]).toBe(value.slice(0, 2000));
    },
  );

  it('without number and without birth date, both fields say so', async () => {
    await makeWorld();
    const held = await hold(at);
    const submitted = await submitContact({
      browserToken: held.browserToken,
      form: { ...secretForm, kvnr: '' },
      locale: 'de',
    });
    expect(submitted).toEqual({
      ok: false,
      reason: 'invalid-input',
      errors: { kvnr: 'kvnr-or-birth-date', birthDate: 'kvnr-or-birth-date' },
    });
  });

  it('after the hold has ended nothing is taken, and what was typed is kept', async () => {
    await makeWorld();
    const held = await hold(at);
    await setClock(tuesday.add({ minutes: 10 }));
    expect(await submitContact({ browserToken: held.browserToken, form: secretForm, locale: 'de' })).toEqual({
      ok: false,
      reason: 'hold-expired',
    });
    expect(await readDraft(held.browserToken)).toEqual(secretForm);
    expect(await submitContact({ browserToken: null, form: secretForm, locale: 'de' })).toEqual({
      ok: false,
      reason: 'hold-expired',
    });
  });

  it('are readable in no column of any table, from the form to the sent confirmation (DP2)', async () => {
    await makeWorld();
    const held = await holdWithCode(at);
    expect(await scanTables(owner, [...secrets, held.code, held.browserToken])).toEqual([]);
    await confirmAppointment({ browserToken: held.browserToken, code: held.code });
    expect(await scanTables(owner, [...secrets, held.code, held.browserToken])).toEqual([]);
    await sendOutbox(scheduler);
    expect(await scanTables(owner, [...secrets, held.code, held.browserToken])).toEqual([]);
    expect(await db().outboxMessage.count({ where: { payload: { not: null } } })).toBe(0);
    // The scan itself finds what is there to be found.
    expect((await scanTables(owner, ['Geheimer Dienst'])).length).toBe(1);
  });

  it('posted twice, also at the same moment, they send one code', async () => {
    await makeWorld();
    const held = await hold(at);
    const post = () => submitContact({ browserToken: held.browserToken, form: secretForm, locale: 'de' });
    const answers = await Promise.all([post(), post(), post()]);
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(answers.filter((answer) => answer.ok && answer.sent)).toHaveLength(1);
    expect(await db().outboxMessage.count()).toBe(1);
    const code = await codeOf(held.appointmentId);
    expect(await confirmAppointment({ browserToken: held.browserToken, code })).toMatchObject({ ok: true });
  });

  it('different ones posted at the same moment come one after the other: the last one’s code is the one that counts', async () => {
    await makeWorld();
    const held = await hold(at);
    const emails = ['eine@postfach.example', 'andere@postfach.example'];
    const answers = await Promise.all(
      emails.map((email) =>
        submitContact({ browserToken: held.browserToken, form: { ...secretForm, email }, locale: 'de' }),
      ),
    );
    for (const answer of answers) expect(answer).toMatchObject({ ok: true, sent: true });
    expect(await db().oneTimeCode.findMany({ select: { issues: true } })).toEqual([{ issues: 2 }]);
    const kept = (await readHold(held.browserToken))?.contact?.email ?? '';
    expect(emails).toContain(kept);
    await sendOutbox(scheduler);
    const codeTo = (email: string) => /\b\d{6}\b/.exec(mailbox.to(email)[0]?.content.text ?? '')?.[0] ?? '';
    const former = codeTo(emails.find((email) => email !== kept) ?? '');
    expect(former).toMatch(/\d/);
    expect(await confirmAppointment({ browserToken: held.browserToken, code: former })).toMatchObject({ ok: false });
    expect(await confirmAppointment({ browserToken: held.browserToken, code: codeTo(kept) })).toMatchObject({
      ok: true,
    });
  });

  it('can be corrected: the code goes to the new mailbox, the former code ends', async () => {
    await makeWorld();
    const held = await holdWithCode(at);
    await submitContact({
      browserToken: held.browserToken,
      form: { ...secretForm, email: 'neu@postfach.example' },
      locale: 'de',
    });
    await sendOutbox(scheduler);
    expect(mailbox.to('neu@postfach.example')).toHaveLength(1);
    const answer = await confirmAppointment({ browserToken: held.browserToken, code: held.code });
    expect(answer).toMatchObject({ ok: false, reason: 'code-wrong' });
  });

  it('are handed out to the person and erased for the person (DP1)', async () => {
    await makeWorld();
    const held = await holdWithCode(at);
    const records = await exportSubject(held.appointmentId, db());
    expect(records.map(({ model }) => model)).toEqual(['Appointment', 'Draft']);
    expect(records[0]?.values).toMatchObject({
      lastName: 'Ödön-Çağlar',
      concern: 'Mein Rollstuhl quietscht.',
      state: 'held',
    });
    const erased = await eraseSubject(held.appointmentId, db());
    expect(erased).toMatchObject({ removed: { Appointment: 1, Claim: 1, Draft: 1 } });
    expect(erased.keys).toHaveLength(2);
    expect(await exportSubject(held.appointmentId, db())).toEqual([]);
    expect((await eraseSubject(held.appointmentId, db())).keys).toEqual([]);
  });
});

describe('the code (BK4)', () => {
  it('of 20 guesses at the same moment five are compared, and after that the right one does not help', async () => {
    await makeWorld();
    const held = await holdWithCode(at);
    const code = wrongCode(held.code);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => confirmAppointment({ browserToken: held.browserToken, code })),
    );
    const left = answers
      .flatMap((answer) => (!answer.ok && answer.reason === 'code-wrong' ? [answer.triesLeft] : []))
      .toSorted((a, b) => a - b);
    expect(left).toEqual([1, 2, 3, 4]);
    expect(answers.filter((answer) => !answer.ok && answer.reason === 'code-used-up')).toHaveLength(16);
    expect(await confirmAppointment({ browserToken: held.browserToken, code: held.code })).toEqual({
      ok: false,
      reason: 'code-used-up',
    });
    expect(await db().appointment.count({ where: { state: 'confirmed' } })).toBe(0);
    // A new code has its own tries.
    await setClock(tuesday.add({ seconds: 30 }));
    expect(await resendCode(held.browserToken)).toMatchObject({ ok: true, sent: true });
    expect(
      await confirmAppointment({ browserToken: held.browserToken, code: await codeOf(held.appointmentId) }),
    ).toMatchObject({ ok: true });
  });

  it('is worth nothing in another browser', async () => {
    await makeWorld({ advisors: 2 });
    const held = await holdWithCode(at);
    const other = await holdWithCode(at, { ...secretForm, email: 'andere@postfach.example' });
    expect(await confirmAppointment({ browserToken: randomToken(), code: held.code })).toEqual({
      ok: false,
      reason: 'hold-expired',
    });
    const answer = await confirmAppointment({
      browserToken: other.browserToken,
      code: held.code === other.code ? wrongCode(held.code) : held.code,
    });
    expect(answer).toMatchObject({ ok: false, reason: 'code-wrong' });
    expect(await db().appointment.count({ where: { state: 'confirmed' } })).toBe(0);
  });

  it('holds the time until it ends, ten minutes after it was sent', async () => {
    await makeWorld();
    const held = await hold(at);
    await setClock(tuesday.add({ minutes: 9 }));
    await submitContact({ browserToken: held.browserToken, form: secretForm, locale: 'de' });
    const row = await db().appointment.findUnique({ where: { id: held.appointmentId } });
    expect(row?.expiresAt?.toISOString()).toBe('2026-12-01T08:19:00.000Z');
    expect((await readHold(held.browserToken))?.expiresAt.toString()).toBe('2026-12-01T08:19:00Z');
    const code = await codeOf(held.appointmentId);
    await setClock(tuesday.add({ minutes: 19 }));
    const answer = await confirmAppointment({ browserToken: held.browserToken, code });
    expect(answer.ok).toBe(false);
    expect(await db().appointment.count({ where: { state: 'confirmed' } })).toBe(0);
  });

  it('confirms nothing once the hold has ended, even while it still lives itself', async () => {
    await makeWorld();
    const held = await holdWithCode(at);
    await owner.$executeRaw`UPDATE appointment SET expires_at = app_now()`;
    const answer = await confirmAppointment({ browserToken: held.browserToken, code: held.code });
    expect(answer).toEqual({ ok: false, reason: 'hold-expired' });
    expect(await db().appointment.count({ where: { state: 'confirmed' } })).toBe(0);
    expect(await db().outboxMessage.count({ where: { template: 'appointment-confirmed' } })).toBe(0);
  });

  it('is sent four times at most; a second wish at once is the same wish', async () => {
    await makeWorld();
    const held = await holdWithCode(at);
    expect(await resendCode(held.browserToken)).toMatchObject({ ok: true, sent: false });
    for (const minutes of [1, 2, 3]) {
      await setClock(tuesday.add({ minutes }));
      expect(await resendCode(held.browserToken)).toMatchObject({ ok: true, sent: true });
    }
    await setClock(tuesday.add({ minutes: 4 }));
    expect(await resendCode(held.browserToken)).toEqual({ ok: false, reason: 'used-up' });
    const changed = { ...secretForm, email: 'andere@postfach.example' };
    const before = await db().appointment.findMany();
    expect(await submitContact({ browserToken: held.browserToken, form: changed, locale: 'de' })).toEqual({
      ok: false,
      reason: 'used-up',
    });
    expect(await db().appointment.findMany()).toEqual(before);
    expect(await db().outboxMessage.count()).toBe(4);
    expect(await resendCode(randomToken())).toEqual({ ok: false, reason: 'hold-expired' });
    expect(await resendCode((await hold('2026-12-01T12:00:00Z')).browserToken)).toEqual({
      ok: false,
      reason: 'no-contact',
    });
  });

  it('posted five times at the same moment confirms once, mails once, and says the same each time', async () => {
    await makeWorld();
    const held = await holdWithCode(at);
    const post = () =>
      confirmAppointment({ browserToken: held.browserToken, code: ` ${held.code.slice(0, 3)} ${held.code.slice(3)} ` });
    const answers = await Promise.all([post(), post(), post(), post(), post()]);
    expect(answers).toEqual(Array.from({ length: 5 }, () => ({ ok: true, appointmentId: held.appointmentId })));
    // All tries are gone; the page that was reloaded still says what it said.
    expect(await post()).toEqual({ ok: true, appointmentId: held.appointmentId });
    expect(await db().outboxMessage.count({ where: { template: 'appointment-confirmed' } })).toBe(1);
    expect(await db().draft.count()).toBe(0);
  });
});
