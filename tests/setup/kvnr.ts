import { checkDigit } from '#lib/booking/core/kvnr.ts';

let made = 0;

/** An invented insurance number that no other test person of this process has: one person books only so often (BK12). */
export function freshKvnr(): string {
  made += 1;
  const start = `${'BCDEFGHIJKLM'[process.pid % 12]}${String(process.pid % 1000).padStart(3, '0')}${String(made).padStart(5, '0')}`;
  return `${start}${checkDigit(`${start}0`)}`;
}
