import { unseal } from '#lib/platform/crypto.ts';
import { type Temporal, toInstant } from '#lib/platform/time.ts';
import { type DataKey, openDataKey } from './data-key.ts';
import { concernVisible } from './retention.ts';
import { type Contact, contactSchema } from './schema.ts';

/** What binds a sealed value to its row and field. */
export const contactContext = (appointmentId: string): string => `appointment:${appointmentId}:contact`;
export const concernContext = (appointmentId: string): string => `appointment:${appointmentId}:concern`;

interface SealedRow {
  id: string;
  endsAt: Date;
  keyRef: string | null;
  contact: Uint8Array | null;
  concern: Uint8Array | null;
}

/**
 * Opens what is known of an appointment's person. The caller has applied the read filter to the row; the concern's own,
 * shorter clock is applied here. Both are `null` when there is nothing or its key was destroyed.
 */
export async function openPersonalData(
  row: SealedRow,
  now: Temporal.Instant,
): Promise<{ contact: Contact | null; concern: string | null }> {
  const dataKey = row.keyRef === null ? null : await openDataKey(row.keyRef);
  if (dataKey === null) return { contact: null, concern: null };
  const concern =
    row.concern !== null && concernVisible(toInstant(row.endsAt), now)
      ? unseal(dataKey.key, row.concern, concernContext(row.id))
      : null;
  return { contact: openContact(row, dataKey), concern };
}

/** Who a person is and how they are reached, under a data key that is at hand; `null` when it was not given. */
export function openContact({ id, contact }: Pick<SealedRow, 'id' | 'contact'>, { key }: DataKey): Contact | null {
  return contact === null ? null : contactSchema.parse(JSON.parse(unseal(key, contact, contactContext(id))));
}
