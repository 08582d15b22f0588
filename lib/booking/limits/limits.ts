import type { Limit } from '#lib/platform/rate-limit/limit.ts';

/**
 * Limits of what anybody can ask for, per network and hour (BK3, BK12, ID3). A network is 256 addresses and may be a
 * hospital, a town hall or a mobile carrier: `near` is more than one of those books in its busiest hour, and only asks
 * for a proof; `most` is what no group of people does, but one machine in a minute. A proof costs a browser about a
 * second, so a machine that solves them has to pay for each try.
 */
export const networkLimits = {
  /** Times held. One browser has one hold, but a machine has as many browsers as it likes: these hours block a center. */
  hold: { kind: 'hold', minutes: 60, near: 40, most: 400 },
  /** Codes sent: each is a mail or an SMS that somebody gets and the insurer pays. */
  code: { kind: 'code', minutes: 60, near: 40, most: 300 },
  /**
   * Codes typed. Five tries a code leave one guess in 200,000; 600 tries an hour leave a machine on one network a hit
   * in ten weeks, for a booking in a mailbox that is not its own.
   */
  tryCode: { kind: 'try-code', minutes: 60, near: 80, most: 600 },
} as const satisfies Record<string, Limit>;

/**
 * Messages with a code to one mailbox or phone, whoever asks for them: nobody's is filled by others, and an SMS costs
 * money. A family or a carer who books for several people stays far below. Beyond it the page says what it always says.
 */
export const mailboxLimits = {
  email: [
    { kind: 'mail-hour', minutes: 60, near: 12, most: 12 },
    { kind: 'mail-day', minutes: 24 * 60, near: 40, most: 40 },
  ],
  sms: [
    { kind: 'sms-hour', minutes: 60, near: 6, most: 6 },
    { kind: 'sms-day', minutes: 24 * 60, near: 15, most: 15 },
  ],
} as const satisfies Record<string, readonly Limit[]>;
