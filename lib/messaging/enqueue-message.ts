import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { Prisma } from '#prisma/generated/client.ts';
import { seal } from '#lib/platform/crypto.ts';
import type { Transaction } from '#lib/platform/db.ts';
import type { KeyRef } from '#lib/platform/keys.ts';
import { type Medium, messageSchema } from './schema.ts';

/** A mail or an SMS ready for the outbox: nobody reads it without the matter's data key. */
export interface SealedMessage {
  id: string;
  medium: Medium;
  /** A second message of this name is not written; null: as many as wanted */
  once: string | null;
  template: string;
  locale: string;
  keyRef: KeyRef;
  payload: Uint8Array<ArrayBuffer>;
}

/** What a message is about; it goes with it. */
export type MessageOwner = { appointmentId: string } | { waitingEntryId: string };

/** What binds a payload to its row. */
export function payloadContext(id: string): string {
  return `outbox_message:${id}:payload`;
}

/**
 * Seals a message under the data key of its matter.
 * @param once names what is told once only, such as `reminder:<appointment>:<version>:<minutes>`
 * @throws ZodError when values do not fit the template
 */
export function sealMessage(
  message: z.input<typeof messageSchema>,
  matter: { keyRef: KeyRef; key: Uint8Array },
  once: string | null = null,
): SealedMessage {
  const id = randomUUID();
  const parsed = messageSchema.parse(message);
  // An SMS has no place for a file: it is not kept either.
  const kept = parsed.to.medium === 'sms' ? { ...parsed, attachments: [] } : parsed;
  return {
    id,
    medium: parsed.to.medium,
    once,
    template: parsed.template,
    locale: parsed.locale,
    keyRef: matter.keyRef,
    payload: seal(matter.key, JSON.stringify(kept), payloadContext(id)),
  };
}

/**
 * Puts a message into the outbox, in the transaction of what it tells about (MS4).
 * @returns false when it is told already (`once`); then nothing was written
 */
export async function enqueueMessage(message: SealedMessage, owner: MessageOwner, tx: Transaction): Promise<boolean> {
  const written =
    'appointmentId' in owner
      ? await tx.$queryRaw<unknown[]>(
          insertMessageSql(message, Prisma.sql`(SELECT ${owner.appointmentId}::uuid AS id)`),
        )
      : await tx.$queryRaw<unknown[]>(
          insertMessageSql(message, Prisma.sql`(SELECT ${owner.waitingEntryId}::uuid AS id)`, 'waiting_entry'),
        );
  return written.length > 0;
}

/**
 * The same as a part of a larger statement: one row for each row of `source`, which has a column `id` (of the
 * appointment or the waiting entry).
 */
export function insertMessageSql(
  message: SealedMessage,
  source: Prisma.Sql,
  owner: 'appointment' | 'waiting_entry' = 'appointment',
): Prisma.Sql {
  const ownerColumn = owner === 'appointment' ? Prisma.sql`appointment_id` : Prisma.sql`waiting_entry_id`;
  const told = message.once === null ? Prisma.empty : Prisma.sql`ON CONFLICT (once) DO NOTHING`;
  return Prisma.sql`
    INSERT INTO outbox_message (id, ${ownerColumn}, medium, once, template, locale, key_ref, payload)
    SELECT ${message.id}::uuid, source.id, ${message.medium}::medium, ${message.once}::text, ${message.template},
      ${message.locale}, ${message.keyRef}, ${message.payload}
    FROM ${source} AS source
    ${told}
    RETURNING id`;
}
