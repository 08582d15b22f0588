import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { BookingStep } from '#components/booking/booking-step.tsx';
import { CodeHelp } from '#components/booking/code-help.tsx';
import { StepForm } from '#components/booking/step-form.tsx';
import { stepNumber } from '#components/booking/step.ts';
import { ButtonRow } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { findOwnWaiting } from '#lib/booking/waiting-list/find-own-waiting.ts';
import { readJoining } from '#lib/booking/waiting-list/read-joining.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import type { Query } from '../../address.ts';
import { browserToken } from '../../browser.ts';
import { NoCookie } from '../../no-cookie.tsx';
import { offerOf, waysOf } from '../../offers.ts';
import { ProvedNotice } from '../../proved-notice.tsx';
import { recipientInWords } from '../../recipient-in-words.ts';
import { type ReadRefusal, readRefusal } from '../../refusal.ts';
import { stepTitle } from '../../titles.ts';
import { codePath, dataPath, standingPath } from '../address.ts';
import { daysInWords } from '../days-in-words.ts';
import { sendWaitingCodeAgain, submitWaitingCode } from './actions.ts';
import { WaitingCodeNotice } from './waiting-code-notice.tsx';

type Props = { searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('waiting.code');
  return stepTitle(t('question'), stepNumber('code', true));
}

/** The code from the mail or SMS. With it somebody is on the waiting list (BK4, BK8). */
export default async function WaitingCodePage({ searchParams }: Props) {
  const [t, code, common, locale, token, query, refusal] = await Promise.all([
    getTranslations('waiting.code'),
    getTranslations('booking.code'),
    getTranslations('common'),
    getLocale(),
    browserToken(),
    searchParams,
    readRefusal(),
  ]);
  const href = (path: string) => localePath(locale, path);
  if (token === null) return <NoCookie />;
  const joining = await readJoining(token);
  if (joining === null)
    redirect(href((await findOwnWaiting({ browserToken: token })) === null ? '/termin' : standingPath));
  const { choice, days, contact } = joining;
  const sentTo = recipientInWords(contact);
  const offer = await offerOf(choice);
  const data = href(dataPath({ ...choice, days }));
  const ended = refusal?.kind === 'code-used-up' || refusal?.kind === 'code-expired';
  const error = errorOf(refusal);
  const text = error === 'missing' ? t('missing') : error === null ? undefined : t('wrong', { tries: error });
  return (
    <BookingStep
      {...stepNumber('code', offer === null || waysOf(choice, offer).length > 1)}
      question={t('question')}
      lead={t(`lead.${sentTo.way}`, { to: sentTo.address })}
      back={{ href: data }}
      chosen={[{ kind: 'time', value: await daysInWords(days), change: { href: data } }]}
    >
      {refusal === null && <ProvedNotice query={query} step="code" />}
      <WaitingCodeNotice refusal={refusal} query={query} />
      {!ended && (
        <StepForm action={submitWaitingCode} address={href(codePath)} className="grid gap-8">
          <ErrorSummary
            key={refusal?.attempt ?? 'first'}
            title={common('errorSummaryTitle')}
            errors={text === undefined ? [] : [{ fieldId: 'code', text }]}
          />
          <TextField
            key={`feld-${refusal?.attempt ?? 'first'}`}
            name="code"
            label={t('label')}
            hint={code('hint')}
            error={text}
            defaultValue={refusal !== null && 'typed' in refusal ? refusal.typed : ''}
            autoComplete="one-time-code"
            inputMode="numeric"
            spellCheck={false}
            width="code"
          />
          <ButtonRow>
            <SubmitButton busyLabel={t('submitting')}>{t('submit')}</SubmitButton>
          </ButtonRow>
        </StepForm>
      )}
      <CodeHelp
        action={sendWaitingCodeAgain}
        address={href(codePath)}
        to={sentTo}
        dataHref={data}
        byPhoneHref={href('/termin/telefonisch')}
        ended={ended}
        noMore={refusal?.kind === 'no-more-codes'}
        call={t('helpCall')}
      />
    </BookingStep>
  );
}

/** What is wrong with what was typed: nothing there, or so many tries left; `null`: nothing is. */
function errorOf(refusal: ReadRefusal | null): 'missing' | number | null {
  if (refusal?.kind === 'code-missing') return 'missing';
  return refusal?.kind === 'code-wrong' ? refusal.triesLeft : null;
}
