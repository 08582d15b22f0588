import type { RetentionRule } from '#lib/platform/retention.ts';

/** A message goes with its appointment, which lives 90 days at most; what it said is emptied the moment it is sent or given up. */
export const retention: readonly RetentionRule[] = [
  {
    model: 'OutboxMessage',
    fields: '*',
    purpose: 'Tells a member about the appointment by mail, and proves that it was sent',
    legalBasis: 'Art. 6(1)(b) DSGVO',
    startsAt: 'createdAt',
    keep: { days: 90 },
    goes: { with: 'Appointment' },
  },
];
