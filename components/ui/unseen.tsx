import type { ReactNode } from 'react';

/** Text for ears only. */
export function VisuallyHidden({ children }: { children: ReactNode }) {
  return <span className="unseen">{children}</span>;
}

/**
 * Says aloud what changed on the page. Keep one in the page from the start and change its text; a region that appears
 * together with its text is not spoken everywhere.
 */
export function LiveRegion({ children, urgent = false }: { children: ReactNode; urgent?: boolean }) {
  return (
    <div role={urgent ? 'alert' : 'status'} aria-live={urgent ? 'assertive' : 'polite'} className="unseen">
      {children}
    </div>
  );
}

/** First thing on the page for the keyboard: over the header, into the content (`<main id="inhalt">`). */
export function SkipLink({ children }: { children: ReactNode }) {
  return (
    <a href="#inhalt" className="unseen seen-on-focus rounded-md bg-accent font-semibold text-accent-ink">
      {children}
    </a>
  );
}
