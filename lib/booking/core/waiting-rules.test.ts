import { describe, expect, it } from 'vitest';
import { Temporal } from '#lib/platform/time.ts';
import { leastOfferMinutes, offerMinutes, quietHours } from '../policy.ts';
import { planOffer, waitingDaysOf } from './waiting-rules.ts';

const zone = 'Europe/Berlin';
/** "2026-12-01T19:50" on the clock of Berlin */
const berlin = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant();
const plan = (now: string, startsAt: string, given: { lead?: number; rings?: boolean; zone?: string } = {}) => {
  const start = berlin(startsAt);
  const planned = planOffer(
    {
      now: berlin(now),
      zone: given.zone ?? zone,
      startsAt: start,
      latest: start.subtract({ minutes: given.lead ?? 60 }),
      rings: given.rings ?? false,
    },
    { offerMinutes, leastOfferMinutes, quietHours },
  );
  return planned.kind === 'now'
    ? planned.until.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' })
    : planned.kind;
};

describe('when somebody on the waiting list is asked (BK8)', () => {
  it.each([
    ['far ahead', '2026-12-01T10:00', '2026-12-09T10:00', '2026-12-01T12:00'],
    ['in two days', '2026-12-01T10:00', '2026-12-03T10:00', '2026-12-01T11:00'],
    ['today', '2026-12-01T10:00', '2026-12-01T16:00', '2026-12-01T10:30'],
    [
      'near: never past the last instant at which it can be booked',
      '2026-12-01T10:00',
      '2026-12-01T11:20',
      '2026-12-01T10:20',
    ],
    ['too near to answer', '2026-12-01T10:00', '2026-12-01T11:10', 'never'],
    ['past', '2026-12-01T10:00', '2026-12-01T09:00', 'never'],
  ])('%s', (_what, now, startsAt, until) => {
    expect(plan(now, startsAt)).toBe(until);
  });

  it('minutes of the night do not count', () => {
    expect(plan('2026-12-01T19:50', '2026-12-09T10:00')).toBe('2026-12-02T09:50');
    expect(plan('2026-12-01T19:59', '2026-12-03T10:00')).toBe('2026-12-02T08:59');
    expect(plan('2026-12-01T18:00', '2026-12-09T10:00')).toBe('2026-12-01T20:00');
    expect(plan('2026-12-02T08:00', '2026-12-09T10:00')).toBe('2026-12-02T10:00');
  });

  it('by night the morning is waited for', () => {
    for (const now of ['2026-12-01T20:00', '2026-12-01T23:59', '2026-12-02T00:00', '2026-12-02T07:59'])
      expect(plan(now, '2026-12-02T11:00')).toBe('later');
  });

  it('by night a mail is sent when the morning is too late, and no SMS', () => {
    expect(plan('2026-12-01T22:00', '2026-12-02T09:00')).toBe('2026-12-02T08:00');
    expect(plan('2026-12-01T22:00', '2026-12-02T09:00', { rings: true })).toBe('never');
    expect(plan('2026-12-01T22:00', '2026-12-02T09:15')).toBe('later');
    expect(plan('2026-12-02T07:50', '2026-12-02T08:10', { lead: 5 })).toBe('2026-12-02T08:05');
  });

  it('nights of an hour more or less are nights on both days when clocks change', () => {
    expect(plan('2027-03-27T19:30', '2027-04-02T10:00')).toBe('2027-03-28T09:30');
    expect(plan('2026-10-24T19:30', '2026-10-30T10:00')).toBe('2026-10-25T09:30');
    // The night from Saturday on has 11 hours in March, 13 in October.
    expect(plan('2027-03-28T03:30', '2027-03-28T12:00')).toBe('later');
    const firstHalfPastTwo = Temporal.Instant.from('2026-10-25T00:30:00Z');
    for (const now of [firstHalfPastTwo, firstHalfPastTwo.add({ hours: 1 })])
      expect(
        planOffer(
          { now, zone, startsAt: berlin('2026-10-25T12:00'), latest: berlin('2026-10-25T11:00'), rings: false },
          { offerMinutes, leastOfferMinutes, quietHours },
        ),
      ).toEqual({ kind: 'later' });
  });

  it('the night is that of the center', () => {
    expect(plan('2026-12-01T20:30', '2026-12-03T10:00', { zone: 'Atlantic/Azores' })).toBe('2026-12-01T21:30');
  });
});

describe('days that a wish can name', () => {
  it('end where the service or the entry does', () => {
    const today = Temporal.PlainDate.from('2026-12-01');
    expect(waitingDaysOf(today, { horizonDays: 42, waitingDays: 60 }).to.toString()).toBe('2027-01-12');
    expect(waitingDaysOf(today, { horizonDays: 90, waitingDays: 60 }).to.toString()).toBe('2027-01-30');
  });
});
