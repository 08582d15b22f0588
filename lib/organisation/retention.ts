import type { RetentionRule } from '#lib/platform/retention.ts';

const catalogue = {
  fields: '*',
  legalBasis: 'no personal data',
  startsAt: 'id',
  keep: 'in-use',
  goes: 'row',
} as const;

/** Rules of the house and the people who work there; nothing here is about a member. */
export const retention: readonly RetentionRule[] = [
  { ...catalogue, model: 'ServiceCenter', purpose: 'Where members are consulted, and when' },
  { ...catalogue, model: 'Hours', purpose: 'When a resource can be booked' },
  {
    ...catalogue,
    model: 'Resource',
    purpose: 'Who or what is booked; an advisor is shown by name',
    legalBasis: 'Art. 6(1)(b) DSGVO',
  },
  {
    ...catalogue,
    model: 'Staff',
    purpose: 'Members of staff with their roles, as long as they work here (employment, § 26 BDSG)',
    legalBasis: 'Art. 6(1)(b) DSGVO',
  },
];
