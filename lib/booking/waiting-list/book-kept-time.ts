import type { Transaction } from '#lib/platform/db.ts';
import { seal } from '#lib/platform/crypto.ts';
import { toDate } from '#lib/platform/time.ts';
import { Refused } from '#lib/booking/change/change-appointment.ts';
import { bookingPersonOf } from '#lib/booking/limits/booking-person.ts';
import { takeNumber } from '#lib/booking/limits/person-booking.sql.ts';
import { linkHashOf, linkTokenOf } from '#lib/booking/link-token.ts';
import { mailChange } from '#lib/booking/mail-change.ts';
import { contactContext } from '#lib/booking/personal-data.ts';
import { maxBookingsPerWeek, maxOpenBookings } from '#lib/booking/policy.ts';
import type { Channel, Contact } from '#lib/booking/schema.ts';
import type { Acceptance, AcceptedAs } from './acceptance.ts';
import { takeKeptTime } from './kept-time.sql.ts';

/**
 * Makes a confirmed appointment of a kept time, for whoever accepted it: the mailbox was proved when they joined (BK4).
 * In the caller's transaction, which has all that it needs under lock.
 */
export async function bookKeptTime(
  { entry, contact, kept, fit, now }: Acceptance,
  target: Omit<AcceptedAs, 'mailing'> & { channel: Channel; browserHash: Uint8Array<ArrayBuffer>; once: string },
  tx: Transaction,
): Promise<void> {
  const { id, dataKey, bookingCode, channel, browserHash, once } = target;
  const endsAt = kept.startsAt.add({ minutes: fit.service.duration });
  await tx.appointment.create({
    data: {
      id,
      state: 'confirmed',
      serviceId: fit.service.id,
      serviceCenterId: kept.centerId,
      advisorId: kept.advisorId,
      channel,
      startsAt: toDate(kept.startsAt),
      endsAt: toDate(endsAt),
      confirmedAt: toDate(now),
      locale: entry.locale,
      browserHash,
      keyRef: dataKey.keyRef,
      contact: seal(dataKey.key, JSON.stringify(contact), contactContext(id)),
      linkHash: linkHashOf(linkTokenOf(dataKey, id)),
      bookingCode,
    },
  });
  await tx.appointmentService.createMany({
    data: fit.service.furtherIds.map((serviceId, i) => ({ appointmentId: id, serviceId, position: i + 1 })),
  });
  const taken = await takeKeptTime({ ...fit, id: kept.id }, id, tx);
  if (taken !== fit.resourceIds.length) throw new Error('A kept time under lock is not whole');
  await countBooking(id, contact, tx);
  await mailChange('appointment-confirmed', { appointmentId: id, dataKey, contact }, tx, once);
}

/** One more booking of the person (BK12). @throws Refused when they have as many as anybody has */
async function countBooking(appointmentId: string, contact: Contact, tx: Transaction): Promise<void> {
  for (let round = 0; round <= maxOpenBookings + maxBookingsPerWeek; round += 1) {
    const outcome = await takeNumber(appointmentId, bookingPersonOf(contact), tx);
    if (outcome === 'taken') return;
    if (outcome !== 'overtaken') throw new Refused({ ok: false, reason: 'refused' });
  }
  throw new Error('A number of a person was taken more often than there are numbers');
}
