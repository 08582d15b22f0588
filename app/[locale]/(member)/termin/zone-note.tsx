import { getLocale, getTranslations } from 'next-intl/server';
import { legalZone } from '#lib/platform/time.ts';

/**
 * Whose clock the times of a page are on. Said always, not only to those elsewhere: what a browser's zone is, a page
 * without scripts does not know.
 * @param props.city where one goes; absent for video and phone
 */
export async function ZoneNote({ zone, city }: { zone: string; city: string | undefined }) {
  const [t, locale] = await Promise.all([getTranslations('choosing.zone'), getLocale()]);
  if (city !== undefined) return <>{t('there', { city })}</>;
  if (zone === legalZone) return <>{t('germany')}</>;
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'longGeneric' }).formatToParts(0);
  return <>{t('other', { zone: parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone })}</>;
}
