import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { ChangePage } from '#components/booking/change-page.tsx';
import { StepForm } from '#components/booking/step-form.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { spellBookingCode } from '#lib/booking/core/booking-code.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { hasHint, type Query } from '../../address.ts';
import { type ReadRefusal, readRefusal } from '../../refusal.ts';
import { pageTitle } from '../../titles.ts';
import { aimOf, aimPath, codePath, entryPath, shownPath } from '../aim.ts';
import { NoMoreCodes } from '../no-more-codes.tsx';
import { accessKey } from '../way-in.ts';
import { enterAccessCode, sendAccessCodeAgain } from './actions.ts';
import { AccessCodeNotice } from './access-code-notice.tsx';
import { isOpened } from './opened.ts';

type Props = { searchParams: Promise<Query> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const t = await getTranslations('changing.code');
  return pageTitle(t(hasHint(await searchParams, 'anfordern') ? 'askQuestion' : 'question'));
}

/** The six digits that open an appointment for change: sent to where its confirmation went (BK6). */
export default async function AccessCodePage({ searchParams }: Props) {
  const [t, entry, common, locale, query, refusal, key] = await Promise.all([
    getTranslations('changing.code'),
    getTranslations('changing.entry'),
    getTranslations('common'),
    getLocale(),
    searchParams,
    readRefusal(),
    accessKey(),
  ]);
  const href = (path: string) => localePath(locale, path);
  const aim = aimOf(query);
  if (key === null) redirect(href(`${entryPath}?hinweis=beendet`));
  if (refusal === null && (await isOpened())) redirect(href(aimPath(aim)));
  const address = href(codePath(aim));
  const back = { href: href('linkToken' in key ? shownPath : entryPath), label: common('back') };
  const aimField = <input type="hidden" name="danach" value={aim ?? ''} />;
  const send = (label: string, variant: 'primary' | 'secondary') => (
    <StepForm action={sendAccessCodeAgain} address={address}>
      {aimField}
      <SubmitButton variant={variant} busyLabel={entry('sending')}>
        {label}
      </SubmitButton>
    </StepForm>
  );
  if (hasHint(query, 'anfordern')) {
    return (
      <ChangePage question={t('askQuestion')} lead={t('askLead')} back={back}>
        <AccessCodeNotice refusal={refusal} query={query} />
        <NoMoreCodes refusal={refusal} />
        {refusal?.kind !== 'no-more-codes' && send(entry('submit'), 'primary')}
      </ChangePage>
    );
  }
  const error = await codeError(refusal);
  const ended = refusal?.kind === 'code-used-up' || refusal?.kind === 'code-expired' || refusal?.kind === 'no-code';
  const bookingCode = 'bookingCode' in key ? spellBookingCode(key.bookingCode) : null;
  return (
    <ChangePage
      question={t('question')}
      lead={bookingCode === null ? t('leadLink') : t('leadCode', { code: bookingCode })}
      back={back}
    >
      <AccessCodeNotice refusal={refusal} query={query} />
      <NoMoreCodes refusal={refusal} />
      {!ended && (
        <StepForm action={enterAccessCode} address={address} className="grid gap-6">
          {aimField}
          <ErrorSummary
            key={refusal?.attempt ?? 'first'}
            title={common('errorSummaryTitle')}
            errors={error === undefined ? [] : [{ fieldId: 'code', text: error }]}
          />
          <TextField
            key={`feld-${refusal?.attempt ?? 'first'}`}
            name="code"
            label={t('label')}
            hint={t('hint')}
            error={error}
            defaultValue={refusal !== null && 'typed' in refusal ? refusal.typed : ''}
            autoComplete="one-time-code"
            inputMode="numeric"
            spellCheck={false}
            width="code"
          />
          <div>
            <SubmitButton busyLabel={t('submitting')}>{t('submit')}</SubmitButton>
          </div>
        </StepForm>
      )}
      <section aria-labelledby="keine-nachricht" className="grid max-w-form gap-4 border-t border-line pt-6">
        <h2 id="keine-nachricht" className="text-lg">
          {t('helpTitle')}
        </h2>
        <p>{t('helpWait')}</p>
        {bookingCode !== null && (
          <p>
            {t('helpCode', { code: bookingCode })}{' '}
            <a href={href(entryPath)} className="link">
              {t('helpCodeChange')}
            </a>
          </p>
        )}
        {refusal?.kind !== 'no-more-codes' && send(t('resend'), ended ? 'primary' : 'secondary')}
      </section>
    </ChangePage>
  );
}

async function codeError(refusal: ReadRefusal | null): Promise<string | undefined> {
  const t = await getTranslations('changing.code');
  if (refusal?.kind === 'code-missing') return t('missing');
  if (refusal?.kind === 'code-wrong') return t('wrong', { tries: refusal.triesLeft });
  return undefined;
}
