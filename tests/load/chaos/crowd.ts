import { setTimeout as sleep } from 'node:timers/promises';
import { stepAt, stepsOf } from '#lib/booking/core/steps.ts';
import { keyedHash, randomToken } from '#lib/platform/crypto.ts';
import type { Database } from '#lib/platform/db.ts';
import { toInstant } from '#lib/platform/time.ts';
import type { Inbox } from '#processes/demo/inbox.ts';
import type { ReceivedMail } from '#processes/demo/mail-receiver.ts';
import { codeIn, person } from '#tests/setup/booking-journey.ts';
import type { Page } from '#tests/setup/scriptless-browser.ts';
import type { Recorder, Span } from '../history.ts';
import type { Random } from '../random.ts';

/** What members of a run share. */
export interface CrowdWorld {
  recorder: Recorder;
  inbox: Inbox;
  /** What the product is reached by, whichever process answers */
  publicUrl: string;
  /** Origins of the web processes as they are now */
  webs(): readonly string[];
  /** For looking from outside; its server may be dead */
  database: Database;
  /** Epoch milliseconds after which nobody begins or waits for anything */
  end: number;
}

/** Somebody who books one appointment. */
export interface Booker {
  token: string;
  /** As operations name them */
  holder: string;
  mailbox: string;
  /** What is typed into the form: an invented person, like nobody else */
  data: Record<string, string>;
}

let bookers = 0;

export function newBooker(): Booker {
  const token = randomToken();
  const holder = Buffer.from(keyedHash('browser', token)).toString('hex');
  const data = person(bookers);
  bookers += 1;
  const name = String(bookers).replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '');
  return { token, holder, mailbox: data['email'] ?? '', data: { ...data, lastName: `Müller ${name}` } };
}

/** What the database says of an appointment: asked again until the database is there. */
export interface SeenTime {
  id: string;
  until: number | undefined;
  took: Span[];
}

/** Looks for a browser's latest appointment. @throws when the database stays away */
export async function lookForHold(world: CrowdWorld, holder: string): Promise<SeenTime | null> {
  return lookFor(world, { browserHash: Buffer.from(holder, 'hex') });
}

/** Looks where an appointment is, or was before it was cancelled. @throws when the database stays away */
export async function lookForTime(world: CrowdWorld, id: string): Promise<SeenTime | null> {
  return lookFor(world, { id });
}

async function lookFor(
  { database }: CrowdWorld,
  where: { id: string } | { browserHash: Uint8Array<ArrayBuffer> },
): Promise<SeenTime | null> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const row = await database.appointment.findFirst({
        where,
        orderBy: { createdAt: 'desc' },
        include: { service: true },
      });
      if (row === null) return null;
      const from = stepAt(toInstant(row.startsAt)) - stepsOf(row.service.bufferBefore);
      const to = stepAt(toInstant(row.endsAt)) + stepsOf(row.service.bufferAfter);
      return { id: row.id, until: row.expiresAt?.getTime(), took: [{ resourceId: row.advisorId, from, to }] };
    } catch (fault) {
      if (attempt === 100) throw fault;
      await sleep(200);
    }
  }
}

/**
 * Waits for the code, until nobody waits any more.
 * @param used one that came before, for something else
 * @returns the latest one that came
 */
export async function waitForCode(
  { inbox, end }: CrowdWorld,
  mailbox: string,
  used?: string,
): Promise<string | undefined> {
  const isCode = (mail: ReceivedMail): boolean =>
    mail.recipients.includes(mailbox) && ![undefined, used].includes(codeIn(mail));
  const first = await inbox.receiver.waitFor(isCode, Math.max(0, end - Date.now())).catch(() => null);
  const latest = inbox.receiver.messages.findLast(isCode) ?? first;
  return latest === null ? undefined : codeIn(latest);
}

/** Does it again until somebody knows what came of it, each time by whichever process chance picks. */
export async function untilKnown<Answer extends { kind: string }>(
  { end }: CrowdWorld,
  random: Random,
  act: () => Promise<Answer>,
): Promise<Answer> {
  for (;;) {
    const answer = await act();
    if (answer.kind !== 'unknown' || Date.now() > end) return answer;
    await sleep(100 + random.below(400));
  }
}

/** A page that tells of a fault says nothing about what happened. */
export function answered(page: Page): Page {
  if (page.status >= 500) throw new Error(`Status ${page.status}`);
  return page;
}
