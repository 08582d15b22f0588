import { unseal } from '#lib/platform/crypto.ts';
import { type Database, db } from '#lib/platform/db.ts';
import { retryConflicts } from '#lib/platform/db-error.ts';
import { appNow, type Temporal, toDate } from '#lib/platform/time.ts';
import { justIssued } from '#lib/identity/issue-one-time-code.ts';
import { browserHash } from './browser.ts';
import { type DataKey, openDataKey } from './data-key.ts';
import { lockHold } from './locked-hold.ts';
import { contactContext } from './personal-data.ts';
import { recipientOf } from './recipient-of.ts';
import { type Contact, contactSchema } from './schema.ts';
import { sendCode } from './send-code.ts';
import { returnMailboxAllowance, takeMailboxAllowance } from './take-mailbox-allowance.ts';

export type ResentCode =
  /** `sent` is false when one was sent a moment ago: that one is on its way */
  | { ok: true; expiresAt: Temporal.Instant; sent: boolean }
  /** `no-contact`: own data were not given yet; `used-up`: as many as are sent for one appointment */
  | { ok: false; reason: 'hold-expired' | 'no-contact' | 'used-up' };

/** Sends a new code to the mailbox or phone that was given; the former code ends. */
export async function resendCode(browserToken: string | null, database: Database = db()): Promise<ResentCode> {
  const hash = browserHash(browserToken);
  if (hash === null) return { ok: false, reason: 'hold-expired' };
  const latest = await database.appointment.findFirst({
    where: { browserHash: hash, state: 'held', expiresAt: { gt: toDate(await appNow(database)) } },
    orderBy: { createdAt: 'desc' },
    select: { id: true, keyRef: true, contact: true },
  });
  if (latest === null) return { ok: false, reason: 'hold-expired' };
  const dataKey = latest.keyRef === null ? null : await openDataKey(latest.keyRef);
  if (dataKey === null || latest.contact === null) return { ok: false, reason: 'no-contact' };
  const to = recipientOf(opened(latest.id, latest.contact, dataKey));
  const withheld = !(await takeMailboxAllowance(to, database));
  const answer = await retryConflicts(() =>
    database.$transaction(async (tx): Promise<ResentCode> => {
      const hold = await lockHold(hash, latest.id, tx);
      if (hold?.contact == null) return { ok: false, reason: 'hold-expired' };
      const subject = { purpose: 'confirm_appointment' as const, subjectId: hold.id, browserHash: hash };
      const recent = await justIssued(subject, await appNow(tx), tx);
      if (recent !== null) return { ok: true, expiresAt: recent, sent: false };
      const contact = opened(hold.id, hold.contact, dataKey);
      const { id: appointmentId, locale, zone } = hold;
      const sent = await sendCode({ appointmentId, browserHash: hash, contact, locale, zone, withheld }, dataKey, tx);
      return sent.ok ? { ok: true, expiresAt: sent.expiresAt, sent: true } : sent;
    }),
  );
  if (!withheld && !(answer.ok && answer.sent)) await returnMailboxAllowance(to, database);
  return answer;
}

function opened(id: string, contact: Uint8Array, { key }: DataKey): Contact {
  return contactSchema.parse(JSON.parse(unseal(key, contact, contactContext(id))));
}
