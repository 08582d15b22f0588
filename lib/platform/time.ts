import { Temporal } from 'temporal-polyfill';
import type { Transaction } from './db.ts';

export { Temporal };

/** The zone in which promised days are counted, whatever the zone of the process. */
export const legalZone = 'Europe/Berlin';

/**
 * Now, as database and processes share it: `app_now()` is `now()` in production and set by tests through the
 * migrating role.
 */
export async function appNow(database: Pick<Transaction, '$queryRaw'>): Promise<Temporal.Instant> {
  const rows = await database.$queryRaw<
    { now: string }[]
  >`SELECT floor(extract(epoch FROM app_now()) * 1000)::bigint::text AS now`;
  const now = rows[0]?.now;
  if (now === undefined) throw new Error('app_now() returned no row');
  return Temporal.Instant.fromEpochMilliseconds(Number(now));
}

/** A database timestamp as an instant. */
export function toInstant(date: Date): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(date.getTime());
}

/** An instant as the driver takes it. */
export function toDate(instant: Temporal.Instant): Date {
  return new Date(instant.epochMilliseconds);
}

/** A whole second as `toString()` writes it, for answers with hundreds of them: many times as fast. */
export function secondText(instant: Temporal.Instant): string {
  return new Date(instant.epochMilliseconds).toISOString().replace('.000Z', 'Z');
}

/** The day an instant falls on, in the zone that promises are counted in. */
export function legalDay(instant: Temporal.Instant): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(legalZone).toPlainDate();
}
