import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

type CardProps = {
  title?: string;
  level?: 2 | 3;
  id?: string;
  children: ReactNode /** A well instead of a sheet. */;
  sunken?: boolean;
};

/** A sheet of paper on the ground: things that belong together. No shadow; a hairline is enough. */
export function Card({ title, level = 2, id, children, sunken = false }: CardProps) {
  const Heading = `h${level}` as const;
  return (
    <section
      id={id}
      className={classNames(
        'rounded-lg border border-line p-6 max-sm:p-5 [.staff_&]:p-4',
        sunken ? 'bg-sunken' : 'bg-surface',
      )}
    >
      {title !== undefined && <Heading className="mb-3 text-lg">{title}</Heading>}
      {children}
    </section>
  );
}

export type Row = { term: string; description: ReactNode; action?: ReactNode };

/** Names and values, one a line: the summary of a booking, a person's data. */
export function DescriptionList({ rows }: { rows: readonly Row[] }) {
  return (
    <dl className="max-w-form divide-y divide-line border-y border-line">
      {rows.map((row) => (
        <div
          key={row.term}
          className="grid gap-x-6 py-3 sm:grid-cols-[11em_1fr_auto] [.staff_&]:py-1.5 [.staff_&]:sm:grid-cols-[9em_1fr_auto]"
        >
          <dt className="text-ink-soft">{row.term}</dt>
          <dd className="min-w-0 font-semibold">{row.description}</dd>
          {row.action !== undefined && <dd>{row.action}</dd>}
        </div>
      ))}
    </dl>
  );
}
