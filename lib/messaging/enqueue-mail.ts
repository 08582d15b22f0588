import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { Prisma } from '#prisma/generated/client.ts';
import { seal } from '#lib/platform/crypto.ts';
import type { Transaction } from '#lib/platform/db.ts';
import type { KeyRef } from '#lib/platform/keys.ts';
import { mailSchema } from './schema.ts';

/** A mail ready for the outbox: nobody reads it without the matter's data key. */
export interface SealedMail {
  id: string;
  template: string;
  locale: string;
  keyRef: KeyRef;
  payload: Uint8Array<ArrayBuffer>;
}

/** What binds a payload to its row. */
export function payloadContext(id: string): string {
  return `outbox_message:${id}:payload`;
}

/**
 * Seals a mail under the data key of its matter.
 * @throws ZodError when values do not fit the template
 */
export function sealMail(mail: z.input<typeof mailSchema>, matter: { keyRef: KeyRef; key: Uint8Array }): SealedMail {
  const id = randomUUID();
  const parsed = mailSchema.parse(mail);
  const payload = seal(matter.key, JSON.stringify(parsed), payloadContext(id));
  return { id, template: parsed.template, locale: parsed.locale, keyRef: matter.keyRef, payload };
}

/** Puts a mail into the outbox, in the transaction of what it tells about (MS4). */
export async function enqueueMail(mail: SealedMail, appointmentId: string, tx: Transaction): Promise<void> {
  await tx.outboxMessage.create({ data: { ...mail, appointmentId } });
}

/**
 * The same as a part of a larger statement: one row for each row of `source`, which has a column `id` (the
 * appointment's).
 */
export function insertMailSql(mail: SealedMail, source: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO outbox_message (id, appointment_id, template, locale, key_ref, payload)
    SELECT ${mail.id}::uuid, source.id, ${mail.template}, ${mail.locale}, ${mail.keyRef}, ${mail.payload} FROM ${source} AS source
    RETURNING id`;
}
