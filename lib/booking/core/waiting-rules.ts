import { Temporal } from '#lib/platform/time.ts';
import { hourOf, type QuietHours, wakingFrom } from './quiet-hours.ts';

/** Figures of `policy.ts` that say when somebody is asked. */
export interface OfferFigures {
  /** Longest way ahead first; the last one is for what is nearest */
  offerMinutes: readonly { aheadHours: number; minutes: number }[];
  leastOfferMinutes: number;
  quietHours: QuietHours;
}

interface Asked {
  now: Temporal.Instant;
  /** Of the center */
  zone: string;
  startsAt: Temporal.Instant;
  /** The last instant at which the time can still be taken */
  latest: Temporal.Instant;
  /** An SMS rings, a mail does not */
  rings: boolean;
}

/** `later`: in the morning is time enough; `never`: too late for this person, whatever the hour */
export type OfferPlan = { kind: 'now'; until: Temporal.Instant } | { kind: 'later' | 'never' };

/**
 * When a person is asked and until when they can answer (BK8). By night nobody is, unless the time would be gone by the
 * morning; then a mail may lie there, but nothing rings.
 */
export function planOffer({ now, zone, startsAt, latest, rings }: Asked, figures: OfferFigures): OfferPlan {
  const { leastOfferMinutes, quietHours } = figures;
  const lastCall = latest.subtract({ minutes: leastOfferMinutes });
  if (isBefore(lastCall, now)) return { kind: 'never' };
  const awake = wakingFrom(now, zone, quietHours);
  if (awake.equals(now))
    return {
      kind: 'now',
      until: earlier(latest, afterWakingMinutes(now, minutesFor(now, startsAt, figures), zone, quietHours)),
    };
  if (!isBefore(lastCall, awake)) return { kind: 'later' };
  return rings ? { kind: 'never' } : { kind: 'now', until: latest };
}

function minutesFor(now: Temporal.Instant, startsAt: Temporal.Instant, { offerMinutes }: OfferFigures): number {
  const ahead = now.until(startsAt).total('hours');
  const found = offerMinutes.find(({ aheadHours }) => ahead >= aheadHours) ?? offerMinutes.at(-1);
  return found?.minutes ?? 0;
}

/** So many minutes later, of which those of the night do not count. */
function afterWakingMinutes(
  from: Temporal.Instant,
  minutes: number,
  zone: string,
  quiet: OfferFigures['quietHours'],
): Temporal.Instant {
  const today = from.toZonedDateTimeISO(zone).toPlainDate();
  const leftToday = from.until(hourOf(today, quiet.from, zone)).total('minutes');
  if (minutes <= leftToday) return from.add({ minutes });
  return hourOf(today.add({ days: 1 }), quiet.to, zone).add({ seconds: Math.round((minutes - leftToday) * 60) });
}

function isBefore(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) < 0;
}

function earlier(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return isBefore(b, a) ? b : a;
}

/** The days that a wish can name: from today on, as far as the service is booked and entries are kept. */
export function waitingDaysOf(
  today: Temporal.PlainDate,
  { horizonDays, waitingDays }: { horizonDays: number; waitingDays: number },
): { from: Temporal.PlainDate; to: Temporal.PlainDate } {
  return { from: today, to: today.add({ days: Math.min(horizonDays, waitingDays) }) };
}
