'use client';

import { type ReactNode, useActionState } from 'react';

/** What a form of the booking sends to; it leads on by a redirect, or refuses and the page says why. */
export type StepAction = (previous: null, data: FormData) => Promise<null>;

type StepFormProps = {
  action: StepAction;
  /** Address of the page that the form stands on */
  address: string;
  id?: string;
  className?: string;
  children: ReactNode;
};

/**
 * A form of the booking. It posts to the page's own address, named: without scripts a form that names none posts to the
 * address with its fragment, and after a link of the error summary the browser would start at that old field instead of
 * at the new summary.
 */
export function StepForm({ action, address, id, className, children }: StepFormProps) {
  const [, send] = useActionState(action, null, address);
  return (
    <form id={id} action={send} noValidate className={className}>
      {children}
    </form>
  );
}
