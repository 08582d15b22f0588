import type { ReactNode } from 'react';
import { type StepAction, StepForm } from '#components/booking/step-form.tsx';
import { type ChoiceAddress, choiceFields } from './address.ts';

type TimeFormProps = {
  action: StepAction;
  /** Address of the page it stands on */
  address: string;
  choice: ChoiceAddress;
  children: ReactNode;
};

/** A form whose buttons are times: the choice goes along, the button says when. */
export function TimeForm({ action, address, choice, children }: TimeFormProps) {
  return (
    <StepForm action={action} address={address} className="grid gap-4">
      {choiceFields(choice).map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      {children}
    </StepForm>
  );
}
