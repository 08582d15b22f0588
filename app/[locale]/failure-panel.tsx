'use client';

import { useEffect, useRef, useState, useTransition } from 'react';
import { Button } from '#components/ui/button.tsx';
import { brand } from '#lib/platform/brand.ts';
import { localePath } from '#lib/platform/i18n/path.ts';
import de from '#messages/de/failure.json';
import en from '#messages/en/failure.json';

type FailurePanelProps = { locale: string; error: unknown; retry: () => void };

/**
 * What happened, what is safe, what next, and the number under which it stands in the log. Reads its few texts itself:
 * a provider of texts would cost every page more than all of them.
 */
export function FailurePanel({ locale, error, retry }: FailurePanelProps) {
  const t = locale === 'en' ? en : de;
  const [pending, startTransition] = useTransition();
  const [tries, setTries] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [tries]);
  const again = () => {
    setTries(tries + 1);
    startTransition(retry);
  };
  return (
    <main id="inhalt" className="mx-auto grid min-h-dvh max-w-page content-center px-5 py-12">
      <title>{t.title}</title>
      <div className="max-w-form">
        <p className="text-ink-soft">{brand.name}</p>
        <h1 ref={heading} tabIndex={-1} className="mt-2 text-3xl">
          {t.title}
        </h1>
        <p className="mt-5">{t.what}</p>
        <p className="mt-3">{t.safe}</p>
        <p className="mt-3">{t.next}</p>
        <dl className="mt-5 flex flex-wrap gap-x-12 gap-y-3 border-y border-line py-4">
          <Fact term={t.incident}>{incidentId(error)}</Fact>
          <Fact term={t.phone}>
            <a href={`tel:${brand.phone.e164}`} className="link tabular-nums">
              {brand.phone.display}
            </a>
          </Fact>
        </dl>
        <div className="mt-7 flex flex-wrap items-center gap-3">
          <Button onClick={again} busy={pending} busyLabel={t.retrying}>
            {t.retry}
          </Button>
          <a
            href={localePath(locale === 'en' ? 'en' : 'de', '/')}
            className="link inline-flex min-h-target items-center sm:px-2"
          >
            {t.home}
          </a>
        </div>
      </div>
    </main>
  );
}

function Fact({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-ink-soft">{term}</dt>
      <dd className="text-lg font-semibold">{children}</dd>
    </div>
  );
}

/** The digest that the server wrote into its log beside the failure; failures in the browser have none. */
function incidentId(error: unknown): string {
  const digest = error instanceof Error && 'digest' in error ? error.digest : undefined;
  return typeof digest === 'string' && digest !== '' ? digest : '–';
}
