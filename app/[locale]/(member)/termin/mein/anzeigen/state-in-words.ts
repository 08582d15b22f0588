import { getTranslations } from 'next-intl/server';
import type { AppointmentView } from '#lib/booking/appointment-view.ts';
import { Temporal } from '#lib/platform/time.ts';
import { hasHint, type Query } from '../../address.ts';

const changes = { verschoben: 'moved', umgestellt: 'switched', 'gilt-wieder': 'undone' } as const;

/**
 * How an appointment stands, as the heading says it: after a change what was changed, as long as that is true.
 * @returns `isAhead`: it will take place
 */
export async function stateInWords(
  { state, endsAt }: AppointmentView,
  query: Query,
  now: Temporal.Instant,
): Promise<{ title: string; lead?: string; isAhead: boolean }> {
  const t = await getTranslations('changing.shown');
  if (state === 'cancelled') {
    const fresh = hasHint(query, 'abgesagt');
    return { title: t('cancelled'), ...(fresh && { lead: t('cancelledMailed') }), isAhead: false };
  }
  if (state === 'done' || state === 'no_show' || Temporal.Instant.compare(endsAt, now) <= 0)
    return { title: t('past'), isAhead: false };
  for (const [hint, key] of Object.entries(changes))
    if (hasHint(query, hint)) return { title: t(key), lead: t('mailed'), isAhead: true };
  return { title: t('confirmed'), isAhead: true };
}
