'use client';

import { useSyncExternalStore } from 'react';
import { Button } from '#components/ui/button.tsx';

const never = () => () => undefined;

/** Prints the page. Only there when scripts run: a button that does nothing is worse than none. */
export function PrintButton({ children }: { children: string }) {
  const scripted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  if (!scripted) return null;
  return (
    <Button variant="secondary" icon="document" onClick={() => window.print()}>
      {children}
    </Button>
  );
}
