import { createHmac } from 'node:crypto';
import { keyedHash, seal, unseal } from '#lib/platform/crypto.ts';
import type { Transaction } from '#lib/platform/db.ts';
import { legalZone, Temporal, toDate } from '#lib/platform/time.ts';
import type { WaitingEntry } from '#prisma/generated/client.ts';
import { makeBookingCode } from '#lib/booking/core/booking-code.ts';
import { type DataKey, openDataKey } from '#lib/booking/data-key.ts';
import type { BookingChoice } from '#lib/booking/free-times/booking-question.ts';
import { identityHash, mailboxHash } from '#lib/booking/limits/identity-hash.ts';
import { loadAppointments } from '#lib/booking/load-appointments.ts';
import { recipientOf } from '#lib/booking/recipient-of.ts';
import { type Contact, contactSchema } from '#lib/booking/schema.ts';

const contextOf = (entryId: string): string => `waiting_entry:${entryId}:contact`;

/** The contact as the row of an entry keeps it. */
export function sealContact({ key }: DataKey, entryId: string, contact: Contact): Uint8Array<ArrayBuffer> {
  return seal(key, JSON.stringify(contact), contextOf(entryId));
}

/** Who waits, and what the messages need; `null` once the key is destroyed. */
export async function openWaiting({
  id,
  keyRef,
  contact,
}: Pick<WaitingEntry, 'id' | 'keyRef' | 'contact'>): Promise<{ dataKey: DataKey; contact: Contact } | null> {
  const dataKey = await openDataKey(keyRef);
  if (dataKey === null) return null;
  return { dataKey, contact: contactSchema.parse(JSON.parse(unseal(dataKey.key, contact, contextOf(id)))) };
}

/** The token of the link in the messages of an entry. It follows from the data key, as that of an appointment. */
export function waitingTokenOf({ key }: DataKey, entryId: string): string {
  return createHmac('sha256', key).update(`waiting-link:${entryId}`).digest('base64url');
}

/** The code for those who cannot follow the link, in the form of a booking code. From the data key as well. */
export function waitingCodeOf({ key }: DataKey, entryId: string): string {
  let left = BigInt(`0x${createHmac('sha256', key).update(`waiting-code:${entryId}`).digest('hex')}`);
  return makeBookingCode((below) => {
    const drawn = Number(left % BigInt(below));
    left /= BigInt(below);
    return drawn;
  });
}

export function waitingLinkHash(token: string): Uint8Array<ArrayBuffer> {
  return keyedHash('waiting-link', token);
}

export function waitingCodeHash(code: string): Uint8Array<ArrayBuffer> {
  return keyedHash('waiting-code', code);
}

/** Person and mailbox together: the mailbox is proved, what somebody says of themselves is not. */
export function waitingPersonHash(contact: Contact): Uint8Array<ArrayBuffer> {
  const parts = [identityHash(contact), mailboxHash(recipientOf(contact))];
  return keyedHash('waiting-person', parts.map((part) => Buffer.from(part).toString('hex')).join('|'));
}

/** What an entry wishes for. Of an appointment it is what the appointment is, wherever it is by now. */
export async function choiceOf(
  entry: Pick<WaitingEntry, 'serviceId' | 'furtherIds' | 'serviceCenterId' | 'channel' | 'advisorId' | 'appointmentId'>,
  contact: Pick<Contact, 'needs'>,
  tx: Transaction,
): Promise<BookingChoice | null> {
  const wishes = contact.needs === undefined ? {} : { wishes: contact.needs };
  const advisor = entry.advisorId === null ? {} : { advisor: entry.advisorId };
  if (entry.appointmentId !== null) {
    const [own] = await loadAppointments({ id: entry.appointmentId }, tx);
    if (own === undefined) return null;
    return {
      service: own.service.slug,
      further: own.further.map(({ service }) => service.slug),
      channel: own.channel,
      ...(own.channel === 'on_site' && { center: own.serviceCenter.slug }),
      ...advisor,
      ...wishes,
    };
  }
  const ids = [entry.serviceId, ...entry.furtherIds];
  const services = await tx.service.findMany({ where: { id: { in: ids } }, select: { id: true, slug: true } });
  const [service, ...further] = ids.flatMap((id) => services.filter((one) => one.id === id).map(({ slug }) => slug));
  if (service === undefined || further.length < entry.furtherIds.length) return null;
  const center =
    entry.serviceCenterId === null
      ? null
      : await tx.serviceCenter.findUnique({ where: { id: entry.serviceCenterId }, select: { slug: true } });
  return {
    service,
    further,
    channel: entry.channel,
    ...(center !== null && { center: center.slug }),
    ...advisor,
    ...wishes,
  };
}

/** Days as the columns of an entry keep them. */
export function dayColumn(day: Temporal.PlainDate): Date {
  return toDate(day.toZonedDateTime('UTC').toInstant());
}

export function dayOfColumn(date: Date): Temporal.PlainDate {
  return Temporal.PlainDate.from(date.toISOString().slice(0, 10));
}

/** The end of the last day that suits, on the clock of the center, or of the law where any center does. */
export function endOfWaiting(lastDay: Temporal.PlainDate, zone: string = legalZone): Temporal.Instant {
  return lastDay.add({ days: 1 }).toZonedDateTime(zone).toInstant();
}
