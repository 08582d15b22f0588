import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { Temporal } from '#lib/platform/time.ts';
import { calendarFile } from './calendar-file.ts';

beforeAll(() => {
  Object.assign(process.env, {
    DATABASE_URL: 'postgres://nobody@127.0.0.1/none',
    PUBLIC_URL: 'https://termin.example',
    APP_SECRET: randomBytes(32).toString('base64'),
    NEXTAUTH_SECRET: 'x'.repeat(32),
    KEY_STORE_DIR: '/nowhere',
  });
});

const appointment = {
  id: '0198c0de-0000-7000-8000-000000000001',
  createdAt: Temporal.Instant.from('2026-12-01T08:00:00Z'),
  startsAt: Temporal.Instant.from('2027-03-28T07:00:00Z'),
  endsAt: Temporal.Instant.from('2027-03-28T07:45:00Z'),
  channel: 'video',
  locale: 'de',
  state: 'confirmed',
  version: 3,
  bookingCode: 'ABCDEFGH',
  center: {
    id: '1',
    slug: 'koeln',
    name: 'Servicestelle Köln',
    street: 'Am Musterplatz 4; Hof',
    postcode: '50679',
    city: 'Köln',
    land: 'NW',
    timeZone: 'Europe/Berlin',
    stepFree: true,
    phone: '+492214710100',
  },
} as const;
/** Long lines are folded; this puts them together again. */
const lines = (content: string): string[] => content.replace(/\r\n[ \t]/g, '').split('\r\n');

describe('calendar file (BK7)', () => {
  it('names the instants in UTC, so every calendar shows the right clock', () => {
    const { content, filename, contentType } = calendarFile(appointment);
    expect(filename).toBe('termin.ics');
    expect(contentType).toContain('text/calendar');
    expect(lines(content)).toEqual(
      expect.arrayContaining([
        'BEGIN:VCALENDAR',
        'DTSTART:20270328T070000Z',
        'DTEND:20270328T074500Z',
        'SUMMARY:Ihr Termin',
        'UID:0198c0de-0000-7000-8000-000000000001@termin.example',
        'METHOD:PUBLISH',
      ]),
    );
    expect(lines(content)).toContain(String.raw`DESCRIPTION:Per Video\nBuchungscode: ABCD EFGH`);
    expect(content).not.toMatch(/LOCATION|URL|https/);
  });

  it('names the place only where one goes there, well escaped', () => {
    const { content } = calendarFile({ ...appointment, channel: 'on_site', locale: 'en' });
    expect(lines(content)).toContain(String.raw`LOCATION:Servicestelle Köln\, Am Musterplatz 4\; Hof\, 50679 Köln`);
    expect(lines(content)).toContain('SUMMARY:Your appointment');
  });

  it('is numbered by the changes, so that calendars take the newest; a cancelled one takes itself out', () => {
    expect(lines(calendarFile(appointment).content)).toContain('SEQUENCE:3');
    const { content, contentType } = calendarFile({ ...appointment, state: 'cancelled', version: 4 });
    expect(lines(content)).toEqual(expect.arrayContaining(['METHOD:CANCEL', 'STATUS:CANCELLED', 'SEQUENCE:4']));
    expect(lines(content)).toContain('UID:0198c0de-0000-7000-8000-000000000001@termin.example');
    expect(contentType).toContain('method=CANCEL');
  });

  it('is the same file every time', () => {
    expect(calendarFile(appointment)).toEqual(calendarFile(appointment));
  });
});
