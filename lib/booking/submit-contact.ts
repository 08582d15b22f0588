import { seal, unseal } from '#lib/platform/crypto.ts';
import { type Database, db, type Transaction } from '#lib/platform/db.ts';
import { retryConflicts } from '#lib/platform/db-error.ts';
import type { Locale } from '#lib/platform/i18n/routing.ts';
import { appNow, legalDay, type Temporal, toDate, toInstant } from '#lib/platform/time.ts';
import { justIssued } from '#lib/identity/issue-one-time-code.ts';
import { offeredMedia } from '#lib/messaging/offered-media.ts';
import { browserHash } from './browser.ts';
import { wishesAnything } from './core/wishes.ts';
import { type DataKey, ensureDataKey } from './data-key.ts';
import { writeDraftOf } from './draft.ts';
import { lockHold, type LockedHold } from './locked-hold.ts';
import { linkDraft } from './hold.sql.ts';
import { concernContext, contactContext } from './personal-data.ts';
import { recipientOf } from './recipient-of.ts';
import { keyDayOf } from './retention.ts';
import {
  type Contact,
  type ContactField,
  type ContactForm,
  type FieldError,
  readContactForm,
  type Wishes,
} from './schema.ts';
import { sendCode } from './send-code.ts';
import { returnMailboxAllowance, takeMailboxAllowance } from './take-mailbox-allowance.ts';

export type SubmittedContact =
  /** The code is on its way and valid until then; so long is the time held. `sent` is false for a repeated post. */
  | { ok: true; expiresAt: Temporal.Instant; sent: boolean }
  /** Nothing changed, but what was typed is kept in the draft */
  | { ok: false; reason: 'invalid-input'; errors: Partial<Record<ContactField, FieldError>> }
  /** `hold-expired`: choose a time again; `used-up`: too many codes were sent for this appointment */
  | { ok: false; reason: 'hold-expired' | 'used-up' };

/**
 * Takes the own data of a booking: validates, seals them under the appointment's own data key, and sends a code to the
 * mailbox or phone. Whatever comes out, what was typed is kept for this browser, unless told otherwise. Posting the same data twice sends one code.
 */
export async function submitContact(
  request: {
    browserToken: string | null;
    form: ContactForm;
    /** Asked for while choosing; sealed with the contact, for the advisor */
    wishes?: Wishes | undefined;
    locale: Locale;
    /** `false`: nothing that is refused is kept (a machine has it already) */
    keepsDraft?: boolean;
  },
  database: Database = db(),
): Promise<SubmittedContact> {
  const hash = browserHash(request.browserToken);
  if (hash === null) return { ok: false, reason: 'hold-expired' };
  if (request.keepsDraft !== false) await writeDraftOf(hash, request.form, database);
  const now = await appNow(database);
  const hold = await database.appointment.findFirst({
    where: { browserHash: hash, state: 'held', expiresAt: { gt: toDate(now) } },
    orderBy: { createdAt: 'desc' },
  });
  const read = readContactForm(request.form, legalDay(now), offeredMedia());
  if (!read.ok)
    return hold === null
      ? { ok: false, reason: 'hold-expired' }
      : { ok: false, reason: 'invalid-input', errors: read.errors };
  if (hold === null) return { ok: false, reason: 'hold-expired' };

  // The key is on the disk before anything is sealed with it; a key without a row says nothing and goes on its day.
  const dataKey = await ensureDataKey(hold.id, keyDayOf({ createdAt: toInstant(hold.createdAt) }));
  const needs = wishesAnything(request.wishes) ? { needs: request.wishes } : {};
  const given = { contact: { ...read.contact, ...needs }, concern: read.concern, locale: request.locale };
  const to = recipientOf(read.contact);
  const withheld = !(await takeMailboxAllowance(to, database));
  const answer = await retryConflicts(() =>
    database.$transaction(async (tx) => {
      const locked = await lockHold(hash, hold.id, tx);
      if (locked === null) return { ok: false, reason: 'hold-expired' } as const;
      const repeated = await repeatedPost(locked, given, dataKey, tx);
      if (repeated !== null) return { ok: true, expiresAt: repeated, sent: false } as const;
      await tx.appointment.update({
        where: { id: hold.id },
        data: {
          keyRef: dataKey.keyRef,
          contact: seal(dataKey.key, JSON.stringify(given.contact), contactContext(hold.id)),
          concern: read.concern === null ? null : seal(dataKey.key, read.concern, concernContext(hold.id)),
          locale: request.locale,
          version: { increment: 1 },
        },
      });
      await linkDraft(hash, hold.id, tx);
      const sent = await sendCode(
        {
          appointmentId: hold.id,
          browserHash: hash,
          contact: given.contact,
          locale: request.locale,
          zone: locked.zone,
          withheld,
        },
        dataKey,
        tx,
      );
      if (!sent.ok) throw new UsedUp();
      return { ok: true, expiresAt: sent.expiresAt, sent: true } as const;
    }),
  ).catch((fault: unknown) => {
    if (fault instanceof UsedUp) return { ok: false, reason: 'used-up' } as const;
    throw fault;
  });
  if (!withheld && !(answer.ok && answer.sent)) await returnMailboxAllowance(to, database);
  return answer;
}

/** Undoes the transaction: a refusal changes nothing. */
class UsedUp extends Error {}

/** The end of the code that the very same post has just sent, or `null`: a double click is one post. */
async function repeatedPost(
  hold: LockedHold,
  given: { contact: Contact; concern: string | null; locale: Locale },
  { key }: DataKey,
  tx: Transaction,
): Promise<Temporal.Instant | null> {
  if (hold.contact === null || hold.locale !== given.locale) return null;
  const concern = hold.concern === null ? null : unseal(key, hold.concern, concernContext(hold.id));
  if (unseal(key, hold.contact, contactContext(hold.id)) !== JSON.stringify(given.contact) || concern !== given.concern)
    return null;
  return justIssued(
    { purpose: 'confirm_appointment', subjectId: hold.id, browserHash: hold.browserHash },
    await appNow(tx),
    tx,
  );
}
