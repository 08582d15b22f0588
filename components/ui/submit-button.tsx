'use client';

import type { ComponentProps, MouseEvent } from 'react';
import { useFormStatus } from 'react-dom';
import { ButtonContent, buttonClass, type ButtonVariant } from './button.tsx';
import type { IconName } from './icon.tsx';

type SubmitButtonProps = Omit<ComponentProps<'button'>, 'className' | 'disabled' | 'type' | 'onClick'> & {
  variant?: ButtonVariant;
  icon?: IconName;
  wide?: boolean;
  /** What is happening, while it happens: "Wird reserviert …" */
  busyLabel: string;
};

/**
 * Sends the form around it. Works without scripts; with them it shows that it works and ignores a second press.
 * It is never disabled: a disabled button loses the focus and tells nobody why. Of several in a form, only the one that
 * was pressed (by `name` and `value`) turns busy.
 */
export function SubmitButton({ variant, icon, wide, busyLabel, children, ...rest }: SubmitButtonProps) {
  const { pending, data } = useFormStatus();
  const mine = rest.name === undefined || data?.get(rest.name) === String(rest.value);
  const busy = pending && mine;
  const ignoreSecondPress = (event: MouseEvent) => {
    if (pending) event.preventDefault();
  };
  return (
    <button
      {...rest}
      type="submit"
      onClick={ignoreSecondPress}
      aria-busy={busy || undefined}
      className={buttonClass(variant, wide)}
    >
      <ButtonContent icon={icon} busy={busy} busyLabel={busyLabel}>
        {children}
      </ButtonContent>
    </button>
  );
}
