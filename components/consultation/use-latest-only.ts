'use client';
import { useEffect, useRef } from 'react';

/**
 * Runs `work` for each new value, one after the other and never two at once; values that come while it runs are
 * skipped but for the newest.
 * @param value null: nothing to do
 */
export function useLatestOnly<Value>(value: Value | null, work: (value: Value) => Promise<void>): void {
  const latest = useRef<Value | null>(null);
  const running = useRef(false);
  const task = useRef(work);
  useEffect(() => {
    task.current = work;
  }, [work]);
  useEffect(() => {
    latest.current = value;
    if (running.current) return;
    const drain = async () => {
      running.current = true;
      try {
        while (latest.current !== null) {
          const next = latest.current;
          latest.current = null;
          await task.current(next);
        }
      } finally {
        running.current = false;
      }
    };
    drain().catch((fault: unknown) => reportError(fault));
  }, [value]);
}
