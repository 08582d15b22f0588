import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { LinkForm } from '#components/booking/link-form.tsx';
import { RefusalNotice } from '#components/booking/refusal-notice.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { localePath } from '#lib/platform/i18n/path.ts';
import { phoneInText } from '../phone.tsx';
import { readRefusal } from '../refusal.ts';
import { openLink } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('booking.mine');
  return { title: t('title') };
}

/** Where the link of the confirmation leads: shows nothing yet, a button opens it (BK4). */
export default async function LinkPage() {
  const [t, locale, refusal] = await Promise.all([getTranslations('booking.mine'), getLocale(), readRefusal()]);
  const unknown = refusal?.kind === 'unknown-link';
  return (
    <div className="grid gap-8">
      <PageHeading lead={t('lead')}>{t('question')}</PageHeading>
      {unknown && (
        <RefusalNotice key={refusal.attempt} title={t('unknownTitle')}>
          {t.rich('unknownText', phoneInText)}
        </RefusalNotice>
      )}
      <LinkForm
        action={openLink}
        address={localePath(locale, '/termin/mein')}
        withoutScripts={
          <Notice tone="info" title={t('noScriptTitle')}>
            <p>{t.rich('noScriptText', phoneInText)}</p>
          </Notice>
        }
        incomplete={
          <Notice tone="caution" title={t('incompleteTitle')}>
            <p>{t.rich('incompleteText', phoneInText)}</p>
          </Notice>
        }
      >
        <SubmitButton busyLabel={t('showing')} icon="calendar">
          {t('show')}
        </SubmitButton>
      </LinkForm>
    </div>
  );
}
