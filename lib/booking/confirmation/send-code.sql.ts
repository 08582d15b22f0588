import { z } from 'zod';
import { readRows, type Transaction } from '#lib/platform/db.ts';
import type { Locale } from '#lib/platform/i18n/routing.ts';
import type { KeyRef } from '#lib/platform/keys.ts';
import { toDate } from '#lib/platform/time.ts';
import { type NewCode, writeCodeSql } from '#lib/identity/issue-one-time-code.ts';
import { insertMessageSql, type SealedMessage } from '#lib/messaging/enqueue-message.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { OwnHold } from '#lib/booking/hold/own-hold.sql.ts';

/** Own data under the appointment's data key. */
export interface SealedData {
  keyRef: KeyRef;
  contact: Uint8Array<ArrayBuffer>;
  concern: Uint8Array<ArrayBuffer> | null;
  locale: Locale;
}

const writtenRow = z.object({ same: z.boolean(), written: z.boolean() });

/**
 * Writes a code for a hold in one statement: the code, the message with it, the time held until the code ends, and own
 * data where they are given, to which what was typed belongs from now on. The hold must still be as it was read: its
 * row is locked, so of two posts at the same moment the second one finds another version.
 * @param message `null`: nothing is sent
 * @returns `overtaken`: the hold has ended, or another post was faster: read it again; `used-up`: as many codes as are
 * sent for one appointment. Unless `written`, nothing happened.
 */
export async function writeCodeOf(
  hold: OwnHold,
  { code, message, given }: { code: NewCode; message: SealedMessage | null; given: SealedData | null },
  database: Transaction,
): Promise<'written' | 'overtaken' | 'used-up'> {
  const end = Prisma.sql`${toDate(code.expiresAt)}::timestamptz`;
  const data =
    given === null
      ? Prisma.empty
      : Prisma.sql`, key_ref = ${given.keyRef}, contact = ${given.contact}, concern = ${given.concern}, locale = ${given.locale}`;
  const mail =
    message === null ? Prisma.empty : Prisma.sql`, mail AS (${insertMessageSql(message, Prisma.sql`written`)})`;
  const typed =
    given === null
      ? Prisma.empty
      : Prisma.sql`, typed AS (
      UPDATE draft SET appointment_id = written.id FROM written WHERE draft.browser_hash = ${hold.browserHash})`;
  const rows = await readRows(
    database,
    Prisma.sql`
    WITH hold AS (
      SELECT id FROM appointment
      WHERE id = ${hold.id}::uuid AND version = ${hold.version} AND state = 'held' AND expires_at > app_now()
      FOR UPDATE
    ), coded AS (
      ${writeCodeSql(code, Prisma.sql`hold`)}
    ), written AS (
      UPDATE appointment SET version = version + 1, expires_at = greatest(expires_at, ${end}),
        promised_until = greatest(promised_until, ${end})${data}
      FROM hold, coded WHERE appointment.id = hold.id
      RETURNING appointment.id
    )${mail}${typed}
    SELECT EXISTS (SELECT FROM hold) AS same, EXISTS (SELECT FROM written) AS written`,
  );
  const { same, written } = writtenRow.parse(rows[0]);
  if (written) return 'written';
  return same ? 'used-up' : 'overtaken';
}
