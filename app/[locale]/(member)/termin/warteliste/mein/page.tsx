import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { LinkForm } from '#components/booking/link-form.tsx';
import { RefusalNotice } from '#components/booking/refusal-notice.tsx';
import { StepForm } from '#components/booking/step-form.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { localePath } from '#lib/platform/i18n/path.ts';
import { hasHint, type Query } from '../../address.ts';
import { phoneInText } from '../../phone.tsx';
import { readRefusal } from '../../refusal.ts';
import { TooMany } from '../../too-many.tsx';
import { entryPath } from '../address.ts';
import { enterWaitingCode, openWaitingLink } from './actions.ts';

type Props = { searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('waiting');
  return { title: t('title') };
}

/** Where the links of the messages lead: shows nothing yet, a button opens it (BK4); without scripts the code does. */
export default async function WaitingEntryPage({ searchParams }: Props) {
  const [t, common, locale, query, refusal] = await Promise.all([
    getTranslations('waiting.entry'),
    getTranslations('common'),
    getLocale(),
    searchParams,
    readRefusal(),
  ]);
  const address = localePath(locale, entryPath);
  const wrong = refusal?.kind === 'waiting-code' ? t('codeMissing') : undefined;
  return (
    <div className="grid gap-8">
      <PageHeading lead={t('lead')}>{t('question')}</PageHeading>
      {refusal === null && hasHint(query, 'beendet') && (
        <Notice tone="info" role="status" title={t('endedTitle')}>
          {t('endedText')}
        </Notice>
      )}
      <TooMany refusal={refusal} />
      {refusal?.kind === 'unknown-link' && (
        <RefusalNotice key={refusal.attempt} title={t('unknownTitle')}>
          {t.rich('unknownText', phoneInText)}
        </RefusalNotice>
      )}
      <LinkForm action={openWaitingLink} address={address}>
        <SubmitButton busyLabel={t('showing')} icon="clock">
          {t('show')}
        </SubmitButton>
      </LinkForm>
      <StepForm action={enterWaitingCode} address={address} className="grid max-w-form gap-6 border-t border-line pt-6">
        <h2 className="text-lg">{t('codeTitle')}</h2>
        <ErrorSummary
          key={refusal?.attempt ?? 'first'}
          title={common('errorSummaryTitle')}
          errors={wrong === undefined ? [] : [{ fieldId: 'wartecode', text: wrong }]}
        />
        <TextField
          key={`feld-${refusal?.attempt ?? 'first'}`}
          name="wartecode"
          label={t('codeLabel')}
          hint={t('codeHint')}
          error={wrong}
          defaultValue={refusal?.kind === 'waiting-code' ? refusal.typed : ''}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          width="code"
        />
        <div>
          <SubmitButton variant="secondary" busyLabel={t('showing')}>
            {t('codeSubmit')}
          </SubmitButton>
        </div>
      </StepForm>
    </div>
  );
}
