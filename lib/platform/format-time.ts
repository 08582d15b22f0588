import type { Temporal } from './time.ts';

/** The only place that turns instants into words. Zone and locale are always said by the caller, never the process's. */
function format(instant: Temporal.Instant, zone: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  const tag = locale === 'en' ? 'en-GB' : 'de-DE';
  return new Intl.DateTimeFormat(tag, { timeZone: zone, ...options }).format(instant.epochMilliseconds);
}

/** "Dienstag, 24. November 2026" */
export function formatDay(instant: Temporal.Instant, zone: string, locale: string): string {
  return format(instant, zone, locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}

/** "Dienstag, 24. November", for lists in which the year is plain */
export function formatDayShort(instant: Temporal.Instant, zone: string, locale: string): string {
  return format(instant, zone, locale, { weekday: 'long', day: 'numeric', month: 'long' });
}

/** "9:30 Uhr", in English "9:30" */
export function formatClock(instant: Temporal.Instant, zone: string, locale: string): string {
  const clock = format(instant, zone, locale, { hour: 'numeric', minute: '2-digit' }).replace(/^0(?=\d:)/, '');
  return locale === 'en' ? clock : `${clock} Uhr`;
}

/** "Dienstag, 24. November 2026, 9:30 Uhr" */
export function formatDayAndClock(instant: Temporal.Instant, zone: string, locale: string): string {
  return `${formatDay(instant, zone, locale)}, ${formatClock(instant, zone, locale)}`;
}
