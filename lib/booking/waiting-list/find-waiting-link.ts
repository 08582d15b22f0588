import { answerEvenly } from '#lib/platform/answer-evenly.ts';
import { type Database, db } from '#lib/platform/db.ts';
import { appNow, toDate } from '#lib/platform/time.ts';
import { openDataKey } from '#lib/booking/data-key.ts';
import { evenAnswerMilliseconds } from '#lib/booking/policy.ts';
import { waitingCodeHash, waitingTokenOf } from './waiting-entry.ts';

/**
 * Gives the token of the link for the code of the same messages, for those who cannot follow the link. A code is short
 * enough to be guessed, so it is good for this alone, and the caller has counted the try (ID3): a browser remembers the
 * token. `null` for what nobody has, after as long.
 * @param code in the form of the database
 */
export async function findWaitingLink(code: string, database: Database = db()): Promise<string | null> {
  return answerEvenly(evenAnswerMilliseconds, async () => {
    const entry = await database.waitingEntry.findFirst({
      where: {
        codeHash: waitingCodeHash(code),
        provedAt: { not: null },
        expiresAt: { gt: toDate(await appNow(database)) },
      },
      select: { id: true, keyRef: true },
    });
    const dataKey = entry === null ? null : await openDataKey(entry.keyRef);
    return entry === null || dataKey === null ? null : waitingTokenOf(dataKey, entry.id);
  });
}
