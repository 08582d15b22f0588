'use client';

import { useEffect } from 'react';

/** Seconds after which "here" is said again, in case it was overtaken by the "gone" of the page before. */
const soon = 3;
const often = 40;

/** Tells the server whether this page is looked at, so that a time nobody is filling in a form for is freed (BK5). */
export function Presence({ address }: { address: string }) {
  useEffect(() => {
    const say = (word: 'da' | 'weg') => navigator.sendBeacon(address, word);
    const leave = () => say('weg');
    const here = () => {
      if (document.visibilityState === 'visible') say('da');
    };
    const first = setTimeout(here, soon * 1000);
    const again = setInterval(here, often * 1000);
    window.addEventListener('pagehide', leave);
    window.addEventListener('pageshow', here);
    document.addEventListener('visibilitychange', here);
    return () => {
      clearTimeout(first);
      clearInterval(again);
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('pageshow', here);
      document.removeEventListener('visibilitychange', here);
    };
  }, [address]);
  return null;
}
