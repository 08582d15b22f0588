import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { seal, unseal } from '#lib/platform/crypto.ts';
import type { Transaction } from '#lib/platform/db.ts';
import { sqlState, sqlStateOf } from '#lib/platform/db-error.ts';
import { appNow, legalDay, type Temporal, toDate } from '#lib/platform/time.ts';
import { destroyDataKeys, ensureDataKey, openDataKey } from '#lib/booking/data-key.ts';
import { draftMinutes } from '#lib/booking/policy.ts';
import { type ContactForm, contactFields } from '#lib/booking/schema.ts';

const maxFieldLength = 2000;
const content = z.partialRecord(z.enum(contactFields), z.string());
const contextOf = (id: string) => `draft:${id}:content`;

/** What a browser has typed so far, or an empty form. */
export async function readDraftOf(browserHash: Uint8Array<ArrayBuffer>, database: Transaction): Promise<ContactForm> {
  const row = await database.draft.findUnique({
    where: { browserHash, expiresAt: { gt: toDate(await appNow(database)) } },
  });
  if (row?.content == null) return {};
  const key = await openDataKey(row.keyRef);
  return key === null ? {} : content.parse(JSON.parse(unseal(key.key, row.content, contextOf(row.id))));
}

/** Keeps what was typed, as it was typed, for two hours; in the place of what was kept before. */
export async function writeDraftOf(
  browserHash: Uint8Array<ArrayBuffer>,
  form: ContactForm,
  database: Transaction,
): Promise<void> {
  const now = await appNow(database);
  const typed = JSON.stringify(
    Object.fromEntries(
      contactFields.flatMap((name) => (form[name] === undefined ? [] : [[name, form[name].slice(0, maxFieldLength)]])),
    ),
  );
  for (let attempt = 1; ; attempt += 1) {
    if (await updateDraft(browserHash, typed, now, database)) return;
    try {
      await insertDraft(browserHash, typed, now, database);
      return;
    } catch (fault) {
      // The same browser posted twice at the same moment: the other post made the row.
      const made = sqlStateOf(fault) === sqlState.uniqueViolation || (fault as { code?: unknown }).code === 'P2002';
      if (!made || attempt === 3) throw fault;
    }
  }
}

async function updateDraft(
  browserHash: Uint8Array<ArrayBuffer>,
  typed: string,
  now: Temporal.Instant,
  database: Transaction,
): Promise<boolean> {
  const row = await database.draft.findUnique({ where: { browserHash } });
  if (row === null) return false;
  const key = await openDataKey(row.keyRef);
  if (key === null) {
    // Its day is over: the row goes, a new one takes its place.
    await database.draft.deleteMany({ where: { id: row.id } });
    return false;
  }
  const { count } = await database.draft.updateMany({
    where: { id: row.id },
    data: { content: seal(key.key, typed, contextOf(row.id)), expiresAt: endOf(now) },
  });
  return count === 1;
}

async function insertDraft(
  browserHash: Uint8Array<ArrayBuffer>,
  typed: string,
  now: Temporal.Instant,
  database: Transaction,
): Promise<void> {
  const id = randomUUID();
  // A key goes with the first purge of its last day: one that ended tomorrow would not outlive what is typed at midnight.
  const { keyRef, key } = await ensureDataKey(id, legalDay(now).add({ days: 2 }));
  try {
    await database.draft.create({
      data: { id, browserHash, keyRef, content: seal(key, typed, contextOf(id)), expiresAt: endOf(now) },
    });
  } catch (fault) {
    await destroyDataKeys([keyRef]);
    throw fault;
  }
}

function endOf(now: Temporal.Instant): Date {
  return toDate(now.add({ minutes: draftMinutes }));
}
