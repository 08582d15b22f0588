import type { ContactField, FieldError } from '#lib/booking/schema.ts';

/** Keys of `booking.fieldErrors`. */
export type ErrorText =
  | 'gender'
  | 'actingFor'
  | 'reachBy'
  | `${'firstName' | 'lastName' | 'representativeFirstName' | 'representativeLastName'}${'Missing' | 'Long' | 'Malformed'}`
  | `${'phone' | 'email'}${'Missing' | 'Malformed'}`
  | 'phoneNotMobile'
  | 'identityMissing'
  | 'kvnrMalformed'
  | `birthDate${'Malformed' | 'Range'}`
  | `concern${'Long' | 'Malformed'}`;

/** Which text says what to do about a refused field. */
export function errorText(field: ContactField, error: FieldError): ErrorText {
  switch (field) {
    case 'gender':
    case 'actingFor':
    case 'reachBy':
      return field;
    case 'firstName':
    case 'lastName':
    case 'representativeFirstName':
    case 'representativeLastName':
      return error === 'missing' ? `${field}Missing` : error === 'too-long' ? `${field}Long` : `${field}Malformed`;
    case 'phone':
      if (error === 'not-mobile') return 'phoneNotMobile';
      return error === 'missing' ? 'phoneMissing' : 'phoneMalformed';
    case 'email':
      return error === 'missing' ? 'emailMissing' : 'emailMalformed';
    case 'kvnr':
      return error === 'kvnr-or-birth-date' ? 'identityMissing' : 'kvnrMalformed';
    case 'birthDate':
      if (error === 'kvnr-or-birth-date') return 'identityMissing';
      return error === 'in-future' || error === 'too-old' ? 'birthDateRange' : 'birthDateMalformed';
    case 'concern':
      return error === 'too-long' ? 'concernLong' : 'concernMalformed';
  }
}
