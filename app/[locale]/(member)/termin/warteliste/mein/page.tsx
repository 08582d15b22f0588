import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { FocusHeading } from '#components/booking/focus-heading.tsx';
import { LinkForm } from '#components/booking/link-form.tsx';
import { RefusalNotice } from '#components/booking/refusal-notice.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { localePath } from '#lib/platform/i18n/path.ts';
import { hasHint, type Query } from '../../address.ts';
import { phoneInText } from '../../phone.tsx';
import { type ReadRefusal, readRefusal } from '../../refusal.ts';
import { pageTitle } from '../../titles.ts';
import { TooMany } from '../../too-many.tsx';
import { entryPath } from '../address.ts';
import { openWaitingLink } from './actions.ts';
import { WaitingCodeForm } from './waiting-code-form.tsx';

type Props = { searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('waiting');
  return pageTitle(t('title'));
}

/** Where the links of the messages lead: shows nothing yet, a button opens it (BK4); without scripts the code does. */
export default async function WaitingEntryPage({ searchParams }: Props) {
  const [t, locale, query, refusal] = await Promise.all([
    getTranslations('waiting.entry'),
    getLocale(),
    searchParams,
    readRefusal(),
  ]);
  const address = localePath(locale, entryPath);
  return (
    <div className="grid gap-8">
      <PageHeading lead={t('lead')}>{t('question')}</PageHeading>
      <FocusHeading question={t('question')} />
      {refusal === null && hasHint(query, 'beendet') && (
        <Notice tone="info" role="status" title={t('endedTitle')}>
          {t('endedText')}
        </Notice>
      )}
      <Refused refusal={refusal} />
      <LinkForm
        action={openWaitingLink}
        address={address}
        incomplete={
          <Notice tone="caution" title={t('incompleteTitle')}>
            <p>{t('incompleteText')}</p>
          </Notice>
        }
        withoutScripts={<p className="max-w-form">{t('noScript')}</p>}
        otherwise={<WaitingCodeForm refusal={refusal} />}
      >
        <p className="max-w-form">{t('linkText')}</p>
        <div>
          <SubmitButton busyLabel={t('showing')} icon="clock">
            {t('show')}
          </SubmitButton>
        </div>
        <p>
          <a href={address} className="link inline-flex min-h-target items-center">
            {t('instead')}
          </a>
        </p>
      </LinkForm>
    </div>
  );
}

/** Nothing is behind a link or code, or it was asked too often. */
async function Refused({ refusal }: { refusal: ReadRefusal | null }) {
  if (refusal?.kind !== 'unknown-link') return <TooMany refusal={refusal} />;
  const [t, locale] = await Promise.all([getTranslations('waiting.entry'), getLocale()]);
  return (
    <RefusalNotice key={refusal.attempt} title={t('unknownTitle')}>
      <p>{t.rich('unknownText', phoneInText)}</p>
      <p>
        <a href={localePath(locale, '/termin')} className="link inline-flex min-h-target items-center">
          {t('free')}
        </a>
      </p>
    </RefusalNotice>
  );
}
