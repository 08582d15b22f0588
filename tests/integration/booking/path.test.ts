import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { confirmAppointment } from '#lib/booking/confirmation/confirm-appointment.ts';
import { findAppointmentByLink } from '#lib/booking/find-appointment-by-link.ts';
import { listFreeTimes } from '#lib/booking/free-times/list-free-times.ts';
import { listServices } from '#lib/booking/free-times/list-services.ts';
import { readConfirmed } from '#lib/booking/confirmation/read-confirmed.ts';
import { readDraft } from '#lib/booking/hold/read-draft.ts';
import { readHold } from '#lib/booking/hold/read-hold.ts';
import { submitContact } from '#lib/booking/confirmation/submit-contact.ts';
import { sendOutbox } from '#lib/messaging/send-outbox.ts';
import { closeDatabase, db, openDatabase } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import { setClock } from '#tests/setup/clock.ts';
import { databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { mailbox } from '#tests/setup/mailbox.ts';
import { hold, makeWorld, secretForm, tuesday } from './world.ts';

const scheduler = openDatabase(databaseUrl('scheduler'));

beforeEach(async () => {
  await emptyTables();
  mailbox.clear();
  await setClock(tuesday);
});
afterAll(async () => {
  await scheduler.$disconnect();
  await closeDatabase();
});

describe('the path of a booking (BK1, BK2, BK4, BK5, BK7)', () => {
  it('goes from the catalogue to a confirmed appointment and a mail with calendar file and link', async () => {
    await makeWorld();
    const [service] = await listServices();
    expect(service).toMatchObject({ slug: 'pflegegrad', duration: 30, centers: [{ slug: 'probe' }] });

    const times = await listFreeTimes({ service: 'pflegegrad', channel: 'video', limit: 5 });
    if (!times.ok) throw new Error(times.reason);
    expect(times.times.map(({ startsAt }) => startsAt.toString())).toEqual([
      '2026-12-01T08:15:00Z',
      '2026-12-01T08:30:00Z',
      '2026-12-01T08:45:00Z',
      '2026-12-01T09:00:00Z',
      '2026-12-01T09:15:00Z',
    ]);
    expect(times.next?.toString()).toBe('2026-12-01T09:30:00Z');

    const held = await hold('2026-12-01T08:30:00Z');
    expect(held.expiresAt.toString()).toBe('2026-12-01T08:10:00Z');
    expect(await readHold(held.browserToken)).toMatchObject({ contact: null, extensionsLeft: 3 });

    const submitted = await submitContact({ browserToken: held.browserToken, form: secretForm, locale: 'de' });
    expect(submitted).toMatchObject({ ok: true, sent: true });
    expect(await readDraft(held.browserToken)).toEqual(secretForm);
    expect(await sendOutbox(scheduler)).toEqual({ sent: 1, postponed: 0, failed: 0 });
    const codeMail = await mailbox.waitForMailTo('wilhelmine@postfach.example');
    const code = /\b(\d{6})\b/.exec(codeMail.content.text ?? '')?.[1] ?? '';

    expect(await confirmAppointment({ browserToken: held.browserToken, code })).toEqual({
      ok: true,
      appointmentId: held.appointmentId,
    });
    expect(await readHold(held.browserToken)).toBeNull();
    expect(await readDraft(held.browserToken)).toEqual({});
    const confirmed = await readConfirmed(held.browserToken);
    expect(confirmed).toMatchObject({
      contact: { lastName: 'Ödön-Çağlar', phone: '+492214710555', kvnr: 'A123456780' },
      concern: 'Mein Rollstuhl quietscht.',
    });
    expect(confirmed?.deletedBy.toString()).toBe('2027-02-28');

    mailbox.clear();
    expect(await sendOutbox(scheduler)).toEqual({ sent: 1, postponed: 0, failed: 0 });
    const { content, raw } = await mailbox.waitForMailTo('wilhelmine@postfach.example');
    const token = /http:\/\/localhost:3000\/videoberatung#([\w-]{43})/.exec(content.text ?? '')?.[1] ?? '';
    expect((await findAppointmentByLink(token))?.id).toBe(held.appointmentId);
    expect(await findAppointmentByLink('x'.repeat(43))).toBeNull();
    expect(content.subject).toBe('Ihr Termin am Dienstag, 1. Dezember 2026, 9:30 Uhr');
    expect(content.attachments).toMatchObject([{ filename: 'termin.ics', mimeType: 'text/calendar' }]);
    const calendar = new TextDecoder().decode(content.attachments[0]?.content as ArrayBuffer);
    expect(calendar).toContain('SUMMARY:Ihr Termin');
    expect(calendar).toContain('DTSTART:20261201T083000Z');
    expect(calendar).not.toContain(token);
    // BK7: neither service nor person nor concern, in no part of the mail.
    for (const part of [content.text, content.html, content.subject, calendar, raw.toString()]) {
      expect(part).not.toMatch(/Pflegegrad|Geheimer|Wilhelmine|Ödön|Rollstuhl|A123456780|4710.?555/);
    }
    expect(content.html).not.toMatch(/<(img|link|script|style|iframe)|url\(|@import/i);
  });

  it('is the same in English, with English addresses', async () => {
    await makeWorld();
    const held = await hold('2026-12-01T08:30:00Z');
    await submitContact({ browserToken: held.browserToken, form: secretForm, locale: 'en' });
    await sendOutbox(scheduler);
    const code =
      /\b(\d{6})\b/.exec((await mailbox.waitForMailTo('wilhelmine@postfach.example')).content.text ?? '')?.[1] ?? '';
    await confirmAppointment({ browserToken: held.browserToken, code });
    mailbox.clear();
    await sendOutbox(scheduler);
    const { content } = await mailbox.waitForMailTo('wilhelmine@postfach.example');
    expect(content.subject).toBe('Your appointment on Tuesday, 1 December 2026, 9:30');
    expect(content.text).toContain('http://localhost:3000/en/videoberatung#');
    expect(content.html).toContain('<html lang="en">');
  });

  it('shows the browser that booked what was given, for two hours only', async () => {
    await makeWorld();
    const held = await hold('2026-12-01T08:30:00Z');
    await submitContact({ browserToken: held.browserToken, form: secretForm, locale: 'de' });
    await sendOutbox(scheduler);
    const code =
      /\b(\d{6})\b/.exec((await mailbox.waitForMailTo('wilhelmine@postfach.example')).content.text ?? '')?.[1] ?? '';
    await confirmAppointment({ browserToken: held.browserToken, code });
    await setClock(tuesday.add({ hours: 3 }));
    expect(await readConfirmed(held.browserToken)).toMatchObject({
      contact: null,
      concern: null,
      appointment: { id: held.appointmentId },
    });
    // Past its clock it is not there for anybody, purged or not (DP5).
    await setClock(Temporal.Instant.from('2027-02-28T12:00:00Z'));
    expect(await readConfirmed(held.browserToken)).toBeNull();
    expect(await db().appointment.count()).toBe(1);
  });
});
