import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';

export type Chosen = {
  /** What kind of thing it is, for ears: "Leistung" */
  label: string;
  value: string;
  change?: Target & { label: string /** The whole of it, for ears: "Leistung ändern" */; name: string };
};

/**
 * Where a link of the header leads: an address, or, on a page with a form, a press that sends the form named, so that
 * what was typed is kept.
 */
export type Target = { href: string } | { submit: { form: string; name: string; value: string } };

type StepHeaderProps = {
  step: number;
  of: number;
  /** "Schritt 2 von 5" */
  label: string;
  back?: Target & { label: string };
  /** One line each, in the order in which it was chosen. */
  chosen?: readonly Chosen[];
  /** Heading of the list of what is chosen, for ears. */
  chosenLabel?: string;
};

/** Where one is on the way, how to go back, and what is chosen so far. Stands above the page's heading. */
export function StepHeader({ step, of, label, back, chosen = [], chosenLabel }: StepHeaderProps) {
  return (
    <div className="mb-8 max-w-form sm:mb-10">
      <div className="flex min-h-target flex-wrap items-center justify-between gap-x-6">
        {back === undefined ? (
          <span />
        ) : (
          <TargetLink target={back} className="-ml-1 gap-2 px-1">
            <Icon name="arrow-left" />
            {back.label}
          </TargetLink>
        )}
        <p className="text-ink-soft tabular-nums">{label}</p>
      </div>
      <div className="mt-1 flex gap-1.5" aria-hidden="true">
        {Array.from({ length: of }, (_, index) => (
          <span
            key={index}
            className={classNames(
              'h-1 flex-1 rounded-full forced-colors:border',
              index < step ? 'bg-accent forced-colors:bg-[Highlight]' : 'bg-line',
            )}
          />
        ))}
      </div>
      {chosen.length > 0 && (
        <dl aria-label={chosenLabel} className="mt-2">
          {chosen.map((item) => (
            <div key={item.label} className="flex items-center justify-between gap-4 border-b border-line py-1.5">
              <dt className="unseen">{item.label}</dt>
              <dd className="min-w-0 py-1.5">{item.value}</dd>
              {item.change !== undefined && (
                <dd className="shrink-0">
                  <TargetLink target={item.change} ariaLabel={item.change.name} className="px-1">
                    {item.change.label}
                  </TargetLink>
                </dd>
              )}
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

/** Looks like a link, and leads on either way. */
export function TargetLink({
  target,
  ariaLabel,
  className = '',
  children,
}: {
  target: Target;
  ariaLabel?: string;
  className?: string;
  children: ReactNode;
}) {
  const look = classNames('link inline-flex min-h-target items-center', className);
  if ('href' in target) {
    return (
      <a href={target.href} aria-label={ariaLabel} className={look}>
        {children}
      </a>
    );
  }
  return (
    <button type="submit" {...target.submit} aria-label={ariaLabel} className={classNames(look, 'cursor-pointer')}>
      {children}
    </button>
  );
}
