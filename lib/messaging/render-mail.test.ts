import { describe, expect, it } from 'vitest';
import { renderMail } from './render-mail.ts';
import { type Mail, mailSchema } from './schema.ts';

const confirmed = (
  changes: Partial<Extract<Mail, { template: 'appointment-confirmed' }>['values']> = {},
  locale: 'de' | 'en' = 'de',
): Mail => ({
  template: 'appointment-confirmed',
  to: 'kim@postfach.example',
  locale,
  attachments: [],
  values: {
    startsAt: '2027-03-28T07:00:00Z',
    zone: 'Europe/Berlin',
    channel: 'video',
    place: null,
    link: 'https://termin.example/videoberatung#abc&"<>',
    bookingCode: 'ABCD EFGH',
    ...changes,
  },
});
const code = (locale: 'de' | 'en'): Mail => ({
  template: 'one-time-code',
  to: 'kim@postfach.example',
  locale,
  attachments: [],
  values: { code: '012345', validUntil: '2026-12-01T08:10:00Z', zone: 'Europe/Berlin' },
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

  it.each([code('de'), code('en'), confirmed(), confirmed({ channel: 'phone' }, 'en')])(
    'say the same as plain text and as HTML that loads nothing (%#)',
    (mail) => {
      const { text, html } = renderMail(mail);
      const read = words(html).replace(/\s+/g, ' ');
      for (const line of text.split('\n')) {
        for (const piece of line.split(': ')) expect(read).toContain(piece.replace(/:$|^-- $/, '').trim());
      }
      expect(html).not.toMatch(/<(script|img|link|style|iframe|form)|url\(|@import|\son\w+=/i);
      expect(
        html.match(/https?:\/\/[^"\s<]+/g)?.every((url) => url.startsWith('https://termin.example/')) ?? true,
      ).toBe(true);
      expect(html).toMatch(/^<!doctype html>\n<html lang="(de|en)">/);
    },
  );

  it('escape whatever they are given', () => {
    const { html } = renderMail(confirmed({ bookingCode: '<b onclick="x()">&' }));
    expect(html).toContain('&lt;b onclick=&quot;x()&quot;&gt;&amp;');
    expect(html).toContain('href="https://termin.example/videoberatung#abc&amp;&quot;&lt;&gt;"');
  });

  it('have no field for a name, a service or a concern: what is given beside is dropped', () => {
    const given = { ...confirmed(), values: { ...confirmed().values, firstName: 'Wilhelmine', service: 'Pflegegrad' } };
    expect(JSON.stringify(mailSchema.parse(given))).not.toMatch(/Wilhelmine|Pflegegrad/);
  });

  it('go to one address only', () => {
    for (const to of [
      'a@b.example, c@d.example',
      'Kim <kim@postfach.example>',
      'kim@postfach.example\nBcc: x@y.example',
      '',
    ]) {
      expect(mailSchema.safeParse({ ...confirmed(), to }).success).toBe(false);
    }
  });
});
