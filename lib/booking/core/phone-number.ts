import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

export interface ReadPhone {
  /** As E.164: "+492214710555" */
  e164: string;
  /** `false`: certainly a landline, or a number that costs the caller or nobody; no SMS reaches it */
  mayTakeSms: boolean;
}

/** Reads a phone number as people write it, German unless it says otherwise; `null` when it is none. */
export function readPhone(written: string): ReadPhone | null {
  const phone = parsePhoneNumberFromString(written, 'DE');
  if (phone?.isPossible() !== true) return null;
  const kind = phone.getType();
  const mayTakeSms = kind === undefined || kind === 'MOBILE' || kind === 'FIXED_LINE_OR_MOBILE';
  return { e164: phone.number, mayTakeSms };
}
