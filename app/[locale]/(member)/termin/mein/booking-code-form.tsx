import { getTranslations } from 'next-intl/server';
import { StepForm } from '#components/booking/step-form.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { spellBookingCode } from '#lib/booking/core/booking-code.ts';
import { readConfirmed } from '#lib/booking/confirmation/read-confirmed.ts';
import { browserToken } from '../browser.ts';
import { to } from '../offers.ts';
import { phoneInText } from '../phone.tsx';
import type { ReadRefusal } from '../refusal.ts';
import { enterBookingCode } from './actions.ts';
import { entryPath } from './aim.ts';
import { typedBookingCode } from './way-in.ts';

/** The way to an appointment for those who have no link at hand, or no JavaScript: the booking code (BK6, BK11). */
export async function BookingCodeForm({ refusal }: { refusal: ReadRefusal | null }) {
  const [t, common] = await Promise.all([getTranslations('changing.entry'), getTranslations('common')]);
  const wrong = refusal?.kind === 'booking-code' ? refusal.typed : null;
  const error = wrong === null ? undefined : t(wrong === '' ? 'codeMissing' : 'codeMalformed');
  return (
    <section aria-labelledby="mit-buchungscode" className="grid max-w-form gap-6">
      <h2 id="mit-buchungscode" className="text-xl">
        {t('codeTitle')}
      </h2>
      <StepForm action={enterBookingCode} address={await to(entryPath)} className="grid gap-6">
        <ErrorSummary
          key={refusal?.attempt ?? 'first'}
          title={common('errorSummaryTitle')}
          errors={error === undefined ? [] : [{ fieldId: 'buchungscode', text: error }]}
        />
        <TextField
          key={`feld-${refusal?.attempt ?? 'first'}`}
          name="buchungscode"
          label={t('codeLabel')}
          hint={t('codeHint')}
          error={error}
          defaultValue={wrong ?? (await knownBookingCode())}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          width="code"
        />
        <div className="grid gap-3">
          <p className="text-ink-soft">{t('submitHint')}</p>
          <div>
            <SubmitButton busyLabel={t('sending')}>{t('submit')}</SubmitButton>
          </div>
        </div>
      </StepForm>
      <p className="text-ink-soft">{t.rich('lost', phoneInText)}</p>
    </section>
  );
}

/** What was typed last, or booked in this browser a moment ago; nothing to anybody who has not got the mailbox. */
async function knownBookingCode(): Promise<string> {
  const known = (await typedBookingCode()) ?? (await readConfirmed(await browserToken()))?.appointment.bookingCode;
  return spellBookingCode(known ?? '').trim();
}
