'use client';

import { type ReactNode, useSyncExternalStore } from 'react';
import { type StepAction, StepForm } from './step-form.tsx';

function onHashChange(told: () => void): () => void {
  window.addEventListener('hashchange', told);
  return () => window.removeEventListener('hashchange', told);
}

type LinkFormProps = {
  action: StepAction;
  /** Address of the page it stands on */
  address: string;
  /** The button */
  children: ReactNode;
  /** Shown when the address holds no token */
  incomplete: ReactNode;
  /** Shown as long as no script runs: the fragment cannot be read */
  withoutScripts: ReactNode;
};

/**
 * Takes the token out of the address's fragment, which browsers never send, into the form's body: only the press of the
 * button opens anything, so whoever scans mails and opens links opens nothing.
 */
export function LinkForm({ action, address, children, incomplete, withoutScripts }: LinkFormProps) {
  const token = useSyncExternalStore(
    onHashChange,
    () => window.location.hash.slice(1),
    () => undefined,
  );
  // Late, so that it does not flash up where scripts are only on their way.
  if (token === undefined) return <div className="animate-late">{withoutScripts}</div>;
  if (!/^[\w-]{43}$/.test(token)) return incomplete;
  return (
    <StepForm action={action} address={address}>
      <input type="hidden" name="token" value={token} />
      {children}
    </StepForm>
  );
}
