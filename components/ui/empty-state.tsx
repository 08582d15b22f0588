import type { ReactNode } from 'react';

type EmptyStateProps = {
  title: string;
  /** Why it is empty, and what next. */
  children: ReactNode;
  action?: ReactNode;
};

/** Nothing here (yet): why, and what to do. One drawing, made of lines. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="flex max-w-form flex-wrap items-center gap-x-8 gap-y-4 rounded-lg border border-line bg-surface p-6">
      <EmptyChair />
      <div className="min-w-[min(14em,100%)] flex-1">
        <p className="text-lg font-semibold">{title}</p>
        <div className="mt-1 text-ink-soft">{children}</div>
        {action !== undefined && <div className="mt-4">{action}</div>}
      </div>
    </div>
  );
}

function EmptyChair() {
  return (
    <svg
      viewBox="0 0 96 96"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className="w-20 text-ink-soft"
    >
      <path d="M14 84h68" className="text-edge" stroke="currentColor" />
      <path d="M30 20c0-5 3-8 8-8h18c5 0 8 3 8 8v28H30z" className="fill-accent-soft" />
      <path d="M24 48h46c3 0 5 2 5 5v5H19v-5c0-3 2-5 5-5zM25 58v26M69 58v26M38 22v18M47 22v18M56 22v18" />
    </svg>
  );
}
