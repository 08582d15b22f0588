'use client';

import { useEffect, useRef } from 'react';
import { Icon } from './icon.tsx';

export type FormError = { fieldId: string; text: string };

type ErrorSummaryProps = {
  /** "Bitte sehen Sie noch einmal nach" */
  title: string;
  /** In the order of the fields on the page. Empty: nothing is shown. */
  errors: readonly FormError[];
};

/**
 * Stands above the form after a send that was refused, takes the focus and leads to each field. Without scripts the
 * `autofocus` attribute of the new page does the same. Give it a `key` that changes per attempt, so that it takes the
 * focus again when the same things are still missing.
 */
export function ErrorSummary({ title, errors }: ErrorSummaryProps) {
  const box = useRef<HTMLElement>(null);
  const content = errors.map((error) => error.text).join('\n');
  useEffect(() => {
    if (content !== '') box.current?.focus();
  }, [content]);
  if (errors.length === 0) return null;
  return (
    <section
      ref={box}
      tabIndex={-1}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page that answers a refused send starts at what to mend
      autoFocus
      aria-labelledby="fehler-titel"
      className="max-w-form rounded-md border-2 border-danger bg-danger-soft p-5"
    >
      <h2 id="fehler-titel" className="flex items-start gap-2.5 text-lg text-danger">
        <Icon name="danger" className="mt-[0.1em]" />
        {title}
      </h2>
      <ul className="mt-3 grid gap-1">
        {errors.map((error) => (
          <li key={error.fieldId}>
            <a
              href={`#${error.fieldId}`}
              className="link inline-block py-1 font-semibold text-danger hover:text-danger"
            >
              {error.text}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
