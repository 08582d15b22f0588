import type { Temporal } from '#lib/platform/time.ts';

/** From the first of these hours to the second, on the clock of the center, people are left alone. */
export interface QuietHours {
  from: number;
  to: number;
}

/** The instant itself by day, else the end of the night it lies in. */
export function wakingFrom(at: Temporal.Instant, zone: string, quiet: QuietHours): Temporal.Instant {
  const clock = at.toZonedDateTimeISO(zone);
  if (clock.hour >= quiet.to && clock.hour < quiet.from) return at;
  const day = clock.hour < quiet.to ? clock.toPlainDate() : clock.toPlainDate().add({ days: 1 });
  return hourOf(day, quiet.to, zone);
}

/** An hour of a day on the clock of a zone. */
export function hourOf(day: Temporal.PlainDate, hour: number, zone: string): Temporal.Instant {
  return day.toZonedDateTime({ timeZone: zone, plainTime: { hour } }).toInstant();
}
