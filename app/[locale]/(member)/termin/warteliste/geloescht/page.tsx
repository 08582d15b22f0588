import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { FocusHeading } from '#components/booking/focus-heading.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { hasHint, type Query } from '../../address.ts';
import { to } from '../../offers.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('waiting.left');
  return { title: t('question') };
}

/** The entry is gone, and with it all that was known. */
export default async function LeftWaitingListPage({ searchParams }: { searchParams: Promise<Query> }) {
  const [t, query] = await Promise.all([getTranslations('waiting.left'), searchParams]);
  const keeps = hasHint(query, 'termin');
  return (
    <div className="grid gap-8">
      <PageHeading lead={t(keeps ? 'keptLead' : 'lead')}>{t('question')}</PageHeading>
      <FocusHeading question={t('question')} />
      <div>
        <LinkButton variant="secondary" href={await to(keeps ? '/termin/mein' : '/termin')}>
          {t(keeps ? 'show' : 'book')}
        </LinkButton>
      </div>
    </div>
  );
}
