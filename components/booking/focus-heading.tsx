'use client';

import { useEffect } from 'react';

let asked: string | undefined;

/**
 * With scripts the next question comes without a new page, and the focus would stay on a button that is gone: it goes
 * to the question, as a new page would start there. The first page is left as the browser opens it.
 */
export function FocusHeading({ question }: { question: string }) {
  useEffect(() => {
    const moved = asked !== undefined && asked !== question;
    asked = question;
    if (moved) document.getElementById('titel')?.focus();
  }, [question]);
  return null;
}
