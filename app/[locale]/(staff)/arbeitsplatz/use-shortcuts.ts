'use client';

import { useEffect, useRef } from 'react';

/** Keys pressed together with Alt and Shift, by their place on the keyboard: `KeyE`. */
export type Shortcuts = Readonly<Record<string, () => void>>;

/** With two modifiers, so that neither typing nor a screen reader's own keys are in the way (WCAG 2.1.4). */
export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts);
  useEffect(() => {
    current.current = shortcuts;
  }, [shortcuts]);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey || event.repeat) return;
      const action = current.current[event.code];
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
