import type { RetentionRule } from '#lib/platform/retention.ts';

/** What the purge and the jobs write of themselves. `JobRun` is here because the platform declares no clocks. */
export const retention: readonly RetentionRule[] = [
  {
    model: 'DeletionReport',
    fields: '*',
    purpose: 'proof that data were deleted in time; counts only',
    legalBasis: 'no personal data',
    startsAt: 'ranAt',
    keep: { days: 1096 },
    goes: 'row',
  },
  {
    model: 'RateCount',
    fields: '*',
    purpose: 'Limits that hold over several processes (ID3, BK12); keyed hashes only',
    legalBasis: 'Art. 6(1)(c) DSGVO',
    startsAt: 'expiresAt',
    keep: 'until',
    lasts: { minutes: 7 * 24 * 60 },
    goes: 'row',
  },
  {
    model: 'JobRun',
    fields: '*',
    purpose: 'one scheduler per tick, and what its work came to; counts only',
    legalBasis: 'no personal data',
    startsAt: 'startedAt',
    keep: { days: 2 },
    goes: 'row',
  },
];
