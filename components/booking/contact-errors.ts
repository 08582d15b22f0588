import type { ContactField, FieldError } from '#lib/booking/schema.ts';

/** Keys of `booking.fieldErrors`. */
export type ErrorText =
  | 'gender'
  | `${'firstName' | 'lastName'}${'Missing' | 'Long' | 'Malformed'}`
  | `${'phone' | 'email'}${'Missing' | 'Malformed'}`
  | 'identityMissing'
  | 'kvnrMalformed'
  | `birthDate${'Malformed' | 'Range'}`
  | `concern${'Long' | 'Malformed'}`;

/** Which text says what to do about a refused field. */
export function errorText(field: ContactField, error: FieldError): ErrorText {
  switch (field) {
    case 'gender':
      return 'gender';
    case 'firstName':
    case 'lastName':
      return error === 'missing' ? `${field}Missing` : error === 'too-long' ? `${field}Long` : `${field}Malformed`;
    case 'phone':
    case 'email':
      return error === 'missing' ? `${field}Missing` : `${field}Malformed`;
    case 'kvnr':
      return error === 'kvnr-or-birth-date' ? 'identityMissing' : 'kvnrMalformed';
    case 'birthDate':
      if (error === 'kvnr-or-birth-date') return 'identityMissing';
      return error === 'in-future' || error === 'too-old' ? 'birthDateRange' : 'birthDateMalformed';
    case 'concern':
      return error === 'too-long' ? 'concernLong' : 'concernMalformed';
  }
}
