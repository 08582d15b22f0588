import type { ReactNode } from 'react';

/** A shelf of the workbench. */
export function Shelf({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-16 border-t border-line pt-6">
      <h2 className="mb-6 text-xl">{title}</h2>
      <div className="grid gap-8">{children}</div>
    </section>
  );
}

/** One primitive, named. */
export function Sample({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-8 gap-y-2 lg:grid-cols-[9em_minmax(0,1fr)]">
      <p className="pt-1 text-sm text-ink-soft">{name}</p>
      <div className="min-w-0">{children}</div>
    </div>
  );
}
