import type { ReactNode } from 'react';
import { getLocale, getTranslations } from 'next-intl/server';
import { FocusHeading } from '#components/booking/focus-heading.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { StepHeader, type Target } from '#components/ui/step-header.tsx';
import type { AppointmentView } from '#lib/booking/appointment-view.ts';
import { choiceOf, timeInWords, wayInWords } from '../../offers.ts';

type MoveStepProps = {
  step: 1 | 2;
  question: string;
  lead: string;
  back: Target;
  /** Shown above the question as it is now */
  now?: AppointmentView;
  children: ReactNode;
};

/** One of the two questions of a move: which time, and whether it shall be so. */
export async function MoveStep({ step, question, lead, back, now, children }: MoveStepProps) {
  const [t, common] = await Promise.all([getTranslations('changing.move'), getTranslations('common')]);
  const chosen = now === undefined ? [] : [{ label: t('now'), value: `${t('now')}: ${await inWords(now)}` }];
  return (
    <>
      <StepHeader
        step={step}
        of={2}
        label={common('step', { step, of: 2 })}
        back={{ ...back, label: common('back') }}
        chosen={chosen}
        chosenLabel={t('now')}
      />
      <PageHeading lead={lead}>{question}</PageHeading>
      <FocusHeading question={question} />
      <div className="mt-8 grid gap-8">{children}</div>
    </>
  );
}

/** "Dienstag, 24. November 2026, 9:30 Uhr, per Video, Frau Yıldız" */
async function inWords(appointment: AppointmentView): Promise<string> {
  const { startsAt, center, advisor } = appointment;
  const [locale, time, way] = await Promise.all([
    getLocale(),
    timeInWords(startsAt, center.timeZone),
    wayInWords(choiceOf(appointment), center),
  ]);
  // What begins a line elsewhere stands in one here.
  return `${time}, ${way.charAt(0).toLocaleLowerCase(locale)}${way.slice(1)}, ${advisor.label}`;
}
