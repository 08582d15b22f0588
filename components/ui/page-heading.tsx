import type { ReactNode } from 'react';

type PageHeadingProps = {
  children: ReactNode;
  /** One or two sentences that help before the page is read. */
  lead?: ReactNode;
  /** A quiet line above, such as the name of the section. */
  above?: ReactNode;
};

/** The page's one question or name. Takes the focus when a script moves it here (`#titel`). */
export function PageHeading({ children, lead, above }: PageHeadingProps) {
  return (
    <header className="max-w-form">
      {above !== undefined && <p className="mb-2 text-sm text-ink-soft">{above}</p>}
      <h1 id="titel" tabIndex={-1} className="text-2xl sm:text-3xl [.staff_&]:text-2xl">
        {children}
      </h1>
      {lead !== undefined && <p className="mt-4 text-ink-soft [.staff_&]:mt-2">{lead}</p>}
    </header>
  );
}
