import { seal, unseal } from '#lib/platform/crypto.ts';
import { type Database, db } from '#lib/platform/db.ts';
import type { Locale } from '#lib/platform/i18n/routing.ts';
import { legalDay, type Temporal } from '#lib/platform/time.ts';
import { offeredMedia } from '#lib/messaging/offered-media.ts';
import { browserHash } from '#lib/booking/browser.ts';
import { wishesAnything } from '#lib/booking/core/wishes.ts';
import { type DataKey, ensureDataKey } from '#lib/booking/data-key.ts';
import { writeDraftOf } from '#lib/booking/hold/draft.ts';
import { type OwnHold, readOwnHold } from '#lib/booking/hold/own-hold.sql.ts';
import { concernContext, contactContext } from '#lib/booking/personal-data.ts';
import { maxCodeIssues } from '#lib/booking/policy.ts';
import { keyDayOf } from '#lib/booking/retention.ts';
import {
  type Contact,
  type ContactField,
  type ContactForm,
  type FieldError,
  readContactForm,
  type Wishes,
} from '#lib/booking/schema.ts';
import { sendCode } from './send-code.ts';
import type { SealedData } from './send-code.sql.ts';

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
  const { form, wishes, locale } = request;
  const hash = browserHash(request.browserToken);
  if (hash === null) return { ok: false, reason: 'hold-expired' };
  if (request.keepsDraft !== false) await writeDraftOf(hash, form, database);
  for (let round = 1; round <= maxRounds; round += 1) {
    const hold = await readOwnHold(hash, database);
    if (hold === null) return { ok: false, reason: 'hold-expired' };
    const read = readContactForm(form, legalDay(hold.now), offeredMedia());
    if (!read.ok) return { ok: false, reason: 'invalid-input', errors: read.errors };
    const contact = { ...read.contact, ...(wishesAnything(wishes) && { needs: wishes }) };
    const given = { contact, concern: read.concern, locale };
    // The key is on the disk before anything is sealed with it; a key without a row says nothing and goes on its day.
    const dataKey = await ensureDataKey(hold.id, keyDayOf(hold));
    const { recentCodeEndsAt } = hold;
    if (recentCodeEndsAt !== null && isSame(hold, given, dataKey))
      return { ok: true, expiresAt: recentCodeEndsAt, sent: false };
    const sent = await sendCode(hold, { contact, locale, given: sealed(hold, given, dataKey) }, dataKey, database);
    if (sent.ok) return { ok: true, expiresAt: sent.expiresAt, sent: true };
    if (sent.reason === 'used-up') return { ok: false, reason: 'used-up' };
    // Another post of this browser was faster, or the hold has ended: look again.
  }
  throw new Error('A hold was written to more often than codes are sent for it');
}

/** Each round that is lost is a code that another post has sent. */
const maxRounds = maxCodeIssues + 1;

interface Given {
  contact: Contact;
  concern: string | null;
  locale: Locale;
}

function sealed({ id }: OwnHold, { contact, concern, locale }: Given, { keyRef, key }: DataKey): SealedData {
  return {
    keyRef,
    contact: seal(key, JSON.stringify(contact), contactContext(id)),
    concern: concern === null ? null : seal(key, concern, concernContext(id)),
    locale,
  };
}

/** Whether a hold has just these data: a double click is one post. */
function isSame(hold: OwnHold, { contact, concern, locale }: Given, { key }: DataKey): boolean {
  if (hold.contact === null || hold.locale !== locale) return false;
  const before = hold.concern === null ? null : unseal(key, hold.concern, concernContext(hold.id));
  return before === concern && unseal(key, hold.contact, contactContext(hold.id)) === JSON.stringify(contact);
}
