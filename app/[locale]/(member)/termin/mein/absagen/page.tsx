import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { BookedAppointment } from '#components/booking/booked-appointment.tsx';
import { ChangePage } from '#components/booking/change-page.tsx';
import { StepForm } from '#components/booking/step-form.tsx';
import { ButtonRow, LinkButton } from '#components/ui/button.tsx';
import { linkTag } from '#components/ui/rich-text.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';
import { bookedFacts } from '../../booked-facts.ts';
import { to } from '../../offers.ts';
import { readRefusal } from '../../refusal.ts';
import { pageTitle } from '../../titles.ts';
import { aimPath, shownPath } from '../aim.ts';
import { ChangedMeanwhile } from '../changed-meanwhile.tsx';
import { NotChangeable } from '../not-changeable.tsx';
import { readChangeable } from '../own.ts';
import { SeenVersion } from '../seen-version.tsx';
import { cancel } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('changing.cancel');
  return pageTitle(t('question'));
}

/** Asks once whether to cancel, in place; afterwards it can be undone (BK6). */
export default async function CancelPage() {
  const [t, common, changeable, refusal] = await Promise.all([
    getTranslations('changing.cancel'),
    getTranslations('common'),
    readChangeable('absagen'),
    readRefusal(),
  ]);
  if (!changeable.ok) return <NotChangeable own={changeable.own} />;
  const { appointment } = changeable.own;
  const shown = await to(shownPath);
  return (
    <ChangePage
      question={t('question')}
      lead={t(appointment.groupSessionId === null ? 'lead' : 'leadGroup')}
      back={{ href: shown, label: common('back') }}
    >
      <ChangedMeanwhile refusal={refusal} />
      <BookedAppointment {...(await bookedFacts(appointment))} />
      <StepForm action={cancel} address={await to(aimPath('absagen'))}>
        <SeenVersion of={appointment} />
        <ButtonRow>
          <SubmitButton variant="danger" busyLabel={t('cancelling')}>
            {t('submit')}
          </SubmitButton>
          <LinkButton href={shown} variant="secondary">
            {t('keep')}
          </LinkButton>
        </ButtonRow>
      </StepForm>
      <p className="max-w-form">{t.rich('moveInstead', { link: linkTag(await to(aimPath('verschieben'))) })}</p>
    </ChangePage>
  );
}
