import { useTranslations } from 'next-intl';
import { DescriptionList, type Row } from '#components/ui/card.tsx';
import type { Channel } from '#lib/booking/schema.ts';
import { PlaceAddress } from './place-address.tsx';

export type BookedAppointmentProps = {
  /** "Dienstag, 24. November 2026, 9:30 Uhr" */
  when: string;
  /** Minutes */
  duration: number;
  /** One or more, in order */
  topics: readonly string[];
  channel: Channel;
  center: { name: string; street: string; postcode: string; city: string };
  advisor: string;
  /** What was asked for besides: "Beratung auf Türkisch" */
  wishes?: readonly string[];
  /** Absent where the browser may have come to other hands */
  person?: string | undefined;
  /** "ABCD EFGH" */
  bookingCode: string;
};

const channelKeys = { on_site: 'channelOnSite', video: 'channelVideo', phone: 'channelPhone' } as const;

/** Everything about a booked appointment, one fact a line. */
export function BookedAppointment(props: BookedAppointmentProps) {
  const { when, duration, topics, channel, center, advisor, wishes = [], person, bookingCode } = props;
  const t = useTranslations('booking.done');
  const common = useTranslations('common');
  const rows: Row[] = [
    { term: t('when'), description: when },
    { term: t('duration'), description: common('durationMinutes', { minutes: duration }) },
    {
      term: t('what'),
      description: topics.map((topic) => (
        <span key={topic} className="block">
          {topic}
        </span>
      )),
    },
    { term: t('how'), description: common(channelKeys[channel]) },
  ];
  if (channel === 'on_site') {
    rows.push({ term: t('where'), description: <PlaceAddress {...center} /> });
  }
  rows.push({ term: t('with'), description: advisor });
  if (wishes.length > 0) {
    rows.push({
      term: t('wishes'),
      description: wishes.map((wish) => (
        <span key={wish} className="block">
          {wish}
        </span>
      )),
    });
  }
  if (person !== undefined) rows.push({ term: t('who'), description: person });
  rows.push({
    term: t('bookingCode'),
    description: (
      <>
        <span className="text-lg tracking-[0.08em] whitespace-nowrap tabular-nums">{bookingCode}</span>
        <span className="block font-normal text-ink-soft">{t('bookingCodeWhy')}</span>
      </>
    ),
  });
  return <DescriptionList rows={rows} />;
}
