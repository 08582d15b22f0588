import { payloadContext } from '#lib/messaging/enqueue-message.ts';
import { type Message, messageSchema } from '#lib/messaging/schema.ts';
import { unseal } from '#lib/platform/crypto.ts';
import { type Database, db } from '#lib/platform/db.ts';
import { keyStore, toKeyRef } from '#lib/platform/keys.ts';

/** The newest code that was sent for an appointment, read out of the sealed outbox. */
export async function codeOf(appointmentId: string, database: Database = db()): Promise<string> {
  const row = await database.outboxMessage.findFirstOrThrow({
    where: { appointmentId, template: 'one-time-code', payload: { not: null } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  const message = await openMessage(row);
  if (message.template !== 'one-time-code') throw new Error('Not a code');
  return message.values.code;
}

/** All codes for one purpose that wait in the outbox. */
export async function codesOf(
  appointmentId: string,
  purpose: 'confirm_appointment' | 'manage_appointment',
  database: Database = db(),
): Promise<{ id: string; code: string }[]> {
  const rows = await database.outboxMessage.findMany({
    where: { appointmentId, template: 'one-time-code', payload: { not: null } },
  });
  const messages = await Promise.all(rows.map(async (row) => ({ id: row.id, ...(await openMessage(row)) })));
  return messages.flatMap((message) =>
    message.template === 'one-time-code' && message.values.purpose === purpose
      ? [{ id: message.id, code: message.values.code }]
      : [],
  );
}

/** A message of the outbox, opened with its matter's key. */
export async function openMessage(row: { id: string; keyRef: string; payload: Uint8Array | null }): Promise<Message> {
  const key = await keyStore().read(toKeyRef(row.keyRef));
  if (key === null || row.payload === null) throw new Error('Nothing to open');
  return messageSchema.parse(JSON.parse(unseal(key, row.payload, payloadContext(row.id))));
}
