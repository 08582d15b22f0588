import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { mailboxLimits } from '#lib/booking/limits/limits.ts';
import { requestAccess } from '#lib/booking/change/request-access.ts';
import type { ContactForm } from '#lib/booking/schema.ts';
import { resendCode } from '#lib/booking/confirmation/resend-code.ts';
import { submitContact } from '#lib/booking/confirmation/submit-contact.ts';
import { closeDatabase, db, openDatabase } from '#lib/platform/db.ts';
import { scanTables } from '#lib/privacy/scan-tables.ts';
import { setClock } from '#tests/setup/clock.ts';
import { databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { freshKvnr } from '#tests/setup/kvnr.ts';
import { book } from './changing.ts';
import { hold, makeWorld, secretForm, tuesday } from './world.ts';

process.env['LIMIT_FACTOR'] = '1';

const pools = [openDatabase(databaseUrl('web')), openDatabase(databaseUrl('web'))] as const;
const owner = openDatabase(databaseUrl('migrate'));
const at = (n: number) => tuesday.add({ hours: 100, minutes: 30 * n });
const bySms: ContactForm = { ...secretForm, reachBy: 'sms', email: '', phone: '0176 04069012' };

beforeEach(async () => {
  await emptyTables();
  await setClock(tuesday);
  await makeWorld({ advisors: 2 });
});
afterAll(async () => {
  await Promise.all([...pools, owner].map((pool) => pool.$disconnect()));
  await closeDatabase();
});

/** Another person asks for a code to the same mailbox or phone. */
async function ask(n: number, form: ContactForm) {
  const { browserToken } = await hold(at(n), pools[n % 2]);
  const answer = await submitContact(
    { browserToken, form: { ...form, kvnr: freshKvnr() }, locale: 'de' },
    pools[n % 2],
  );
  return { browserToken, answer };
}
const codes = () => db().outboxMessage.count({ where: { template: 'one-time-code' } });

describe('codes to one mailbox or phone (BK12, ID3)', () => {
  it.each([
    ['mailbox', secretForm, mailboxLimits.email[0].most],
    ['phone', bySms, mailboxLimits.sms[0].most],
  ] as const)(
    'at most so many an hour to one %s, however many ask at once; every answer is the same',
    async (_, form, most) => {
      const asked = await Promise.all(Array.from({ length: most + 6 }, (__, n) => ask(n, form)));
      for (const { answer } of asked) expect(answer).toMatchObject({ ok: true, sent: true });
      expect(await codes()).toBe(most);
      expect(await db().oneTimeCode.count()).toBe(most + 6);
      // Another mailbox has its own.
      await ask(90, { ...secretForm, email: 'andere@postfach.example' });
      expect(await codes()).toBe(most + 1);
      // The address is nowhere to be read.
      expect(await scanTables(owner, [secretForm.email ?? '', '4069012'])).toEqual([]);
      await setClock(tuesday.add({ minutes: 60 }));
      await ask(91, form);
      expect(await codes()).toBe(most + 2);
    },
  );

  it('at most so many a day', async () => {
    const { most } = mailboxLimits.sms[1];
    // Ten in the morning on: whole hours of one day.
    for (let n = 0; n < most + 3; n += 1) {
      await setClock(tuesday.add({ hours: Math.floor(n / 5) }));
      await ask(n, bySms);
    }
    expect(await codes()).toBe(most);
    await setClock(tuesday.add({ hours: 24 }));
    await ask(95, bySms);
    expect(await codes()).toBe(most + 1);
  });

  it('also those for changing what was booked, with the same answer (BK6)', async () => {
    const { most } = mailboxLimits.sms[0];
    const booked = await Promise.all([0, 1].map((n) => book(at(n).toString(), { form: bySms })));
    const ask = (n: number) => {
      const { linkToken, bookingCode } = booked[n % 2] ?? { linkToken: '', bookingCode: '' };
      return requestAccess({ key: n % 4 < 2 ? { linkToken } : { bookingCode }, browserToken: null });
    };
    for (let n = 0; n < 6; n += 1) expect(await ask(n)).toMatchObject({ ok: true, sent: true });
    // Two codes were for booking.
    expect(await codes()).toBe(most);
    expect(await db().oneTimeCode.count({ where: { purpose: 'manage_appointment' } })).toBe(2);
  });

  it('a double click counts once, and asking again counts again', async () => {
    const { browserToken } = await ask(0, bySms);
    const form = { ...bySms, kvnr: freshKvnr() };
    const post = () => submitContact({ browserToken, form, locale: 'de' });
    const answers = await Promise.all([post(), post(), post()]);
    expect(answers.filter((answer) => answer.ok && answer.sent)).toHaveLength(1);
    await setClock(tuesday.add({ seconds: 30 }));
    await resendCode(browserToken);
    const counted = await db().rateCount.findMany({ where: { kind: { startsWith: 'sms-' } } });
    expect(counted.map(({ used }) => used)).toEqual([3, 3]);
  });
});
