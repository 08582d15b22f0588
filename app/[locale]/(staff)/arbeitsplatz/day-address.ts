import { Temporal } from '#lib/platform/time.ts';

/** The day in the address, `2026-11-24`; `undefined` when there is none or no such day. */
export function readDay(value: string | string[] | undefined): Temporal.PlainDate | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return undefined;
  try {
    return Temporal.PlainDate.from(value, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}

/** German path of the cockpit; today stands for itself. */
export function dayAddress(shown: { day: Temporal.PlainDate | undefined; appointmentId?: string }): string {
  const query = new URLSearchParams();
  if (shown.day !== undefined) query.set('tag', shown.day.toString());
  if (shown.appointmentId !== undefined) query.set('termin', shown.appointmentId);
  return query.size === 0 ? '/arbeitsplatz' : `/arbeitsplatz?${query.toString()}`;
}
