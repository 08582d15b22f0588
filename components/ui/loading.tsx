import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

const widths = ['w-[92%]', 'w-[78%]', 'w-[86%]', 'w-[64%]'];

/** Grey lines in the place of text that is on its way. Decoration: Loading carries the words. */
export function Skeleton({ lines = 3, className }: { lines?: number; className?: string }) {
  return (
    <div aria-hidden="true" className={classNames('grid animate-breathe gap-3', className)}>
      {Array.from({ length: lines }, (_, index) => (
        <div key={index} className={classNames('h-[1.1em] rounded-sm bg-line', widths[index % widths.length])} />
      ))}
    </div>
  );
}

type LoadingProps = {
  /** Said after three seconds: "Wir suchen freie Zeiten." */
  word: string;
  /** Offered after ten seconds: a link, a phone number. */
  wayOut?: ReactNode;
  children?: ReactNode;
};

/** Nothing for 300 ms, then a skeleton, after 3 s a word, after 10 s a way out; all by style, so it needs no script. */
export function Loading({ word, wayOut, children = <Skeleton /> }: LoadingProps) {
  return (
    <div aria-live="polite" className="max-w-form">
      <div className="animate-[appear_200ms_300ms_both]">{children}</div>
      <p className="mt-4 animate-[appear_200ms_3s_both] text-ink-soft">{word}</p>
      {wayOut !== undefined && <div className="mt-2 animate-[appear_200ms_10s_both]">{wayOut}</div>}
    </div>
  );
}
