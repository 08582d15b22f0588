import type { ReactNode } from 'react';
import { Icon } from '#components/ui/icon.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { FocusHeading } from './focus-heading.tsx';

type ChangePageProps = {
  question: string;
  lead?: ReactNode;
  back?: { href: string; label: string };
  children: ReactNode;
};

/** A page about an appointment that is there already: the way back, one question, and what answers it. */
export function ChangePage({ question, lead, back, children }: ChangePageProps) {
  return (
    <>
      {back !== undefined && (
        <p className="mb-4 print:hidden">
          <a href={back.href} className="link -ml-1 inline-flex min-h-target items-center gap-2 px-1">
            <Icon name="arrow-left" />
            {back.label}
          </a>
        </p>
      )}
      <PageHeading lead={lead}>{question}</PageHeading>
      <FocusHeading question={question} />
      <div className="mt-8 grid gap-8">{children}</div>
    </>
  );
}
