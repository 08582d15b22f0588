import type { RetentionRule } from '#lib/platform/retention.ts';
import { keepDays } from './policy.ts';

/** The clock of everything that belongs to a consultation; also its read filter. */
export const consultationKeep = { days: keepDays } as const;

/**
 * VC5: a consultation goes as a whole, 90 days after its waiting room was first opened, so chat and log, which came
 * later, live shorter than promised, never longer. The data key goes first.
 */
export const retention: readonly RetentionRule[] = [
  {
    model: 'Consultation',
    fields: '*',
    purpose: 'Holding the video consultation and proving what happened in it',
    legalBasis: 'Art. 6(1)(b) DSGVO',
    startsAt: 'openedAt',
    keep: consultationKeep,
    goes: 'row',
    keyRef: 'keyRef',
  },
  {
    model: 'Participant',
    fields: '*',
    purpose: 'Admission to the consultation',
    legalBasis: 'Art. 6(1)(b) DSGVO',
    startsAt: 'waitingSince',
    keep: consultationKeep,
    goes: { with: 'Consultation' },
  },
  {
    model: 'KeyExchange',
    fields: '*',
    purpose: 'End-to-end encryption of the consultation',
    legalBasis: 'Art. 6(1)(b) DSGVO',
    startsAt: 'createdAt',
    keep: consultationKeep,
    goes: { with: 'Consultation' },
  },
  {
    model: 'ChatMessage',
    fields: '*',
    purpose: 'Text chat of the consultation',
    legalBasis: 'Art. 6(1)(b) DSGVO',
    startsAt: 'createdAt',
    keep: consultationKeep,
    goes: { with: 'Consultation' },
  },
  {
    model: 'Activity',
    fields: '*',
    purpose: 'Activity log of the consultation',
    legalBasis: 'Art. 6(1)(b) DSGVO',
    startsAt: 'at',
    keep: consultationKeep,
    goes: { with: 'Consultation' },
  },
];
