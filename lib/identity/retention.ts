import type { RetentionRule } from '#lib/platform/retention.ts';
import { codeRestMinutes } from './issue-one-time-code.ts';
import { sessionMaxHours, signInWindowMinutes } from './policy.ts';

const security = 'Art. 6(1)(c) DSGVO';

export const retention: readonly RetentionRule[] = [
  {
    model: 'StaffCredential',
    fields: '*',
    purpose: 'Sign-in of a member of staff (Art. 32 DSGVO); goes when the person leaves',
    legalBasis: security,
    startsAt: 'changedAt',
    keep: 'in-use',
    goes: { with: 'Staff' },
  },
  {
    model: 'StaffSession',
    fields: '*',
    purpose: 'Proof on every request that somebody is signed in, so that a session can be ended at once',
    legalBasis: security,
    startsAt: 'expiresAt',
    keep: 'until',
    lasts: { minutes: sessionMaxHours * 60 },
    goes: 'row',
  },
  {
    model: 'SignInAttempt',
    fields: '*',
    purpose: 'Limit of tries per address that holds over several processes; keyed hash only',
    legalBasis: security,
    startsAt: 'attemptAt',
    keep: { minutes: signInWindowMinutes },
    goes: 'row',
  },
  {
    model: 'OneTimeCode',
    fields: '*',
    purpose:
      'Proof that a mailbox belongs to the person who books (BK4); for a while after its end the limit of how many are sent, and the answer to whoever types it again',
    legalBasis: 'Art. 6(1)(b) DSGVO',
    startsAt: 'expiresAt',
    keep: { minutes: codeRestMinutes },
    goes: 'row',
  },
];
