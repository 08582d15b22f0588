'use client';

import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Button } from './button.tsx';

type DialogProps = {
  open: boolean;
  /** Called when it was closed: by its button, Escape, or the device's back gesture. */
  onClose: () => void;
  title: string;
  closeLabel: string;
  children: ReactNode;
  /** The main button; the closing one is there anyway. */
  action?: ReactNode;
};

/** The browser's own modal dialog: it keeps the focus in, gives it back, and Escape closes it. Rarely the right thing: ask in place. */
export function Dialog({ open, onClose, title, closeLabel, children, action }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    if (open && element?.open === false) element.showModal();
    if (!open && element?.open === true) element.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      onClose={onClose}
      aria-labelledby={titleId}
      className="m-auto max-h-[85dvh] w-[min(34em,calc(100vw-32px))] overflow-y-auto rounded-lg border border-line bg-surface p-6 text-ink shadow-lift"
    >
      <h2 id={titleId} className="text-xl">
        {title}
      </h2>
      <div className="mt-3 grid gap-3">{children}</div>
      <div className="mt-6 flex flex-wrap gap-3 max-sm:[&>*]:w-full">
        {action}
        <Button variant="secondary" onClick={() => dialog.current?.close()}>
          {closeLabel}
        </Button>
      </div>
    </dialog>
  );
}
