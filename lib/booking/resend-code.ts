import { type Database, db } from '#lib/platform/db.ts';
import { retryConflicts } from '#lib/platform/db-error.ts';
import { appNow, type Temporal, toDate } from '#lib/platform/time.ts';
import { justIssued } from '#lib/identity/issue-one-time-code.ts';
import { browserHash } from './browser.ts';
import { openDataKey } from './data-key.ts';
import { lockHold } from './locked-hold.ts';
import { contactContext } from './personal-data.ts';
import { recipientOf } from './recipient-of.ts';
import { contactSchema } from './schema.ts';
import { unseal } from '#lib/platform/crypto.ts';
import { sendCode } from './send-code.ts';

export type ResentCode =
  /** `sent` is false when one was sent a moment ago: that one is on its way */
  | { ok: true; expiresAt: Temporal.Instant; sent: boolean }
  /** `no-contact`: own data were not given yet; `used-up`: as many as are sent for one appointment */
  | { ok: false; reason: 'hold-expired' | 'no-contact' | 'used-up' };

/** Sends a new code to the mailbox that was given; the former code ends. */
export async function resendCode(browserToken: string | null, database: Database = db()): Promise<ResentCode> {
  const hash = browserHash(browserToken);
  if (hash === null) return { ok: false, reason: 'hold-expired' };
  return retryConflicts(() =>
    database.$transaction(async (tx): Promise<ResentCode> => {
      const now = await appNow(tx);
      const latest = await tx.appointment.findFirst({
        where: { browserHash: hash, state: 'held', expiresAt: { gt: toDate(now) } },
        orderBy: { createdAt: 'desc' },
        select: { id: true },
      });
      const hold = latest === null ? null : await lockHold(hash, latest.id, tx);
      if (hold === null) return { ok: false, reason: 'hold-expired' };
      const dataKey = hold.keyRef === null ? null : await openDataKey(hold.keyRef);
      if (dataKey === null || hold.contact === null) return { ok: false, reason: 'no-contact' };
      const recent = await justIssued(
        { purpose: 'confirm_appointment', subjectId: hold.id, browserHash: hash },
        now,
        tx,
      );
      if (recent !== null) return { ok: true, expiresAt: recent, sent: false };
      const contact = contactSchema.parse(JSON.parse(unseal(dataKey.key, hold.contact, contactContext(hold.id))));
      const sent = await sendCode(
        { appointmentId: hold.id, browserHash: hash, to: recipientOf(contact), locale: hold.locale, zone: hold.zone },
        dataKey,
        tx,
      );
      return sent.ok ? { ok: true, expiresAt: sent.expiresAt, sent: true } : sent;
    }),
  );
}
