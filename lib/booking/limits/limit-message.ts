import type { Locale } from '#lib/platform/i18n/routing.ts';
import { sealMessage, type SealedMessage } from '#lib/messaging/enqueue-message.ts';
import type { Recipient } from '#lib/messaging/schema.ts';
import type { DataKey } from '#lib/booking/data-key.ts';
import { maxBookingsPerWeek, maxOpenBookings } from '#lib/booking/policy.ts';
import { mailboxHash } from './identity-hash.ts';
import type { LimitReached } from './person-booking.sql.ts';

/**
 * Says why a person can book no more online (BK12), once to each mailbox. Where its reader does not know of all that
 * counts, it only says that it is not possible (BK3).
 * @param request.subjectId the appointment that would have been, or the entry on the waiting list
 */
export function limitMessage(
  request: { subjectId: string; to: Recipient; locale: Locale; reached: LimitReached; told: boolean },
  dataKey: DataKey,
): SealedMessage {
  const { subjectId, to, locale, reached, told } = request;
  const reason = told ? reached : 'unsaid';
  const most = reached === 'open' ? maxOpenBookings : maxBookingsPerWeek;
  const mailbox = Buffer.from(mailboxHash(to)).toString('hex').slice(0, 16);
  return sealMessage(
    { template: 'limit-reached', to, locale, values: { reason, most } },
    dataKey,
    `limit:${subjectId}:${mailbox}`,
  );
}
