'use client';

import { type ReactNode, useEffect, useRef } from 'react';

/** Takes the focus when it appears; without scripts the attribute of the new page does the same. */
export function TakesFocus({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div
      ref={box}
      tabIndex={-1}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page that answers a refused press starts at the reason
      autoFocus
      className="max-w-form"
    >
      {children}
    </div>
  );
}
