'use client';
import { useEffect, useRef, useState } from 'react';

/** `gone`: the server says that the right to see is over (signed out, visit ended elsewhere). */
export type Line = 'connecting' | 'live' | 'offline' | 'gone';

/**
 * Follows one state by server-sent events. After a lost line the browser gets the whole state again, so nothing is
 * missed; `state` keeps the last one meanwhile.
 * @param address null: do not follow yet
 */
export function useLiveState<State>(address: string | null): { state: State | null; line: Line } {
  const [state, setState] = useState<State | null>(null);
  const [line, setLine] = useState<Line>('connecting');
  const attempts = useRef(0);
  useEffect(() => {
    if (address === null) return undefined;
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const open = () => {
      source = new EventSource(address);
      source.addEventListener('state', (event: MessageEvent<string>) => {
        attempts.current = 0;
        setState(JSON.parse(event.data) as State);
        setLine('live');
      });
      source.addEventListener('gone', () => {
        over = true;
        source?.close();
        setLine('gone');
      });
      source.addEventListener('error', () => {
        if (over) return;
        setLine((before) => (before === 'connecting' && attempts.current === 0 ? before : 'offline'));
        attempts.current += 1;
        // A refused answer ends an EventSource for good; a lost line it mends alone.
        if (source?.readyState !== EventSource.CLOSED) return;
        timer = setTimeout(open, Math.min(10_000, 500 * 2 ** Math.min(attempts.current, 5)));
      });
    };
    const retryNow = () => {
      if (over || source?.readyState === EventSource.OPEN) return;
      clearTimeout(timer);
      source?.close();
      open();
    };
    open();
    window.addEventListener('online', retryNow);
    return () => {
      over = true;
      clearTimeout(timer);
      source?.close();
      window.removeEventListener('online', retryNow);
    };
  }, [address]);
  return { state, line };
}
