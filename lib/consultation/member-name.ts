import { z } from 'zod';
import { unseal } from '#lib/platform/crypto.ts';
import { keyStore, toKeyRef } from '#lib/platform/keys.ts';

const named = z.object({ firstName: z.string(), lastName: z.string() });

/** The member's name out of the sealed contact data of the appointment. Empty once its key is gone. */
export async function memberName(appointment: {
  id: string;
  keyRef: string | null;
  contact: Uint8Array | null;
}): Promise<string> {
  if (appointment.keyRef === null || appointment.contact === null) return '';
  const key = await keyStore().read(toKeyRef(appointment.keyRef));
  if (key === null) return '';
  const contact = named.parse(JSON.parse(unseal(key, appointment.contact, `appointment:${appointment.id}:contact`)));
  return `${contact.firstName} ${contact.lastName}`;
}
