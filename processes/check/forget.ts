import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { withClient } from '#prisma/roles.ts';
import { unseal } from '#lib/platform/crypto.ts';
import { directoryKeyStore, toKeyRef } from '#lib/platform/keys.ts';
import type { Stack } from '../demo/stack.ts';

/** A sealed value of a copy of the database, with what it takes to open it. */
type SealedCopy = { keyRef: string; sealed: Uint8Array; context: string };

/** What somebody would have who copied contact data and chat from the database while they were kept. */
export async function copySealedValues(stack: Stack, appointmentId: string): Promise<SealedCopy[]> {
  return withClient(stack.migrateUrl, async (client) => {
    const { rows } = await client.query<SealedCopy>(
      `SELECT key_ref AS "keyRef", contact AS sealed, 'appointment:' || id || ':contact' AS context
         FROM appointment WHERE id = $1 AND contact IS NOT NULL
       UNION ALL
       SELECT consultation.key_ref, chat_message.text, 
           'chat_message:' || chat_message.consultation_id || ':' || chat_message.client_key || ':text'
         FROM chat_message JOIN consultation ON consultation.id = chat_message.consultation_id
         WHERE consultation.appointment_id = $1`,
      [appointmentId],
    );
    return rows;
  });
}

/** How many values of the copy can be read with the keys that there are now. */
export async function readableOf(stack: Stack, copy: readonly SealedCopy[]): Promise<number> {
  const keys = directoryKeyStore(path.join(stack.folder, 'keys'));
  let readable = 0;
  for (const { keyRef, sealed, context } of copy) {
    const key = await keys.read(toKeyRef(keyRef));
    if (key !== null && unseal(key, sealed, context).length > 0) readable += 1;
  }
  return readable;
}

/** The purge as one of several schedulers runs it now. @returns what it said */
export function runPurge(stack: Stack): Promise<string> {
  return new Promise((resolve, reject) => {
    const args = ['--conditions=react-server', 'processes/scheduler.ts', '--run', 'privacy:purge'];
    const child = spawn(process.execPath, args, {
      env: { ...stack.env('scheduler'), NODE_ENV: 'production', LOG_LEVEL: 'error' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.once('error', reject);
    child.once('exit', () => resolve(said.trim().split(': ').at(-1) ?? ''));
  });
}

/** What all purges of this stack reported, added up. */
export async function reported(stack: Stack): Promise<{ removed: Record<string, number>; keysDestroyed: number }> {
  return withClient(stack.migrateUrl, async (client) => {
    const { rows } = await client.query<{ removed: Record<string, number>; keys: number }>(
      'SELECT removed, keys_destroyed AS keys FROM deletion_report',
    );
    const removed: Record<string, number> = {};
    for (const row of rows)
      for (const [model, count] of Object.entries(row.removed)) removed[model] = (removed[model] ?? 0) + count;
    return { removed, keysDestroyed: rows.reduce((sum, { keys }) => sum + keys, 0) };
  });
}

/** Places in the logs of all processes where one of the texts stands. */
export function foundInLogs(stack: Pick<Stack, 'folder'>, texts: readonly string[]): string[] {
  const logs = readdirSync(stack.folder).filter((name) => name.endsWith('.log'));
  return logs.filter((name) => {
    const said = readFileSync(path.join(stack.folder, name), 'utf8').toLowerCase();
    return texts.some((text) => said.includes(text.toLowerCase()));
  });
}
