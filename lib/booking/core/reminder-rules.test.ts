import { describe, expect, it } from 'vitest';
import { Temporal } from '#lib/platform/time.ts';
import { dueReminder, reminderInstant } from './reminder-rules.ts';

const zone = 'Europe/Berlin';
const figures = { quietHours: { from: 20, to: 8 }, eveningHour: 19, latestReminderMinutes: 15 };
/** By the clock of the center. */
const at = (written: string, of = zone) => Temporal.PlainDateTime.from(written).toZonedDateTime(of).toInstant();
const sentAt = (minutes: number, startsAt: string, of = zone) =>
  reminderInstant(minutes, { startsAt: at(startsAt, of), zone: of }, figures)
    .toZonedDateTimeISO(of)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });

describe('when somebody is reminded (BK7)', () => {
  it.each([
    [2880, '2026-12-03T10:00', '2026-12-01T10:00'],
    [120, '2026-12-03T10:00', '2026-12-03T08:00'],
    [60, '2026-12-03T20:30', '2026-12-03T19:30'],
    // In the morning, if that leaves half of the time …
    [120, '2026-12-03T09:00', '2026-12-03T08:00'],
    [2880, '2026-12-03T07:15', '2026-12-01T08:00'],
    [2880, '2026-12-03T21:30', '2026-12-02T08:00'],
    // … else on the evening before.
    [120, '2026-12-03T08:45', '2026-12-02T19:00'],
    [120, '2026-12-03T22:30', '2026-12-03T19:00'],
    [720, '2026-12-03T09:30', '2026-12-02T19:00'],
    [1440, '2026-12-04T00:30', '2026-12-03T08:00'],
  ])('%i minutes before %s at %s', (minutes, startsAt, sent) => {
    expect(sentAt(minutes, startsAt)).toBe(sent);
  });

  it('never in the night, never after the start, for every quarter of an hour and every figure', () => {
    for (let quarter = 0; quarter < 96; quarter += 1) {
      const startsAt = at('2026-12-03T00:00').add({ minutes: quarter * 15 });
      for (const minutes of [5, 15, 30, 60, 120, 240, 600, 720, 1440, 2880, 4320, 10_080]) {
        const sent = reminderInstant(minutes, { startsAt, zone }, figures);
        expect(Temporal.Instant.compare(sent, startsAt)).toBe(-1);
        const { hour } = sent.toZonedDateTimeISO(zone);
        expect(hour >= 8 && hour < 20).toBe(true);
      }
    }
  });

  it('days are days of the calendar, hours are hours, on both days when clocks change', () => {
    // 23 hours on 28 March 2027, 25 on 31 October.
    for (const day of ['2027-03-28', '2027-10-31'])
      for (const later of [0, 1])
        expect(sentAt(1440, `${Temporal.PlainDate.from(day).add({ days: later }).toString()}T10:00`)).toBe(
          `${Temporal.PlainDate.from(day)
            .add({ days: later - 1 })
            .toString()}T10:00`,
        );
    expect(sentAt(600, '2027-03-28T19:00')).toBe('2027-03-28T09:00');
    // The hour that is missing or there twice lies between.
    expect(sentAt(600, '2027-03-28T10:30')).toBe('2027-03-27T19:00');
    expect(sentAt(600, '2027-10-31T10:30')).toBe('2027-10-30T19:00');
  });

  it('the night is that of the center', () => {
    expect(sentAt(120, '2026-12-03T09:30', 'Pacific/Auckland')).toBe('2026-12-03T08:00');
    expect(sentAt(2880, '2026-12-03T10:00', 'America/New_York')).toBe('2026-12-01T10:00');
  });
});

describe('which reminder is due (BK7)', () => {
  const startsAt = at('2026-12-03T14:00');
  const due = (now: string, given: { minutes?: number[]; toldAt?: string } = {}) =>
    dueReminder(
      { minutes: given.minutes ?? [2880, 120], startsAt, zone, toldAt: at(given.toldAt ?? '2026-11-20T10:00') },
      at(now),
      figures,
    );

  it('each from its instant on', () => {
    expect([due('2026-12-01T13:59:59'), due('2026-12-01T14:00')]).toEqual([null, 2880]);
    expect([due('2026-12-03T11:59:59', { minutes: [120] }), due('2026-12-03T12:00', { minutes: [120] })]).toEqual([
      null,
      120,
    ]);
  });

  it('late ones by day and while they are of use; of several the nearest to the start', () => {
    expect(due('2026-12-02T19:59')).toBe(2880);
    expect([due('2026-12-02T20:00'), due('2026-12-03T07:59')]).toEqual([null, null]);
    expect(due('2026-12-03T08:00')).toBe(2880);
    expect(due('2026-12-03T12:30')).toBe(120);
    expect([due('2026-12-03T13:45'), due('2026-12-03T13:46'), due('2026-12-03T14:00')]).toEqual([120, null, null]);
    expect([due('2026-12-03T13:55', { minutes: [10] }), due('2026-12-03T13:56', { minutes: [10] })]).toEqual([
      10,
      null,
    ]);
  });

  it('none that should have come before the person was told', () => {
    expect(due('2026-12-02T10:00', { toldAt: '2026-12-01T14:00' })).toBe(2880);
    expect(due('2026-12-02T10:00', { toldAt: '2026-12-01T14:01' })).toBeNull();
    expect(due('2026-12-03T12:00', { toldAt: '2026-12-01T14:01' })).toBe(120);
    expect(due('2026-12-03T12:30', { toldAt: '2026-12-03T12:20' })).toBeNull();
  });
});
