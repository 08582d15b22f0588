import type { RetentionRule } from '#lib/platform/retention.ts';

const catalogue = {
  fields: '*',
  legalBasis: 'no personal data',
  startsAt: 'id',
  keep: 'in-use',
  goes: 'row',
} as const;

/** An absence matters to bookings only until it is over; so long it can still be looked up. */
const absenceDays = 30;

/** Rules of the house and the people who work there; nothing here is about a member. */
export const retention: readonly RetentionRule[] = [
  { ...catalogue, model: 'ServiceCenter', purpose: 'Where members are consulted, and when' },
  { ...catalogue, model: 'Hours', purpose: 'When a house is open and a resource can be booked' },
  { ...catalogue, model: 'HoursException', purpose: 'Days with other hours' },
  {
    model: 'Absence',
    fields: '*',
    purpose: 'Times at which a member of staff cannot be booked; the reason is not stored (employment, § 26 BDSG)',
    legalBasis: 'Art. 6(1)(b) DSGVO',
    startsAt: 'endsAt',
    keep: { days: absenceDays },
    goes: 'row',
  },
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
