import { getTranslations } from 'next-intl/server';
import { StepForm } from '#components/booking/step-form.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import type { OwnAppointment } from '#lib/booking/change/find-own-appointment.ts';
import { to } from '../../offers.ts';
import { shownPath } from '../aim.ts';
import { SeenVersion } from '../seen-version.tsx';
import { sayAbsent } from './actions.ts';

/** Not coming: one tap, where it is too late to cancel. Asks nothing, since it can be undone. */
export async function Absence({ own }: { own: OwnAppointment }) {
  const t = await getTranslations('changing.absence');
  return (
    <section aria-labelledby="nicht-kommen" className="max-w-form">
      <h2 id="nicht-kommen" className="text-xl">
        {t('title')}
      </h2>
      <p className="mt-2">{t('text')}</p>
      <StepForm action={sayAbsent} address={await to(shownPath)} className="mt-4">
        <SeenVersion of={own.appointment} />
        <SubmitButton variant="danger" busyLabel={t('sending')}>
          {t('submit')}
        </SubmitButton>
      </StepForm>
    </section>
  );
}
