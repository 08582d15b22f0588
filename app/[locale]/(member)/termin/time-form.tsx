import type { ReactNode } from 'react';
import { type StepAction, StepForm } from '#components/booking/step-form.tsx';
import type { ServiceChoice } from '#lib/booking/schema.ts';
import { channelWord } from './address.ts';

type TimeFormProps = {
  action: StepAction;
  /** Address of the page it stands on */
  address: string;
  choice: ServiceChoice & { advisor?: string | undefined };
  children: ReactNode;
};

/** A form whose buttons are times: the choice goes along, the button says when. */
export function TimeForm({ action, address, choice, children }: TimeFormProps) {
  return (
    <StepForm action={action} address={address} className="grid gap-4">
      <input type="hidden" name="leistung" value={choice.service} />
      <input type="hidden" name="kanal" value={channelWord(choice.channel)} />
      {choice.center !== undefined && <input type="hidden" name="ort" value={choice.center} />}
      {choice.advisor !== undefined && <input type="hidden" name="mit" value={choice.advisor} />}
      {children}
    </StepForm>
  );
}
