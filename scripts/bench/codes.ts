import type pg from 'pg';
import { payloadContext } from '#lib/messaging/enqueue-message.ts';
import { unseal } from '#lib/platform/crypto.ts';
import { directoryKeyStore, toKeyRef } from '#lib/platform/keys.ts';

/** Reads codes out of the sealed outbox, as the mails would say them. */
export async function codesOf(
  owner: pg.Client,
  keyFolder: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const keys = directoryKeyStore(keyFolder);
  const { rows } = await owner.query<{ id: string; owner: string; ref: string; payload: Buffer }>(
    `SELECT id, appointment_id AS owner, key_ref AS ref, payload FROM outbox_message
     WHERE template = 'one-time-code' AND appointment_id = ANY($1)`,
    [ids],
  );
  const codes = new Map<string, string>();
  for (const row of rows) {
    const key = await keys.read(toKeyRef(row.ref));
    if (key === null) throw new Error('A key is gone');
    const { values } = JSON.parse(unseal(key, row.payload, payloadContext(row.id))) as { values: { code: string } };
    codes.set(row.owner, values.code);
  }
  return codes;
}
