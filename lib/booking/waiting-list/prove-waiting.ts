import { equalHashes } from '#lib/platform/crypto.ts';
import { type Database, db, type Transaction } from '#lib/platform/db.ts';
import { retryConflicts } from '#lib/platform/db-error.ts';
import { appNow, legalZone, toDate } from '#lib/platform/time.ts';
import type { WaitingEntry } from '#prisma/generated/client.ts';
import { recordAudit } from '#lib/audit/record-audit.ts';
import { checkOneTimeCode, isLastCode } from '#lib/identity/check-one-time-code.ts';
import { enqueueMessage } from '#lib/messaging/enqueue-message.ts';
import { browserHash } from '#lib/booking/browser.ts';
import { destroyDataKeys } from '#lib/booking/data-key.ts';
import {
  dayOfColumn,
  endOfWaiting,
  openWaiting,
  waitingCodeHash,
  waitingCodeOf,
  waitingLinkHash,
  waitingTokenOf,
} from './waiting-entry.ts';
import { joinedMessage } from './waiting-message.ts';

export type ProvedWaiting =
  | { ok: true; entryId: string }
  | { ok: false; reason: 'code-wrong'; triesLeft: number }
  /** `not-joining`: there is no entry of this browser (any more): give the own data again */
  | { ok: false; reason: 'code-expired' | 'code-used-up' | 'not-joining' };

/**
 * Puts this browser's entry in line by the code that was sent to the mailbox or phone (BK4, BK8). The same person with
 * the same mailbox keeps the place of an entry for the same service; the new wish counts. Posting the right code again
 * gives the same answer and does nothing.
 */
export async function proveWaiting(
  request: { browserToken: string | null; code: string },
  database: Database = db(),
): Promise<ProvedWaiting> {
  const hash = browserHash(request.browserToken);
  const entry = hash === null ? null : await readLatest(hash, database);
  if (hash === null || entry === null) return { ok: false, reason: 'not-joining' };
  const subject = { purpose: 'join_waiting_list' as const, subjectId: entry.id, browserHash: hash };
  const checked = await checkOneTimeCode(subject, request.code, database);
  if (!checked.ok) {
    // The code that put it in line has ended meanwhile: whoever posts it again is shown what it did. Any other one was
    // for an entry that this browser began since, and that has ended.
    if (entry.provedAt !== null)
      return (await isLastCode(subject, request.code, database))
        ? { ok: true, entryId: entry.id }
        : { ok: false, reason: 'not-joining' };
    if (checked.reason === 'wrong') return { ok: false, reason: 'code-wrong', triesLeft: checked.triesLeft };
    if (checked.reason === 'none') return { ok: false, reason: 'not-joining' };
    return { ok: false, reason: checked.reason === 'expired' ? 'code-expired' : 'code-used-up' };
  }
  if (entry.provedAt !== null) return { ok: true, entryId: entry.id };
  const ended = await retryConflicts(() => database.$transaction((tx) => putInLine(entry, hash, tx)));
  if (ended === null) return { ok: false, reason: 'not-joining' };
  // Others were given meanwhile: their own code proves the mailbox that they name.
  if (ended === 'other-data') return { ok: false, reason: 'code-expired' };
  await destroyDataKeys(ended);
  return { ok: true, entryId: entry.id };
}

async function readLatest(hash: Uint8Array<ArrayBuffer>, database: Database): Promise<WaitingEntry | null> {
  return database.waitingEntry.findFirst({
    where: { browserHash: hash, appointmentId: null, expiresAt: { gt: toDate(await appNow(database)) } },
    orderBy: { createdAt: 'desc' },
  });
}

/**
 * @param proved the entry as it was when its code was checked
 * @returns data keys to be destroyed after the commit; `null` when it is no entry any more
 */
async function putInLine(
  proved: WaitingEntry,
  hash: Uint8Array<ArrayBuffer>,
  tx: Transaction,
): Promise<(string | null)[] | 'other-data' | null> {
  const { id } = proved;
  await tx.$queryRaw`SELECT id FROM waiting_entry WHERE id = ${id}::uuid FOR UPDATE`;
  const now = await appNow(tx);
  const entry = await tx.waitingEntry.findFirst({ where: { id, expiresAt: { gt: toDate(now) } } });
  const opened = entry === null ? null : await openWaiting(entry);
  if (entry === null || opened === null) return null;
  if (entry.provedAt !== null) return [];
  if (!equalHashes(entry.personHash, proved.personHash)) return 'other-data';
  const former = await tx.waitingEntry.findFirst({
    where: {
      serviceId: entry.serviceId,
      personHash: new Uint8Array(entry.personHash),
      appointmentId: null,
      provedAt: { not: null },
    },
    select: { id: true, provedAt: true, keyRef: true },
  });
  const { count } = await tx.waitingEntry.deleteMany({ where: { id: former?.id ?? id, NOT: { id } } });
  const draft = await tx.draft.findUnique({ where: { browserHash: hash }, select: { keyRef: true } });
  await tx.draft.deleteMany({ where: { browserHash: hash } });
  const { dataKey, contact } = opened;
  const lastDay = dayOfColumn(entry.lastDay);
  const center =
    entry.serviceCenterId === null
      ? null
      : await tx.serviceCenter.findUnique({ where: { id: entry.serviceCenterId }, select: { timeZone: true } });
  await tx.waitingEntry.updateMany({
    where: { id },
    data: {
      provedAt: count > 0 && former !== null ? former.provedAt : toDate(now),
      linkHash: waitingLinkHash(waitingTokenOf(dataKey, id)),
      codeHash: waitingCodeHash(waitingCodeOf(dataKey, id)),
      expiresAt: toDate(endOfWaiting(lastDay, center?.timeZone ?? legalZone)),
    },
  });
  const person = { entryId: id, locale: entry.locale === 'en' ? ('en' as const) : ('de' as const), dataKey, contact };
  await enqueueMessage(joinedMessage(person, { lastDay, hasAppointment: false }), { waitingEntryId: id }, tx);
  await recordAudit(tx, {
    actorKind: 'member',
    action: 'waiting-entry:joined',
    objectKind: 'waiting_entry',
    objectId: id,
  });
  return [former?.keyRef ?? null, draft?.keyRef ?? null];
}
