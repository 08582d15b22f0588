import type { AccessKey } from '#lib/booking/change/access-subject.ts';

/** What names the appointment to be opened: the link's token, or the booking code. */
export function accessKeyOf(link: string | null, bookingCode: string | undefined): AccessKey | null {
  if (link !== null) return { linkToken: link };
  return bookingCode === undefined ? null : { bookingCode };
}

export const keyMissing = {
  refused: 'invalid-input',
  extra: { errors: [{ pointer: '/bookingCode', code: 'missing' }] },
} as const;
