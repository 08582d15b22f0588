import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Card } from '#components/ui/card.tsx';

export type VoluntaryNoticeProps = {
  phone: { e164: string; display: string };
  hours: string;
  email: string;
  /** In one line */
  address: string;
  dpo: { name: string; email: string };
  privacyHref: string;
};

/** BK1: booking online is voluntary; the other ways, and who answers for the data. */
export function VoluntaryNotice({ phone, hours, email, address, dpo, privacyHref }: VoluntaryNoticeProps) {
  const t = useTranslations('booking.service');
  return (
    <div className="max-w-form">
      <Card title={t('voluntaryTitle')} sunken>
        <p>{t('voluntaryText')}</p>
        <dl className="mt-3 grid gap-x-6 gap-y-2 sm:grid-cols-[auto_1fr]">
          <Line term={t('byPhone')}>
            <a href={`tel:${phone.e164}`} className="link whitespace-nowrap">
              {phone.display}
            </a>{' '}
            <span className="text-ink-soft">({hours})</span>
          </Line>
          <Line term={t('byEmail')}>
            <a href={`mailto:${email}`} className="link [overflow-wrap:anywhere]">
              {email}
            </a>
          </Line>
          <Line term={t('byPost')}>{address}</Line>
          <Line term={t('inPerson')}>{t('inPersonText')}</Line>
          <Line term={t('dpo')}>
            {t('dpoText', { name: dpo.name })}{' '}
            <a href={`mailto:${dpo.email}`} className="link [overflow-wrap:anywhere]">
              {dpo.email}
            </a>
            <br />
            <a href={privacyHref} className="link">
              {t('privacyLink')}
            </a>
          </Line>
        </dl>
      </Card>
    </div>
  );
}

function Line({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-soft max-sm:mt-1">{term}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
