'use client';

import { type ReactNode, useSyncExternalStore } from 'react';
import { type StepAction, StepForm } from './step-form.tsx';

function onHashChange(told: () => void): () => void {
  window.addEventListener('hashchange', told);
  return () => window.removeEventListener('hashchange', told);
}

/** What the fragment says, unless it leads to a place on the page: the content, a field that is to be mended. */
function readFragment(): string {
  const fragment = window.location.hash.slice(1);
  return document.getElementById(fragment) === null ? fragment : '';
}

type LinkFormProps = {
  action: StepAction;
  /** Address of the page it stands on */
  address: string;
  /** The button */
  children: ReactNode;
  /** Shown when only a part of a token is in the address */
  incomplete?: ReactNode;
  /** Said as long as no script runs: the fragment cannot be read */
  withoutScripts?: ReactNode;
  /** The way for those who have no link: shown unless the address holds a token, and as long as no script runs */
  otherwise?: ReactNode;
};

/**
 * Takes the token out of the address's fragment, which browsers never send, into the form's body: only the press of the
 * button opens anything, so whoever scans mails and opens links opens nothing.
 */
export function LinkForm({ action, address, children, incomplete, withoutScripts, otherwise }: LinkFormProps) {
  const token = useSyncExternalStore(onHashChange, readFragment, () => undefined);
  const whole = token !== undefined && /^[\w-]{43}$/.test(token);
  return (
    <>
      {whole && (
        <StepForm action={action} address={address} className="grid gap-4">
          <input type="hidden" name="token" value={token} />
          {children}
        </StepForm>
      )}
      {token !== undefined && token !== '' && !whole && incomplete}
      {/* Late, so that it does not flash up where scripts are only on their way to the link. */}
      <div hidden={whole} className={token === undefined ? 'grid animate-late gap-8' : undefined}>
        {token === undefined && withoutScripts}
        {otherwise}
      </div>
    </>
  );
}
