import { randomUUID } from 'node:crypto';
import { keyedHash } from '#lib/platform/crypto.ts';
import { type Database, db, type Transaction } from '#lib/platform/db.ts';
import { retryConflicts, sqlState, sqlStateOf } from '#lib/platform/db-error.ts';
import type { Locale } from '#lib/platform/i18n/routing.ts';
import { appNow, legalDay, legalZone, Temporal, toDate } from '#lib/platform/time.ts';
import { justIssued } from '#lib/identity/issue-one-time-code.ts';
import { offeredMedia } from '#lib/messaging/offered-media.ts';
import type { Recipient } from '#lib/messaging/schema.ts';
import { browserTokenOr } from '#lib/booking/browser.ts';
import { Refused } from '#lib/booking/change/change-appointment.ts';
import { wishesAnything } from '#lib/booking/core/wishes.ts';
import { destroyDataKeys, type DataKey, ensureDataKey } from '#lib/booking/data-key.ts';
import { type BookingQuestion, readQuestion } from '#lib/booking/free-times/booking-question.ts';
import { writeDraftOf } from '#lib/booking/hold/draft.ts';
import { returnMailboxAllowance, takeMailboxAllowance } from '#lib/booking/limits/take-mailbox-allowance.ts';
import { waitingDays } from '#lib/booking/policy.ts';
import { recipientOf } from '#lib/booking/recipient-of.ts';
import {
  type Contact,
  type ContactField,
  type ContactForm,
  type FieldError,
  readContactForm,
} from '#lib/booking/schema.ts';
import { daysOf } from './find-waiting-days.ts';
import { sendWaitingCode } from './send-waiting-code.ts';
import { dayColumn, openWaiting, sealContact, waitingPersonHash } from './waiting-entry.ts';
import { endUnprovedEntry } from './waiting-line.sql.ts';
import type { WaitingDays, WaitingWish } from './waiting-schema.ts';

export type JoinedWaitingList =
  /** The code is on its way; `browserToken` is for the `__Host-termin` cookie. `sent` is false for a repeated post. */
  | { ok: true; expiresAt: Temporal.Instant; to: Recipient; browserToken: string; sent: boolean }
  /** What was typed is kept in the draft */
  | { ok: false; reason: 'invalid-input'; errors: Partial<Record<ContactField, FieldError>>; browserToken: string }
  /**
   * `unknown-choice`: not offered, or a group, which is not waited for; `unknown-days`: past, the wrong way round or too
   * far ahead; `used-up`: as many codes as are sent
   */
  | { ok: false; reason: 'unknown-choice' | 'unknown-days' | 'used-up'; browserToken: string };

/**
 * Puts somebody without an appointment on the waiting list, once the code that is sent now is typed (`proveWaiting`). A
 * browser that has not proved anything yet corrects its entry. What it is about is not asked: that is for the appointment.
 */
export async function joinWaitingList(
  request: {
    browserToken: string | null;
    wish: WaitingWish;
    form: ContactForm;
    locale: Locale;
    /** `false`: nothing that is refused is kept (a machine has it already) */
    keepsDraft?: boolean;
  },
  database: Database = db(),
): Promise<JoinedWaitingList> {
  const browserToken = browserTokenOr(request.browserToken);
  const browserHash = keyedHash('browser', browserToken);
  if (request.keepsDraft !== false) await writeDraftOf(browserHash, request.form, database);
  const question = await readQuestion(request.wish, database);
  if (question === null || question.service.isGroup) return { ok: false, reason: 'unknown-choice', browserToken };
  const now = await appNow(database);
  if (!areDaysOf(request.wish, question, now)) return { ok: false, reason: 'unknown-days', browserToken };
  const read = readContactForm(request.form, legalDay(now), offeredMedia());
  if (!read.ok) return { ok: false, reason: 'invalid-input', errors: read.errors, browserToken };
  const needs = wishesAnything(request.wish.wishes) ? { needs: request.wish.wishes } : {};
  const joining: Joining = {
    wish: request.wish,
    question,
    contact: { ...read.contact, ...needs },
    locale: request.locale,
    browserHash,
    now,
  };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return { ...(await join(joining, database)), browserToken };
    } catch (fault) {
      if (fault instanceof Refused) return { ok: false, reason: 'used-up', browserToken };
      // The same browser posted twice at the same moment: the other post made the row.
      if (!isMadeAlready(fault) || attempt === 3) throw fault;
    }
  }
}

function isMadeAlready(fault: unknown): boolean {
  return sqlStateOf(fault) === sqlState.uniqueViolation || (fault as { code?: unknown }).code === 'P2002';
}

/** Whether these are days that can be wished for. */
function areDaysOf({ firstDay, lastDay }: WaitingDays, question: BookingQuestion, now: Temporal.Instant): boolean {
  const { from, to } = daysOf(question, now);
  const inOrder = [from, firstDay, lastDay, to];
  return inOrder.every((day, i) => i === 0 || Temporal.PlainDate.compare(inOrder[i - 1] ?? day, day) <= 0);
}

function zoneOf({ calendars }: BookingQuestion): string {
  return calendars[0]?.center.timeZone ?? legalZone;
}

interface Joining {
  wish: WaitingWish;
  question: BookingQuestion;
  contact: Contact;
  locale: Locale;
  browserHash: Uint8Array<ArrayBuffer>;
  now: Temporal.Instant;
}

async function join(joining: Joining, database: Database) {
  const { browserHash, now } = joining;
  // One whose code ran out is in the way of a new one until it is swept.
  await destroyDataKeys(await endUnprovedEntry(browserHash, database));
  const former = await database.waitingEntry.findFirst({
    where: { browserHash, provedAt: null, expiresAt: { gt: toDate(now) } },
    select: { id: true, keyRef: true },
  });
  const id = former?.id ?? randomUUID();
  // Two days more: a key goes with the first purge of its last day.
  const dataKey = await ensureDataKey(id, legalDay(now).add({ days: waitingDays + 2 }));
  const to = recipientOf(joining.contact);
  const withheld = !(await takeMailboxAllowance(to, database));
  const write = (tx: Transaction) => writeEntry({ ...joining, withheld }, id, dataKey, tx);
  try {
    const joined = await retryConflicts(() => database.$transaction(write));
    if (!withheld && !joined.sent) await returnMailboxAllowance(to, database);
    return joined;
  } catch (fault) {
    if (!withheld) await returnMailboxAllowance(to, database);
    // Only where it is certain that there is no row: an answer may get lost after the commit.
    if (former === null && (fault instanceof Refused || isMadeAlready(fault))) await destroyDataKeys([dataKey.keyRef]);
    throw fault;
  }
}

async function writeEntry(joining: Joining & { withheld: boolean }, id: string, dataKey: DataKey, tx: Transaction) {
  const { wish, question, contact, locale, browserHash, now, withheld } = joining;
  const to = recipientOf(contact);
  const data = {
    serviceId: question.service.id,
    furtherIds: [...question.service.furtherIds],
    serviceCenterId: await centerIdOf(wish.center, tx),
    channel: wish.channel,
    advisorId: wish.advisor ?? null,
    firstDay: dayColumn(wish.firstDay),
    lastDay: dayColumn(wish.lastDay),
    partOfDay: wish.partOfDay ?? null,
    locale,
    personHash: waitingPersonHash(contact),
    keyRef: dataKey.keyRef,
    contact: sealContact(dataKey, id, contact),
  };
  const locked = await tx.$queryRaw<unknown[]>`
    SELECT id FROM waiting_entry WHERE id = ${id}::uuid AND proved_at IS NULL FOR UPDATE`;
  if (locked.length > 0) {
    const before = await tx.waitingEntry.findUniqueOrThrow({ where: { id } });
    const recent = await justIssued({ purpose: 'join_waiting_list', subjectId: id, browserHash }, tx);
    const same = JSON.stringify((await openWaiting(before))?.contact) === JSON.stringify(contact);
    await tx.waitingEntry.updateMany({ where: { id }, data });
    if (recent !== null && same && before.locale === locale)
      return { ok: true, expiresAt: recent, to, sent: false } as const;
  } else {
    await tx.waitingEntry.create({ data: { ...data, id, browserHash, expiresAt: toDate(now.add({ minutes: 1 })) } });
  }
  const sent = await sendWaitingCode(
    { entryId: id, browserHash, to, locale, zone: zoneOf(question), withheld, now },
    dataKey,
    tx,
  );
  if (!sent.ok) throw new Refused(sent);
  return { ok: true, expiresAt: sent.expiresAt, to, sent: true } as const;
}

async function centerIdOf(slug: string | undefined, tx: Transaction): Promise<string | null> {
  if (slug === undefined) return null;
  return (await tx.serviceCenter.findUniqueOrThrow({ where: { slug }, select: { id: true } })).id;
}
