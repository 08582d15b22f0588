'use client';

import './global-error.css';
import { FailurePanel } from './[locale]/failure-panel.tsx';

/** The frame of all pages failed itself: this page brings its own, in the language of the address. */
export default function GlobalErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const english = typeof location === 'object' && /^\/en(\/|$)/.test(location.pathname);
  const locale = english ? 'en' : 'de';
  return (
    <html lang={locale}>
      <body className="members">
        <FailurePanel locale={locale} error={error} retry={retry} />
      </body>
    </html>
  );
}
