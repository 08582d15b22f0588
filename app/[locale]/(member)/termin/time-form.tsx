import type { ReactNode } from 'react';
import type { ServiceChoice } from '#lib/booking/schema.ts';
import { channelWord } from './address.ts';

type TimeFormProps = {
  action: (data: FormData) => Promise<void>;
  choice: ServiceChoice & { advisor?: string | undefined };
  children: ReactNode;
};

/** A form whose buttons are times: the choice goes along, the button says when. */
export function TimeForm({ action, choice, children }: TimeFormProps) {
  return (
    <form action={action} className="grid gap-4">
      <input type="hidden" name="leistung" value={choice.service} />
      <input type="hidden" name="kanal" value={channelWord(choice.channel)} />
      {choice.center !== undefined && <input type="hidden" name="ort" value={choice.center} />}
      {choice.advisor !== undefined && <input type="hidden" name="mit" value={choice.advisor} />}
      {children}
    </form>
  );
}
