import { describe, expect, it } from 'vitest';
import { brand } from '#lib/platform/brand.ts';
import { renderMail } from './render-mail.ts';
import { type Message, messageSchema } from './schema.ts';
import { smsSegments } from './core/sms-length.ts';
import { writeMessage } from './write-message.ts';

const confirmed = (
  changes: Partial<Extract<Message, { template: 'appointment-confirmed' }>['values']> = {},
  locale: 'de' | 'en' = 'de',
): Message => ({
  template: 'appointment-confirmed',
  to: { medium: 'email', address: 'kim@postfach.example' },
  locale,
  attachments: [],
  values: {
    startsAt: '2027-03-28T07:00:00Z',
    zone: 'Europe/Berlin',
    channel: 'video',
    place: null,
    link: 'https://termin.example/videoberatung#abc&"<>',
    manageLink: 'https://termin.example/termin/mein#abc',
    bookingCode: 'ABCD EFGH',
    ...changes,
  },
});
const code = (locale: 'de' | 'en'): Message => ({
  template: 'one-time-code',
  to: { medium: 'email', address: 'kim@postfach.example' },
  locale,
  attachments: [],
  values: { code: '012345', purpose: 'confirm_appointment', validUntil: '2026-12-01T08:10:00Z', zone: 'Europe/Berlin' },
});

const changed = (template: 'appointment-moved' | 'appointment-channel-switched', locale: 'de' | 'en'): Message => ({
  ...(confirmed({ channel: 'phone' }, locale) as Extract<Message, { template: 'appointment-confirmed' }>),
  template,
});
const cancelled = (locale: 'de' | 'en', link = 'https://termin.example/termin/mein#abc'): Message => ({
  template: 'appointment-cancelled',
  to: { medium: 'email', address: 'kim@postfach.example' },
  locale,
  attachments: [],
  values: { startsAt: '2027-03-28T07:00:00Z', zone: 'Europe/Berlin', link },
});

const reminder = (locale: 'de' | 'en', link = 'https://termin.example/termin/mein#abc', isProved = true): Message => {
  const { values, ...rest } = confirmed({}, locale) as Extract<Message, { template: 'appointment-confirmed' }>;
  const kept = { ...values, manageLink: link, validUntil: values.startsAt, isProved };
  return { ...rest, template: 'appointment-reminder', values: kept };
};

const waitingLink = `https://termin.example/termin/warteliste/mein#${'a'.repeat(43)}`;
const onSite = { name: 'Servicestelle Köln', street: 'Am Musterplatz 4', city: '50679 Köln' };
const waitingMessage = <Template extends 'waiting-joined' | 'waiting-offer' | 'waiting-offer-gone'>(
  template: Template,
  values: Extract<Message, { template: Template }>['values'],
  locale: 'de' | 'en',
) =>
  ({ template, to: { medium: 'email', address: 'kim@postfach.example' }, locale, attachments: [], values }) as Message;
const joined = (locale: 'de' | 'en', hasAppointment = true, link = waitingLink) =>
  waitingMessage('waiting-joined', { lastDay: '2027-03-28', hasAppointment, link, code: 'ABCD EFGH' }, locale);
const offered = (locale: 'de' | 'en', insteadOf: string | null = '2027-03-30T07:00:00Z', link = waitingLink) =>
  waitingMessage(
    'waiting-offer',
    {
      startsAt: '2027-03-28T07:00:00Z',
      zone: 'Europe/Berlin',
      channel: 'on_site',
      place: onSite,
      validUntil: '2027-03-27T10:00:00Z',
      insteadOf,
      link,
      code: 'ABCD EFGH',
    },
    locale,
  );
const offerGone = (locale: 'de' | 'en', link = waitingLink) =>
  waitingMessage(
    'waiting-offer-gone',
    { startsAt: '2027-03-28T07:00:00Z', zone: 'Europe/Berlin', link, code: 'ABCD EFGH' },
    locale,
  );
const limit = (reason: 'open' | 'week' | 'unsaid', locale: 'de' | 'en'): Message => ({
  template: 'limit-reached',
  to: { medium: 'email', address: 'kim@postfach.example' },
  locale,
  attachments: [],
  values: { reason, most: 5 },
});

/** What a reader sees of an HTML mail. */
const words = (html: string): string =>
  html
    .replace(/<head>[\s\S]*<\/head>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');

describe('mails (BK7, MS3)', () => {
  it('say the code and until when, in both languages', () => {
    expect(renderMail(code('de'))).toMatchObject({
      subject: 'Ihr Code für den Termin',
      text: expect.stringContaining('bis 9:10 Uhr'),
    });
    expect(renderMail(code('en'))).toMatchObject({
      subject: 'Your code for the appointment',
      text: expect.stringContaining('until 9:10'),
    });
    expect(renderMail(code('de')).text).toContain('    012345\n');
    // The code is not in the subject: that one stands on locked screens.
    expect(renderMail(code('de')).subject).not.toContain('012345');
  });

  it('say time and way on the clock of the center, also on the day when clocks change', () => {
    expect(renderMail(confirmed()).subject).toBe('Ihr Termin am Sonntag, 28. März 2027, 9:00 Uhr');
    expect(renderMail(confirmed({ channel: 'phone' })).text).toContain('Wie: Am Telefon');
    const place = { name: 'Servicestelle Köln', street: 'Am Musterplatz 4', city: '50679 Köln' };
    expect(renderMail(confirmed({ channel: 'on_site', place }, 'en')).text).toContain(
      'Where: Servicestelle Köln, Am Musterplatz 4, 50679 Köln',
    );
  });

  it('say in the subject what became of the appointment, in both languages', () => {
    const subjects = (['de', 'en'] as const).flatMap((locale) =>
      [changed('appointment-moved', locale), changed('appointment-channel-switched', locale), cancelled(locale)].map(
        (message) => renderMail(message).subject,
      ),
    );
    expect(subjects).toEqual([
      'Neue Zeit: Ihr Termin am Sonntag, 28. März 2027, 9:00 Uhr',
      'Geändert: Ihr Termin am Sonntag, 28. März 2027, 9:00 Uhr',
      'Abgesagt: Ihr Termin am Sonntag, 28. März 2027, 9:00 Uhr',
      'New time: your appointment on Sunday, 28 March 2027, 9:00',
      'Changed: your appointment on Sunday, 28 March 2027, 9:00',
      'Cancelled: your appointment on Sunday, 28 March 2027, 9:00',
    ]);
  });

  it.each([
    code('de'),
    code('en'),
    confirmed(),
    confirmed({ channel: 'phone' }, 'en'),
    changed('appointment-moved', 'de'),
    changed('appointment-channel-switched', 'en'),
    cancelled('de'),
    cancelled('en'),
    reminder('de'),
    reminder('en'),
    joined('de'),
    joined('en', false),
    offered('de'),
    offered('en', null),
    offerGone('de'),
    offerGone('en'),
    limit('open', 'de'),
    limit('week', 'en'),
    limit('unsaid', 'de'),
  ])('say the same as plain text and as HTML that loads nothing (%#)', (mail) => {
    const { text, html } = renderMail(mail);
    const read = words(html).replace(/\s+/g, ' ');
    for (const line of text.split('\n')) {
      for (const piece of line.split(': ')) expect(read).toContain(piece.replace(/:$|^-- $/, '').trim());
    }
    expect(html).not.toMatch(/<(script|img|link|style|iframe|form)|url\(|@import|\son\w+=/i);
    expect(html.match(/https?:\/\/[^"\s<]+/g)?.every((url) => url.startsWith('https://termin.example/')) ?? true).toBe(
      true,
    );
    expect(html).toMatch(/^<!doctype html>\n<html lang="(de|en)">/);
  });

  it('escape whatever they are given', () => {
    const { html } = renderMail(confirmed({ bookingCode: '<b onclick="x()">&' }));
    expect(html).toContain('&lt;b onclick=&quot;x()&quot;&gt;&amp;');
    expect(html).toContain('href="https://termin.example/videoberatung#abc&amp;&quot;&lt;&gt;"');
  });

  it('have no field for a name, a service or a concern: what is given beside is dropped', () => {
    const given = { ...confirmed(), values: { ...confirmed().values, firstName: 'Wilhelmine', service: 'Pflegegrad' } };
    expect(JSON.stringify(messageSchema.parse(given))).not.toMatch(/Wilhelmine|Pflegegrad/);
  });

  it('go to one address only', () => {
    for (const to of [
      'a@b.example, c@d.example',
      'Kim <kim@postfach.example>',
      'kim@postfach.example\nBcc: x@y.example',
      '',
    ]) {
      expect(messageSchema.safeParse({ ...confirmed(), to: { medium: 'email', address: to } }).success).toBe(false);
    }
  });
});

describe('messages of the waiting list (BK8)', () => {
  it('say which time is whose until when, where one goes, and what it would replace', () => {
    const { subject, text } = renderMail(offered('de'));
    expect(subject).toBe('Eine Zeit ist frei: für Sie bis Samstag, 27. März 2027, 11:00 Uhr');
    for (const piece of [
      'Sonntag, 28. März 2027, 9:00 Uhr',
      'Servicestelle Köln, Am Musterplatz 4, 50679 Köln',
      'Ihren Termin am Dienstag, 30. März 2027, 9:00 Uhr',
      waitingLink,
      'ABCD EFGH',
    ])
      expect(text).toContain(piece);
    expect(renderMail(offered('en', null)).text).not.toContain('take the place of');
    expect(renderMail(joined('de', false)).text).not.toContain('Ihren Termin behalten');
  });

  it.each(['de', 'en'] as const)('fit in two parts of an SMS (%s)', (locale) => {
    const link = `https://termine.musterkasse-gesund.example/termin/warteliste/mein#${'a'.repeat(43)}`;
    for (const message of [joined(locale, true, link), offered(locale, null, link), offerGone(locale, link)]) {
      const { sms } = writeMessage(message);
      for (const piece of [link, brand.name, brand.phone.display]) expect(sms).toContain(piece);
      expect(smsSegments(sms)).toBeLessThanOrEqual(2);
    }
  });
});

describe('SMS (BK7)', () => {
  const place = { name: 'Servicestelle Köln', street: 'Rheinland-Straße 124 a', city: '50679 Köln-Deutz' };
  const link = `https://termine.musterkasse-gesund.example/termin/mein#${'a'.repeat(43)}`;

  it.each([
    confirmed({ link }),
    confirmed({ link, channel: 'on_site', place }),
    confirmed({ link, channel: 'on_site', place }, 'en'),
    confirmed({ link, channel: 'phone' }, 'en'),
  ])('say time, way, link and booking code in two parts (%#)', (message) => {
    const { sms } = writeMessage(message);
    for (const piece of [link, 'ABCD EFGH', '9:00', brand.name, brand.phone.display]) expect(sms).toContain(piece);
    expect(smsSegments(sms)).toBeLessThanOrEqual(2);
  });

  it.each(['de', 'en'] as const)('say what was changed in two parts (%s)', (locale) => {
    const moved = {
      ...confirmed({ link, channel: 'on_site', place }, locale),
      template: 'appointment-moved',
    } as Message;
    const switched = { ...moved, template: 'appointment-channel-switched' } as Message;
    for (const message of [moved, switched, cancelled(locale, link), reminder(locale, link)]) {
      const { sms } = writeMessage(message);
      for (const piece of [link, '9:00', brand.name, brand.phone.display]) expect(sms).toContain(piece);
      expect(smsSegments(sms)).toBeLessThanOrEqual(2);
    }
  });

  it.each(['de', 'en'] as const)('open nothing where the number was never proved (BK4, %s)', (locale) => {
    const { sms } = writeMessage(reminder(locale, link, false));
    for (const piece of ['9:00', brand.name, brand.phone.display]) expect(sms).toContain(piece);
    expect(sms).not.toMatch(/https?:|#|ABCD/);
    expect(smsSegments(sms)).toBeLessThanOrEqual(2);
  });

  it.each(['de', 'en'] as const)('say a code first and in one part (%s)', (locale) => {
    for (const purpose of ['confirm_appointment', 'manage_appointment', 'join_waiting_list'] as const) {
      const message = code(locale);
      if (message.template !== 'one-time-code') throw new Error('Not a code');
      const { sms } = writeMessage({ ...message, values: { ...message.values, purpose } });
      expect(sms).toMatch(/^012345 /);
      expect(smsSegments(sms)).toBe(1);
    }
  });

  it.each(['de', 'en'] as const)(
    'say in one part that online no more can be booked, and the reason only where it may be told (%s)',
    (locale) => {
      for (const reason of ['open', 'week', 'unsaid'] as const) {
        const { sms } = writeMessage(limit(reason, locale));
        expect(sms).toContain(brand.phone.display);
        expect(sms.replace(brand.phone.display, '').includes('5')).toBe(reason !== 'unsaid');
        expect(smsSegments(sms)).toBe(1);
      }
    },
  );

  it('go to numbers in E.164 only', () => {
    for (const number of ['0151 23456789', '+49 151', '+0151234567', '+49151234567890123', '']) {
      expect(messageSchema.safeParse({ ...code('de'), to: { medium: 'sms', number } }).success).toBe(false);
    }
    expect(messageSchema.safeParse({ ...code('de'), to: { medium: 'sms', number: '+4915123456789' } }).success).toBe(
      true,
    );
  });
});
