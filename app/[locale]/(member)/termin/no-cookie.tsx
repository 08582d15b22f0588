import { getTranslations } from 'next-intl/server';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { PhoneButton, phoneInText } from './phone.tsx';

/** The browser sends no cookie back: without one nothing can be reserved for it. */
export async function NoCookie() {
  const t = await getTranslations('booking');
  return (
    <div className="grid gap-8">
      <PageHeading>{t('title')}</PageHeading>
      <Notice tone="caution" title={t('cookieTitle')}>
        <p>{t.rich('cookieText', phoneInText)}</p>
      </Notice>
      <div>
        <PhoneButton />
      </div>
    </div>
  );
}
