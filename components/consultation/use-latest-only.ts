'use client';
import { useEffect, useRef } from 'react';

/** `again`: it could not be finished, such as for a lost line */
export type WorkOutcome = 'done' | 'again';

const pauseMilliseconds = 2000;

/**
 * Runs `work` for each new value, one after the other and never two at once; values that come while it runs are
 * skipped but for the newest. What could not be finished, or failed, is done again after a while, with the value of
 * then.
 * @param value null: nothing to do
 */
export function useLatestOnly<Value>(value: Value | null, work: (value: Value) => Promise<WorkOutcome>): void {
  const current = useRef<Value | null>(null);
  const waiting = useRef(false);
  const running = useRef(false);
  const task = useRef(work);
  useEffect(() => {
    task.current = work;
  }, [work]);
  useEffect(
    () => () => {
      current.current = null;
    },
    [],
  );
  useEffect(() => {
    current.current = value;
    waiting.current = true;
    if (running.current) return;
    const drain = async () => {
      running.current = true;
      while (waiting.current && current.current !== null) {
        waiting.current = false;
        const outcome = await task.current(current.current).catch((fault: unknown): WorkOutcome => {
          reportError(fault);
          return 'again';
        });
        if (outcome === 'done') continue;
        await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
        waiting.current = true;
      }
      running.current = false;
    };
    void drain();
  }, [value]);
}
