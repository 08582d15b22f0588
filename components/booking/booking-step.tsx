import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { type Chosen, StepHeader, type Target } from '#components/ui/step-header.tsx';
import { FocusHeading } from './focus-heading.tsx';
import type { StepNumber } from './step.ts';

/** Something chosen earlier: one line above the question, with the way to change it. */
export type Choice = { kind: 'topic' | 'way' | 'time'; value: string; change: Target };

type BookingStepProps = StepNumber & {
  question: string;
  lead?: ReactNode;
  back?: Target;
  chosen?: readonly Choice[];
  children: ReactNode;
};

const changeNames = { topic: 'topicChange', way: 'wayChange', time: 'timeChange' } as const;

/** One question of the booking: where one is, what is chosen, the question, and what answers it. */
export function BookingStep({ step, of, question, lead, back, chosen = [], children }: BookingStepProps) {
  const t = useTranslations('booking');
  const common = useTranslations('common');
  const lines = chosen.map(
    ({ kind, value, change }): Chosen => ({
      label: t(kind),
      value,
      change: { ...change, label: common('change'), name: t(changeNames[kind]) },
    }),
  );
  return (
    <>
      <StepHeader
        step={step}
        of={of}
        label={common('step', { step, of })}
        {...(back !== undefined && { back: { ...back, label: common('back') } })}
        chosen={lines}
        chosenLabel={common('chosenSoFar')}
      />
      <PageHeading lead={lead}>{question}</PageHeading>
      <FocusHeading question={question} />
      <div className="mt-8 grid gap-8">{children}</div>
    </>
  );
}
