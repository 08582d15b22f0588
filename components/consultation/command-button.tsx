'use client';
import { type ComponentProps, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { sendCommand } from './send-command.ts';

type CommandButtonProps = Omit<ComponentProps<typeof Button>, 'onClick' | 'busy' | 'type'> & {
  /** Where the command is posted */
  address: string;
  busyLabel: string;
  /** Said when it did not arrive or was refused */
  failedText: string;
};

/** A button whose press is a command. It stays busy until the state that follows shows something else. */
export function CommandButton({ address, failedText, ...button }: CommandButtonProps) {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const press = async () => {
    if (busy) return;
    setBusy(true);
    setFailed(false);
    const answer = await sendCommand(address);
    if (answer.ok) return;
    setBusy(false);
    setFailed(true);
  };
  return (
    <div className="grid justify-items-start gap-2 max-sm:[&>*]:w-full">
      <Button {...button} busy={busy} onClick={() => void press()} />
      {failed && (
        <p role="alert" className="font-semibold text-danger">
          {failedText}
        </p>
      )}
    </div>
  );
}
