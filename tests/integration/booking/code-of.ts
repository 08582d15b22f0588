import { payloadContext } from '#lib/messaging/enqueue-mail.ts';
import { type Mail, mailSchema } from '#lib/messaging/schema.ts';
import { unseal } from '#lib/platform/crypto.ts';
import { type Database, db } from '#lib/platform/db.ts';
import { keyStore, toKeyRef } from '#lib/platform/keys.ts';

/** The newest code that was sent for an appointment, read out of the sealed outbox. */
export async function codeOf(appointmentId: string, database: Database = db()): Promise<string> {
  const row = await database.outboxMessage.findFirstOrThrow({
    where: { appointmentId, template: 'one-time-code', payload: { not: null } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  const mail = await openMail(row);
  if (mail.template !== 'one-time-code') throw new Error('Not a code');
  return mail.values.code;
}

/** A mail of the outbox, opened with its matter's key. */
async function openMail(row: { id: string; keyRef: string; payload: Uint8Array | null }): Promise<Mail> {
  const key = await keyStore().read(toKeyRef(row.keyRef));
  if (key === null || row.payload === null) throw new Error('Nothing to open');
  return mailSchema.parse(JSON.parse(unseal(key, row.payload, payloadContext(row.id))));
}
