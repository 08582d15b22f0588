import { unseal } from '#lib/platform/crypto.ts';
import { type Database, db } from '#lib/platform/db.ts';
import { keyStore } from '#lib/platform/keys.ts';
import { log } from '#lib/platform/log.ts';
import { appNow, Temporal } from '#lib/platform/time.ts';
import { payloadContext } from './enqueue-message.ts';
import { openSender } from './open-sender.ts';
import { dueMedia, type DueMessage, markFailed, markSent, postpone, takeDueMessages } from './outbox.sql.ts';
import { maxAttempts, waitAfter } from './policy.ts';
import { type Medium, type Message, messageSchema } from './schema.ts';
import type { Sender } from './sender.ts';

const batch = 10;
/** A tick ends after this many messages; the next one goes on. */
const messagesPerTick = 200;

type Outcome = 'sent' | 'postponed' | 'failed';

/**
 * Sends what is due. A message is sent at least once: a kill between the server's "taken" and our commit sends it again,
 * with the same Message-ID or Idempotency-Key (MS4). Safe with several schedulers. Without a mail server all mails wait,
 * without an SMS gateway all SMS.
 * @param open makes the connections of a medium; asked once there is something to send
 * @returns how many messages were sent, postponed and given up
 */
export async function sendOutbox(
  database: Database = db(),
  open: (medium: Medium) => Sender | null = openSender,
): Promise<Record<Outcome, number>> {
  const counts: Record<Outcome, number> = { sent: 0, postponed: 0, failed: 0 };
  const senders = new Map<Medium, Sender>();
  for (const medium of await dueMedia(database)) {
    const sender = open(medium);
    if (sender !== null) senders.set(medium, sender);
  }
  if (senders.size === 0) return counts;
  try {
    for (let taken = 0; taken < messagesPerTick; ) {
      const due = await takeDueMessages(batch, [...senders.keys()], database);
      const outcomes = await Promise.all(due.map((message) => deliver(message, senders.get(message.medium), database)));
      for (const outcome of outcomes) counts[outcome] += 1;
      taken += due.length;
      if (due.length < batch) break;
    }
    return counts;
  } finally {
    // An idle connection would keep a scheduler alive that was asked to end.
    for (const sender of senders.values()) sender.close();
  }
}

async function deliver(due: DueMessage, sender: Sender | undefined, database: Database): Promise<Outcome> {
  try {
    const message = await openPayload(due);
    // Its matter has ended, or what it tells has: nobody is to get it any more.
    if (message === null || (await isStale(message, database))) {
      await markFailed(due.id, database);
      log.warn('Message dropped: what it tells about is over', { messageId: due.id, template: due.template });
      return 'failed';
    }
    if (sender === undefined) throw new Error('Only messages of an open medium are taken');
    await sender.send(due.id, message);
  } catch (fault) {
    return giveBack(due, fault, database);
  }
  await markSent(due.id, database);
  log.info('Message sent', { messageId: due.id, template: due.template, attempts: due.attempts });
  return 'sent';
}

async function giveBack(due: DueMessage, fault: unknown, database: Database): Promise<Outcome> {
  const fields = { messageId: due.id, template: due.template, attempts: due.attempts, fault };
  if (due.attempts >= maxAttempts) {
    await markFailed(due.id, database);
    log.error('Message given up', fields);
    return 'failed';
  }
  await postpone(due.id, waitAfter(due.attempts), database);
  log.warn('Message not sent, will be tried again', fields);
  return 'postponed';
}

async function openPayload(due: DueMessage): Promise<Message | null> {
  const key = await keyStore().read(due.keyRef);
  if (key === null || due.payload === null) return null;
  return messageSchema.parse(JSON.parse(unseal(key, due.payload, payloadContext(due.id))));
}

async function isStale({ values }: Message, database: Database): Promise<boolean> {
  if (!('validUntil' in values)) return false;
  return Temporal.Instant.compare(Temporal.Instant.from(values.validUntil), await appNow(database)) <= 0;
}
