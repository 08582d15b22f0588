import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { ChangePage } from '#components/booking/change-page.tsx';
import { LinkForm } from '#components/booking/link-form.tsx';
import { RefusalNotice } from '#components/booking/refusal-notice.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { localePath } from '#lib/platform/i18n/path.ts';
import { hasHint, type Query } from '../address.ts';
import { HaveEntry } from '../change-online.tsx';
import { phoneInText } from '../phone.tsx';
import { ProvedNotice } from '../proved-notice.tsx';
import { type ReadRefusal, readRefusal } from '../refusal.ts';
import { pageTitle } from '../titles.ts';
import { TooMany } from '../too-many.tsx';
import { openLink } from './actions.ts';
import { entryPath } from './aim.ts';
import { BookingCodeForm } from './booking-code-form.tsx';
import { NoMoreCodes } from './no-more-codes.tsx';

type Props = { searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('changing');
  return pageTitle(t('title'));
}

/** Where the link of the confirmation leads, and whoever has the booking code. Shows nothing of an appointment (BK4). */
export default async function EntryPage({ searchParams }: Props) {
  const [t, locale, query, refusal] = await Promise.all([
    getTranslations('changing.entry'),
    getLocale(),
    searchParams,
    readRefusal(),
  ]);
  const address = localePath(locale, entryPath);
  return (
    <ChangePage question={t('question')} lead={t('lead')}>
      {refusal === null ? <Arrived query={query} /> : <Refused refusal={refusal} />}
      <LinkForm
        action={openLink}
        address={address}
        incomplete={
          <Notice tone="caution" title={t('incompleteTitle')}>
            <p>{t('incompleteText')}</p>
          </Notice>
        }
        withoutScripts={<p className="max-w-form">{t('noScript')}</p>}
        otherwise={<BookingCodeForm refusal={refusal} />}
      >
        <p className="max-w-form">{t('linkText')}</p>
        <div>
          <SubmitButton busyLabel={t('showing')} icon="calendar">
            {t('show')}
          </SubmitButton>
        </div>
        <p>
          <a href={address} className="link inline-flex min-h-target items-center">
            {t('instead')}
          </a>
        </p>
      </LinkForm>
      <HaveEntry />
    </ChangePage>
  );
}

/** Why somebody is here who was elsewhere. */
async function Arrived({ query }: { query: Query }) {
  const t = await getTranslations('changing.entry');
  if (hasHint(query, 'beendet') || hasHint(query, 'verlassen')) {
    return (
      <Notice tone="info" role="status" title={t('endedTitle')}>
        {t(hasHint(query, 'beendet') ? 'endedText' : 'leftText')}
      </Notice>
    );
  }
  return <ProvedNotice query={query} step="accessCode" />;
}

async function Refused({ refusal }: { refusal: ReadRefusal }) {
  const t = await getTranslations('changing.entry');
  if (refusal.kind === 'unknown-link') {
    return (
      <RefusalNotice key={refusal.attempt} title={t('unknownTitle')}>
        {t.rich('unknownText', phoneInText)}
      </RefusalNotice>
    );
  }
  return refusal.kind === 'no-more-codes' ? <NoMoreCodes refusal={refusal} /> : <TooMany refusal={refusal} />;
}
