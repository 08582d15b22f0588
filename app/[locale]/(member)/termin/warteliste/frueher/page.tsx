import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { redirect } from 'next/navigation';
import { ChangePage } from '#components/booking/change-page.tsx';
import { RefusalNotice } from '#components/booking/refusal-notice.tsx';
import { StepForm } from '#components/booking/step-form.tsx';
import { WaitingDaysFields } from '#components/booking/waiting-days-fields.tsx';
import { ButtonRow } from '#components/ui/button.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { localePath } from '#lib/platform/i18n/path.ts';
import { readNow } from '#lib/platform/read-now.ts';
import { shownPath } from '../../mein/aim.ts';
import { timeInWords } from '../../offers.ts';
import { phoneInText } from '../../phone.tsx';
import { readRefusal } from '../../refusal.ts';
import { pageTitle } from '../../titles.ts';
import { earlierPath } from '../address.ts';
import { ownToReplace } from '../own-to-replace.ts';
import { untilOptions } from '../until-options.ts';
import { submitEarlier } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('waiting.earlier');
  return pageTitle(t('question'));
}

/** For whoever has an appointment, proved its mailbox or phone, and would like an earlier one (BK8). */
export default async function EarlierPage() {
  const [t, days, common, locale, refusal, now, own] = await Promise.all([
    getTranslations('waiting.earlier'),
    getTranslations('waiting.days'),
    getTranslations('common'),
    getLocale(),
    readRefusal(),
    readNow(),
    ownToReplace(),
  ]);
  if (own === null) redirect(localePath(locale, '/termin/mein'));
  const { appointment } = own;
  const zone = appointment.center.timeZone;
  const dayOf = (instant: typeof now) => instant.toZonedDateTimeISO(zone).toPlainDate();
  const until = await untilOptions({ from: dayOf(now), to: dayOf(appointment.startsAt) }, t('untilOwn'));
  return (
    <ChangePage
      question={t('question')}
      lead={t('lead', { time: await timeInWords(appointment.startsAt, zone) })}
      back={{ href: localePath(locale, shownPath), label: common('back') }}
    >
      {refusal?.kind === 'not-earlier' && (
        <RefusalNotice key={refusal.attempt} title={t('refusedTitle')}>
          {t.rich('refusedText', phoneInText)}
        </RefusalNotice>
      )}
      {refusal?.kind === 'unknown-days' && (
        <RefusalNotice key={refusal.attempt} title={t('daysTitle')}>
          {t('daysText')}
        </RefusalNotice>
      )}
      <StepForm action={submitEarlier} address={localePath(locale, earlierPath)} className="grid gap-8">
        <WaitingDaysFields until={until} chosen={{ until: undefined, part: undefined }} />
        <RadioGroup
          name="mit"
          label={days('with')}
          options={[
            { value: '', label: days('withAny') },
            { value: 'gleich', label: days('withOnly', { advisor: appointment.advisor.label }) },
          ]}
          defaultValue=""
        />
        <ButtonRow>
          <SubmitButton busyLabel={t('submitting')}>{t('submit')}</SubmitButton>
        </ButtonRow>
      </StepForm>
    </ChangePage>
  );
}
