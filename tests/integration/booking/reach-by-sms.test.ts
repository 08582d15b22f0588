import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { cancelAppointment } from '#lib/booking/change/cancel-appointment.ts';
import { confirmAppointment } from '#lib/booking/confirmation/confirm-appointment.ts';
import { readDraft } from '#lib/booking/hold/read-draft.ts';
import { resendCode } from '#lib/booking/confirmation/resend-code.ts';
import type { ContactForm } from '#lib/booking/schema.ts';
import { exportSubject } from '#lib/booking/subject-data.ts';
import { submitContact } from '#lib/booking/confirmation/submit-contact.ts';
import { smsSegments } from '#lib/messaging/core/sms-length.ts';
import { sendOutbox } from '#lib/messaging/send-outbox.ts';
import { closeDatabase, db, openDatabase } from '#lib/platform/db.ts';
import { scanTables } from '#lib/privacy/scan-tables.ts';
import { setClock } from '#tests/setup/clock.ts';
import { databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { mailbox, smsbox } from '#tests/setup/mailbox.ts';
import { prove } from './changing.ts';
import { hold, makeWorld, secretForm, tuesday } from './world.ts';

const owner = openDatabase(databaseUrl('migrate'));
const scheduler = openDatabase(databaseUrl('scheduler'));
const at = '2026-12-03T10:00:00Z';
const number = '+4917604069012';
const bySms: ContactForm = { ...secretForm, email: '', reachBy: 'sms', phone: '0176 040 690 12' };

beforeEach(async () => {
  await emptyTables();
  mailbox.clear();
  smsbox.clear();
  await setClock(tuesday);
});
afterAll(async () => {
  await Promise.all([owner.$disconnect(), scheduler.$disconnect(), closeDatabase()]);
});

/** The newest SMS to the member's phone, once the outbox is sent. */
async function newestSms(): Promise<string> {
  await sendOutbox(scheduler);
  return smsbox.to(number).at(-1)?.text ?? '';
}

describe('a member without e-mail (BK2, BK4, BK7)', () => {
  it('gets code, confirmation and cancellation by SMS, in two parts at most, and no mail', async () => {
    await makeWorld();
    const held = await hold(at);
    expect(await submitContact({ browserToken: held.browserToken, form: bySms, locale: 'de' })).toMatchObject({
      ok: true,
      sent: true,
    });
    const code = /^(\d{6}) ist Ihr Code/.exec(await newestSms())?.[1] ?? '';
    expect(await confirmAppointment({ browserToken: held.browserToken, code })).toMatchObject({ ok: true });
    const confirmation = await newestSms();
    expect(confirmation).toMatch(/Ihr Termin: Donnerstag, 3\. Dezember 2026, 11:00 Uhr, Per Video/);
    expect(confirmation).toMatch(/#[\w-]{43} Buchungscode [2-9A-Z]{4} [2-9A-Z]{4}\./);
    expect(confirmation).not.toMatch(/Wilhelmine|Pflegegrad|A123456780/);
    expect(smsSegments(confirmation)).toBeLessThanOrEqual(2);

    const linkToken = /#([\w-]{43})/.exec(confirmation)?.[1] ?? '';
    const { right, own } = await prove({ appointmentId: held.appointmentId, linkToken, bookingCode: '' });
    await sendOutbox(scheduler);
    expect(await cancelAppointment({ right, version: own.appointment.version })).toEqual({ ok: true });
    expect(await newestSms()).toContain('ist abgesagt');
    // Code, confirmation, code for the change, cancellation.
    expect(smsbox.to(number)).toHaveLength(4);
    expect(mailbox.all()).toEqual([]);
    expect(await scanTables(owner, ['4069012', '40 690 12', 'Ödön'])).toEqual([]);
  });

  it('gets a new code by SMS as well', async () => {
    await makeWorld();
    const held = await hold(at);
    await submitContact({ browserToken: held.browserToken, form: bySms, locale: 'en' });
    const first = await newestSms();
    await setClock(tuesday.add({ seconds: 30 }));
    expect(await resendCode(held.browserToken)).toMatchObject({ ok: true, sent: true });
    expect(await newestSms()).not.toBe(first);
    expect(smsbox.to(number)).toHaveLength(2);
  });

  it('a landline number is refused, nothing is sent, and what was typed is kept', async () => {
    await makeWorld();
    const held = await hold(at);
    const form = { ...bySms, phone: '0221 4710 555' };
    expect(await submitContact({ browserToken: held.browserToken, form, locale: 'de' })).toEqual({
      ok: false,
      reason: 'invalid-input',
      errors: { phone: 'not-mobile' },
    });
    expect(await db().outboxMessage.count()).toBe(0);
    expect(await readDraft(held.browserToken)).toMatchObject({ reachBy: 'sms', phone: '0221 4710 555' });
  });
});

describe('acting for somebody (AX3)', () => {
  it('the name of the representative is sealed with the contact, handed out, and readable in no column', async () => {
    await makeWorld();
    const held = await hold(at);
    const form: ContactForm = {
      ...secretForm,
      actingFor: 'other',
      representativeFirstName: 'Lucía',
      representativeLastName: 'Frühlingserwachen',
    };
    await submitContact({ browserToken: held.browserToken, form, locale: 'de' });
    const [appointment] = await exportSubject(held.appointmentId, db());
    expect(appointment?.values).toMatchObject({
      firstName: 'Wilhelmine',
      representative: 'Lucía Frühlingserwachen',
    });
    expect(await scanTables(owner, ['Frühlingserwachen', 'Wilhelmine'])).toEqual([]);
  });
});
