'use client';
import { useEffect, useState } from 'react';

export type NetworkState = 'Checking' | 'Good' | 'Slow' | 'Bad';

/** Enough for a small picture with some room, in bits per second */
const enough = 1_500_000;
const slowAnswer = 400;

/** Fetches a little from our own server and says whether the line will do for a video call. */
export function useNetworkCheck(address: string, round: number): NetworkState {
  const [state, setState] = useState<NetworkState>('Checking');
  useEffect(() => {
    const stop = new AbortController();
    const measure = async (): Promise<NetworkState> => {
      const delays: number[] = [];
      let best = 0;
      for (let i = 0; i < 3; i += 1) {
        const began = performance.now();
        const response = await fetch(`${address}?${i}`, { cache: 'no-store', signal: stop.signal });
        if (!response.ok) return 'Bad';
        delays.push(performance.now() - began);
        const { byteLength } = await response.arrayBuffer();
        best = Math.max(best, (byteLength * 8000) / (performance.now() - began));
      }
      return best >= enough && Math.min(...delays) < slowAnswer ? 'Good' : 'Slow';
    };
    setState('Checking');
    measure().then(setState, () => {
      if (!stop.signal.aborted) setState('Bad');
    });
    return () => stop.abort();
  }, [address, round]);
  return state;
}
