import type { Temporal } from './time.ts';

/** An instant, or what a browser makes of one that it got as a number. */
export type Moment = Pick<Temporal.Instant, 'epochMilliseconds'>;

/** The only place that turns instants into words. Zone and locale are always said by the caller, never the process's. */
function format(instant: Moment, zone: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  const tag = locale === 'en' ? 'en-GB' : 'de-DE';
  return new Intl.DateTimeFormat(tag, { timeZone: zone, ...options }).format(instant.epochMilliseconds);
}

/** "Dienstag, 24. November 2026" */
export function formatDay(instant: Moment, zone: string, locale: string): string {
  return format(instant, zone, locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}

/** "Dienstag, 24. November", for lists in which the year is plain */
export function formatDayShort(instant: Moment, zone: string, locale: string): string {
  return format(instant, zone, locale, { weekday: 'long', day: 'numeric', month: 'long' });
}

/** "9:30", for columns of times, where the word would be noise */
export function formatClockFigures(instant: Moment, zone: string, locale: string): string {
  return format(instant, zone, locale, { hour: 'numeric', minute: '2-digit' }).replace(/^0(?=\d:)/, '');
}

/** "9:30 Uhr", in English "9:30" */
export function formatClock(instant: Moment, zone: string, locale: string): string {
  const figures = formatClockFigures(instant, zone, locale);
  return locale === 'en' ? figures : `${figures} Uhr`;
}

/** "Dienstag, 24. November 2026, 9:30 Uhr" */
export function formatDayAndClock(instant: Moment, zone: string, locale: string): string {
  return `${formatDay(instant, zone, locale)}, ${formatClock(instant, zone, locale)}`;
}

/** "7. März 1984": a day that is no instant, such as a birth date */
export function formatDate(date: Temporal.PlainDate, locale: string): string {
  return formatPlain(date, locale, { day: 'numeric', month: 'long', year: 'numeric' });
}

/** "Dienstag, 24. November": a day that is no instant, where the year is plain */
export function formatDayOfYear(date: Temporal.PlainDate, locale: string): string {
  return formatPlain(date, locale, { weekday: 'long', day: 'numeric', month: 'long' });
}

/** "November 2026" */
export function formatMonth(date: Temporal.PlainDate, locale: string): string {
  return formatPlain(date, locale, { month: 'long', year: 'numeric' });
}

function formatPlain(date: Temporal.PlainDate, locale: string, options: Intl.DateTimeFormatOptions): string {
  const noon = { epochMilliseconds: Date.UTC(date.year, date.month - 1, date.day, 12) };
  return format(noon, 'UTC', locale, options);
}
