import { getTranslations } from 'next-intl/server';
import { StepForm } from '#components/booking/step-form.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import type { OwnAppointment } from '#lib/booking/change/find-own-appointment.ts';
import { to } from '../../offers.ts';
import { shownPath } from '../aim.ts';
import { SeenVersion } from '../seen-version.tsx';
import { sayLate } from './actions.ts';

/** Late: one tap, as long as it helps anybody. What was said stays visible. */
export async function Lateness({ own: { appointment, lateChoices } }: { own: OwnAppointment }) {
  const { lateMinutes, advisor } = appointment;
  if (lateChoices.length === 0 && lateMinutes === null) return null;
  const t = await getTranslations('changing.late');
  return (
    <section aria-labelledby="spaeter" className="grid max-w-form gap-4">
      <h2 id="spaeter" tabIndex={-1} className="text-xl">
        {t('title')}
      </h2>
      {lateMinutes === null ? (
        <p>{t('text', { advisor: advisor.label })}</p>
      ) : (
        <Notice tone="success" role="status" title={t('saidTitle', { advisor: advisor.label })}>
          {t('saidText', { minutes: lateMinutes })}
        </Notice>
      )}
      <StepForm action={sayLate} address={await to(shownPath)} className="flex flex-wrap gap-3">
        <SeenVersion of={appointment} />
        {lateChoices.map((minutes) => (
          <SubmitButton key={minutes} name="minuten" value={minutes} variant="secondary" busyLabel={t('saying')}>
            {t('minutes', { minutes })}
          </SubmitButton>
        ))}
      </StepForm>
    </section>
  );
}
