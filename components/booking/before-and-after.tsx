import { useTranslations } from 'next-intl';
import type { BookedAppointmentProps } from './booked-appointment.tsx';

type Facts = Pick<BookedAppointmentProps, 'when' | 'channel' | 'center' | 'advisor'>;

const channelKeys = { on_site: 'channelOnSite', video: 'channelVideo', phone: 'channelPhone' } as const;

/** An appointment as it is and as it will be: side by side, below each other on a phone. The new one stands out. */
export function BeforeAndAfter({ before, after }: { before: Facts; after: Facts }) {
  const t = useTranslations('changing.move');
  return (
    <div className="grid max-w-form gap-4 sm:grid-cols-2">
      <Side title={t('before')} id="bisher" facts={before} look="border-line bg-sunken" />
      <Side title={t('after')} id="neu" facts={after} look="border-accent bg-surface ring-1 ring-accent" />
    </div>
  );
}

function Side({ title, id, facts, look }: { title: string; id: string; facts: Facts; look: string }) {
  const t = useTranslations('booking.done');
  const common = useTranslations('common');
  const { when, channel, center, advisor } = facts;
  const place = `${center.name}, ${center.street}, ${center.postcode} ${center.city}`;
  const rows: (readonly [term: string, description: string])[] = [
    [t('when'), when],
    [t('how'), common(channelKeys[channel])],
    ...(channel === 'on_site' ? [[t('where'), place] as const] : []),
    [t('with'), advisor],
  ];
  return (
    <section aria-labelledby={id} className={`rounded-lg border p-5 ${look}`}>
      <h2 id={id} className="text-lg">
        {title}
      </h2>
      <dl className="mt-3 grid gap-3">
        {rows.map(([term, description]) => (
          <div key={term}>
            <dt className="text-sm text-ink-soft">{term}</dt>
            <dd className="font-semibold">{description}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
