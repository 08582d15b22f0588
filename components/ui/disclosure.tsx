import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

/** More of the same, for those who want it. Not for help: that stands open beside the question. */
export function Disclosure({
  summary,
  children,
  open = false,
}: {
  summary: ReactNode;
  children: ReactNode;
  open?: boolean;
}) {
  return (
    <details open={open} className="group max-w-form">
      <summary className="link inline-flex min-h-target cursor-pointer list-none items-center gap-2 [&::-webkit-details-marker]:hidden">
        <Icon name="chevron-right" className="transition-transform duration-150 group-open:rotate-90" />
        {summary}
      </summary>
      <div className="pt-1 pb-3">{children}</div>
    </details>
  );
}
