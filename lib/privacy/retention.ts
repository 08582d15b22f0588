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
    model: 'JobRun',
    fields: '*',
    purpose: 'one scheduler per tick, and what its work came to; counts only',
    legalBasis: 'no personal data',
    startsAt: 'startedAt',
    keep: { days: 2 },
    goes: 'row',
  },
];
