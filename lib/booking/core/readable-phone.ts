import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** "030 23125010" for a German number, "+33 1 23 45 67 89" for another; as it is when it is none. */
export function readablePhone(e164: string): string {
  const phone = parsePhoneNumberFromString(e164);
  if (phone === undefined) return e164;
  return phone.countryCallingCode === '49' ? phone.formatNational() : phone.formatInternational();
}
