import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { BookingStep } from '#components/booking/booking-step.tsx';
import { CodeHelp } from '#components/booking/code-help.tsx';
import { DefaultPress } from '#components/booking/default-press.tsx';
import { HoldNotice } from '#components/booking/hold-notice.tsx';
import { Presence } from '#components/booking/presence.tsx';
import { StepForm } from '#components/booking/step-form.tsx';
import { stepNumber } from '#components/booking/step.ts';
import { ButtonRow } from '#components/ui/button.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { readConfirmed } from '#lib/booking/confirmation/read-confirmed.ts';
import { readHold } from '#lib/booking/hold/read-hold.ts';
import { formatClock } from '#lib/platform/format-time.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import { type Query, timesPath, topicsPath, waysPath } from '../address.ts';
import { browserToken, rememberedChoice } from '../browser.ts';
import { chosenSoFar } from '../chosen.ts';
import { HoldGone } from '../hold-gone.tsx';
import { choiceOf } from '../offers.ts';
import { ProvedNotice } from '../proved-notice.tsx';
import { recipientInWords } from '../recipient-in-words.ts';
import { type ReadRefusal, readRefusal } from '../refusal.ts';
import { stepTitle } from '../titles.ts';
import { sendCodeAgain, submitCode } from './actions.ts';
import { CodeNotice } from './code-notice.tsx';

type Props = { searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('booking.code');
  return stepTitle(t('question'), stepNumber('code', true));
}

/** Fifth question: the code from the mail or SMS. With it the appointment is booked (BK4). */
export default async function CodePage({ searchParams }: Props) {
  const [t, common, locale, token, query, refusal] = await Promise.all([
    getTranslations('booking.code'),
    getTranslations('common'),
    getLocale(),
    browserToken(),
    searchParams,
    readRefusal(),
  ]);
  const href = (path: string) => localePath(locale, path);
  const hold = await readHold(token);
  if (hold === null) {
    if ((await readConfirmed(token)) !== null && refusal === null) redirect(href('/termin/fertig'));
    if ((await rememberedChoice()) === null) redirect(href('/termin'));
    return <HoldGone />;
  }
  if (hold.contact === null) redirect(href('/termin/daten'));
  // Where the code went, whatever was typed since without sending it.
  const to = recipientInWords(hold.contact);
  const remembered = await rememberedChoice();
  const choice = { ...choiceOf(hold.appointment), wishes: remembered?.wishes };
  const { chosen, hasWays } = await chosenSoFar(hold.appointment, {
    topic: { href: href(topicsPath(choice)) },
    way: { href: href(waysPath(choice)) },
    time: { href: href(timesPath(choice)) },
  });
  const error = await codeError(refusal);
  const ended = refusal?.kind === 'code-used-up' || refusal?.kind === 'code-expired';
  return (
    <BookingStep
      {...stepNumber('code', hasWays)}
      question={t('question')}
      lead={t(`lead.${to.way}`, { to: to.address })}
      back={{ href: href('/termin/daten') }}
      chosen={chosen}
    >
      <Presence address={href('/termin/anwesend')} />
      <StepForm action={submitCode} address={href('/termin/code')} className="grid gap-8">
        <DefaultPress name="tun" value="buchen" />
        <HoldNotice
          until={hold.expiresAt.toString()}
          now={hold.now.toString()}
          clock={formatClock(hold.expiresAt, hold.appointment.center.timeZone, locale)}
          {...(hold.extensionsLeft > 0 && { extend: { name: 'tun', value: 'laenger' } })}
        />
        {refusal === null && <ProvedNotice query={query} step="code" />}
        <CodeNotice refusal={refusal} query={query} hold={hold} />
        <ErrorSummary
          key={refusal?.attempt ?? 'first'}
          title={common('errorSummaryTitle')}
          errors={error === undefined ? [] : [{ fieldId: 'code', text: error }]}
        />
        {!ended && (
          <>
            <TextField
              key={`feld-${refusal?.attempt ?? 'first'}`}
              name="code"
              label={t(`label.${to.way}`)}
              hint={t('hint')}
              error={error}
              defaultValue={typedCode(refusal)}
              autoComplete="one-time-code"
              inputMode="numeric"
              spellCheck={false}
              width="code"
            />
            <ButtonRow>
              <SubmitButton name="tun" value="buchen" busyLabel={t('submitting')}>
                {t('submit')}
              </SubmitButton>
            </ButtonRow>
          </>
        )}
      </StepForm>
      <CodeHelp
        action={sendCodeAgain}
        address={href('/termin/code')}
        to={to}
        dataHref={href('/termin/daten')}
        byPhoneHref={href('/termin/telefonisch')}
        ended={ended}
        noMore={refusal?.kind === 'no-more-codes'}
      />
    </BookingStep>
  );
}

function typedCode(refusal: ReadRefusal | null): string {
  return refusal !== null && 'typed' in refusal ? refusal.typed : '';
}

async function codeError(refusal: ReadRefusal | null): Promise<string | undefined> {
  const t = await getTranslations('booking.code');
  if (refusal?.kind === 'code-missing') return t('missing');
  if (refusal?.kind === 'code-wrong') return t('wrong', { tries: refusal.triesLeft });
  return undefined;
}
