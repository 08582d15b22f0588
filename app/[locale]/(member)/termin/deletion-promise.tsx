import { getLocale, getTranslations } from 'next-intl/server';
import { concernDays } from '#lib/booking/policy.ts';
import { formatDay } from '#lib/platform/format-time.ts';
import { lastDay } from '#lib/platform/retention.ts';
import { legalZone, type Temporal } from '#lib/platform/time.ts';

type DeletionPromiseProps = {
  contactBy: Temporal.PlainDate;
  /** The end of the appointment, where something was written beforehand */
  concernAfter: Temporal.Instant | null;
};

/** When everything is deleted, as dates: the same rules that the purge follows. */
export async function DeletionPromise({ contactBy, concernAfter }: DeletionPromiseProps) {
  const [t, locale] = await Promise.all([getTranslations('booking.done'), getLocale()]);
  const words = (day: Temporal.PlainDate) => formatDay(day.toZonedDateTime(legalZone).toInstant(), legalZone, locale);
  return (
    <section aria-labelledby="loeschen" className="max-w-form">
      <h2 id="loeschen" className="text-xl">
        {t('deletionTitle')}
      </h2>
      <p className="mt-2">{t('deletionContact', { day: words(contactBy) })}</p>
      {concernAfter !== null && (
        <p className="mt-2">{t('deletionConcern', { day: words(lastDay(concernDays, concernAfter)) })}</p>
      )}
    </section>
  );
}
