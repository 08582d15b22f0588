'use client';

import { useEffect, useState } from 'react';
import { Icon } from './icon.tsx';

type CountdownProps = {
  /** When it ends, as the server knows it (ISO instant). */
  until: string;
  /** The server's clock when the page was made (ISO instant); a device whose clock is wrong still counts right. */
  now: string;
  /** Shown without scripts, and always true: "Reserviert bis 9:42 Uhr" */
  staticText: string;
  /** What to say with so many minutes left; index 0 is "less than a minute". Made on the server, so plurals are right. */
  minuteTexts: readonly string[];
  overText: string;
  /** Minutes at which it is also spoken. */
  speakAt?: readonly number[];
};

/** Time that runs out, in whole minutes: no blinking seconds. Spoken politely at few points only. */
export function Countdown({ until, now, staticText, minuteTexts, overText, speakAt = [5, 2, 1] }: CountdownProps) {
  const minutes = useMinutesLeft(until, now);
  const over = minutes !== undefined && minutes < 0;
  const text = over ? overText : (minuteTexts[minutes ?? -1] ?? undefined);
  const spoken = over ? overText : minutes !== undefined && speakAt.includes(minutes) ? text : '';
  return (
    <p className="flex max-w-form items-start gap-2.5 text-ink-soft">
      <Icon name="clock" className="mt-[0.13em]" />
      <span>
        {over ? overText : staticText}
        {!over && text !== undefined && <span aria-hidden="true"> · {text}</span>}
      </span>
      <output className="unseen">{spoken}</output>
    </p>
  );
}

/** Whole minutes left, −1 when over, undefined before the first script ran. */
function useMinutesLeft(until: string, now: string): number | undefined {
  const [minutes, setMinutes] = useState<number>();
  useEffect(() => {
    const total = Date.parse(until) - Date.parse(now);
    const started = performance.now();
    const tick = () => {
      const left = total - (performance.now() - started);
      setMinutes(left <= 0 ? -1 : Math.floor(left / 60_000));
    };
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [until, now]);
  return minutes;
}
