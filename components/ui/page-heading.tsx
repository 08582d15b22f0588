import type { ReactNode } from 'react';

type PageHeadingProps = {
  children: ReactNode;
  /** One or two sentences that help before the page is read. */
  lead?: ReactNode;
  /** A quiet line above, such as the name of the section. */
  above?: ReactNode;
  /** 1, but for pages that show a heading as a sample. */
  level?: 1 | 2 | 3;
  id?: string;
};

/** The page's one question or name. Takes the focus when a script moves it here (`#titel`). */
export function PageHeading({ children, lead, above, level = 1, id = 'titel' }: PageHeadingProps) {
  const Heading = `h${level}` as const;
  return (
    <header className="max-w-form">
      {above !== undefined && <p className="mb-2 text-sm text-ink-soft">{above}</p>}
      <Heading id={id} tabIndex={-1} className="text-2xl sm:text-3xl [.staff_&]:text-2xl">
        {children}
      </Heading>
      {lead !== undefined && <p className="mt-4 text-ink-soft [.staff_&]:mt-2">{lead}</p>}
    </header>
  );
}
