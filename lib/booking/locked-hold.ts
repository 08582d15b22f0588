import type { Transaction } from '#lib/platform/db.ts';
import { toInstant, type Temporal } from '#lib/platform/time.ts';
import type { Locale } from '#lib/platform/i18n/routing.ts';

export interface LockedHold {
  id: string;
  browserHash: Uint8Array<ArrayBuffer>;
  locale: Locale;
  /** Zone of the center */
  zone: string;
  expiresAt: Temporal.Instant;
  keyRef: string | null;
  contact: Uint8Array | null;
  concern: Uint8Array | null;
}

/**
 * Locks a living hold of a browser until the transaction ends: two posts for it come one after the other, and the sweep
 * looks at it again afterwards. `null` when it is no hold any more.
 */
export async function lockHold(
  browserHash: Uint8Array<ArrayBuffer>,
  id: string,
  tx: Transaction,
): Promise<LockedHold | null> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT id FROM appointment
    WHERE id = ${id}::uuid AND browser_hash = ${browserHash} AND state = 'held' AND expires_at > app_now() FOR UPDATE`;
  if (rows.length === 0) return null;
  const row = await tx.appointment.findUniqueOrThrow({
    where: { id },
    include: { serviceCenter: { select: { timeZone: true } } },
  });
  if (row.expiresAt === null) return null;
  return {
    id,
    browserHash,
    locale: row.locale === 'en' ? 'en' : 'de',
    zone: row.serviceCenter.timeZone,
    expiresAt: toInstant(row.expiresAt),
    keyRef: row.keyRef,
    contact: row.contact,
    concern: row.concern,
  };
}
