'use client';

import { useEffect, useState } from 'react';

/**
 * The server's clock, counted on in the browser: the advisor's machine may go wrong, or the day be another one there.
 * @param heard the server's clock when it was last heard of, in milliseconds
 * @returns milliseconds; moves every five seconds
 */
export function useServerClock(heard: number): number {
  const [counted, setCounted] = useState({ from: heard, milliseconds: 0 });
  useEffect(() => {
    const begun = performance.now();
    const timer = setInterval(() => setCounted({ from: heard, milliseconds: performance.now() - begun }), 5_000);
    return () => clearInterval(timer);
  }, [heard]);
  return counted.from === heard ? heard + counted.milliseconds : heard;
}
