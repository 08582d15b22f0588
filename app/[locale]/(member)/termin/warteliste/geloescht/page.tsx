import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { FocusHeading } from '#components/booking/focus-heading.tsx';
import { LinkButton } from '#components/ui/button.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { to } from '../../offers.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('waiting.left');
  return { title: t('question') };
}

/** The entry is gone, and with it all that was known. */
export default async function LeftWaitingListPage() {
  const t = await getTranslations('waiting.left');
  return (
    <div className="grid gap-8">
      <PageHeading lead={t('lead')}>{t('question')}</PageHeading>
      <FocusHeading question={t('question')} />
      <div>
        <LinkButton variant="secondary" href={await to('/termin')}>
          {t('book')}
        </LinkButton>
      </div>
    </div>
  );
}
