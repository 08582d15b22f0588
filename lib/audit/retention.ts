import type { RetentionRule } from '#lib/platform/retention.ts';

export const retention: readonly RetentionRule[] = [
  {
    model: 'AuditEntry',
    fields: '*',
    purpose: 'proof of who looked at or changed what; ids only',
    legalBasis: 'Art. 6(1)(c) DSGVO',
    startsAt: 'at',
    keep: { days: 365 },
    goes: 'row',
  },
];
