import { getTranslations } from 'next-intl/server';
import { StepForm } from '#components/booking/step-form.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { to } from '../../offers.ts';
import { phoneInText } from '../../phone.tsx';
import type { ReadRefusal } from '../../refusal.ts';
import { entryPath } from '../address.ts';
import { enterWaitingCode } from './actions.ts';

/** The way to an entry for those who have no link at hand, or no JavaScript: the code of its messages (BK11). */
export async function WaitingCodeForm({ refusal }: { refusal: ReadRefusal | null }) {
  const [t, common] = await Promise.all([getTranslations('waiting.entry'), getTranslations('common')]);
  const wrong = refusal?.kind === 'waiting-code' ? refusal.typed : null;
  const error = wrong === null ? undefined : t(wrong === '' ? 'codeMissing' : 'codeMalformed');
  return (
    <section aria-labelledby="mit-code" className="grid max-w-form gap-6">
      <h2 id="mit-code" className="text-xl">
        {t('codeTitle')}
      </h2>
      <StepForm action={enterWaitingCode} address={await to(entryPath)} className="grid gap-6">
        <ErrorSummary
          key={refusal?.attempt ?? 'first'}
          title={common('errorSummaryTitle')}
          errors={error === undefined ? [] : [{ fieldId: 'wartecode', text: error }]}
        />
        <TextField
          key={`feld-${refusal?.attempt ?? 'first'}`}
          name="wartecode"
          label={t('codeLabel')}
          hint={t('codeHint')}
          error={error}
          defaultValue={wrong ?? ''}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          width="code"
        />
        <div>
          <SubmitButton busyLabel={t('showing')}>{t('codeSubmit')}</SubmitButton>
        </div>
      </StepForm>
      <p className="text-ink-soft">{t.rich('lost', phoneInText)}</p>
    </section>
  );
}
