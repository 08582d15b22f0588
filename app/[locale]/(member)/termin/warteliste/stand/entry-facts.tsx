import { getLocale, getTranslations } from 'next-intl/server';
import { DescriptionList, type Row } from '#components/ui/card.tsx';
import type { OwnWaiting } from '#lib/booking/waiting-list/find-own-waiting.ts';
import { formatDate } from '#lib/platform/format-time.ts';
import { legalZone } from '#lib/platform/time.ts';
import { timeInWords, wayInWords } from '../../offers.ts';
import { daysInWords } from '../days-in-words.ts';

/** What somebody waits for, one fact a line. */
export async function EntryFacts({ own }: { own: OwnWaiting }) {
  const [t, locale] = await Promise.all([getTranslations('waiting.standing'), getLocale()]);
  const { topics, channel, center, advisor, days, since, appointment } = own;
  const rows: Row[] = [
    { term: t('what'), description: topics.map(({ name }) => name[locale]).join(', ') },
    { term: t('how'), description: await wayInWords({ channel }, undefined) },
    ...(channel === 'on_site' ? [{ term: t('where'), description: center?.name ?? t('anywhere') }] : []),
    { term: t('with'), description: advisor?.label ?? t('anyone') },
    { term: t('days'), description: await daysInWords(days) },
    ...(appointment === null
      ? []
      : [{ term: t('instead'), description: await timeInWords(appointment.startsAt, appointment.timeZone) }]),
    { term: t('since'), description: formatDate(since.toZonedDateTimeISO(legalZone).toPlainDate(), locale) },
  ];
  return <DescriptionList rows={rows} />;
}
