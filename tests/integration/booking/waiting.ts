import { cancelAppointment } from '#lib/booking/change/cancel-appointment.ts';
import { findOwnWaiting, type OwnWaiting } from '#lib/booking/waiting-list/find-own-waiting.ts';
import { joinWaitingList } from '#lib/booking/waiting-list/join-waiting-list.ts';
import { proveWaiting } from '#lib/booking/waiting-list/prove-waiting.ts';
import type { ContactForm } from '#lib/booking/schema.ts';
import type { WaitingWish } from '#lib/booking/waiting-list/waiting-schema.ts';
import type { Message } from '#lib/messaging/schema.ts';
import { type Database, db } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import { book, prove } from './changing.ts';
import { openMessage } from './code-of.ts';
import { secretForm } from './world.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

/** A wish for any time of the world's service by video in the ten days from `tuesday` on. */
export const wishFor = (rest: Partial<WaitingWish> = {}): WaitingWish => ({
  service: 'pflegegrad',
  channel: 'video',
  firstDay: day('2026-12-01'),
  lastDay: day('2026-12-10'),
  ...rest,
});

/** A member who can be told from others. */
export const formOf = (name: string): ContactForm => ({
  gender: 'none',
  firstName: name,
  lastName: 'Ödön-Çağlar',
  phone: '0221 4710 555',
  email: `${name.toLowerCase()}@postfach.example`,
  birthDate: '7.3.1951',
});

export interface Waiting {
  entryId: string;
  browserToken: string;
  linkToken: string;
  code: string;
}

/** Somebody joins, types the code, and has the link and code of the message. */
export async function join(name: string, rest: Partial<WaitingWish> = {}, database: Database = db()): Promise<Waiting> {
  const form = name === 'Wilhelmine' ? secretForm : formOf(name);
  const joined = await joinWaitingList({ browserToken: null, wish: wishFor(rest), form, locale: 'de' }, database);
  if (!joined.ok) throw new Error(`Not joined: ${joined.reason}`);
  const { browserToken } = joined;
  const proved = await proveWaiting({ browserToken, code: await joiningCode(form.email ?? '') }, database);
  if (!proved.ok) throw new Error(`Not proved: ${proved.reason}`);
  return { ...(await waysOf(proved.entryId)), browserToken };
}

/** What the message says that tells somebody they are on the list. */
export async function waysOf(entryId: string): Promise<Omit<Waiting, 'browserToken'>> {
  const [message] = await messagesOf(entryId, 'waiting-joined');
  if (message?.template !== 'waiting-joined') throw new Error('Not told');
  return { entryId, linkToken: new URL(message.values.link).hash.slice(1), code: message.values.code };
}

/** The newest code for joining that a mailbox got. */
export async function joiningCode(address: string): Promise<string> {
  const rows = await db().outboxMessage.findMany({
    where: { template: 'one-time-code', waitingEntryId: { not: null }, payload: { not: null } },
    orderBy: { createdAt: 'desc' },
  });
  for (const row of rows) {
    const message = await openMessage(row);
    if (message.template === 'one-time-code' && 'address' in message.to && message.to.address === address)
      return message.values.code;
  }
  throw new Error('No code');
}

/** All messages of one kind to an entry that wait in the outbox, in the order in which they were written. */
export async function messagesOf(waitingEntryId: string, template: string): Promise<Message[]> {
  const rows = await db().outboxMessage.findMany({
    where: { waitingEntryId, template, payload: { not: null } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return Promise.all(rows.map(openMessage));
}

/** What somebody sees on their page. */
export async function standing({ linkToken }: Pick<Waiting, 'linkToken'>): Promise<OwnWaiting> {
  const own = await findOwnWaiting({ linkToken });
  if (own === null) throw new Error('Not on the list');
  return own;
}

/** Who has which offer now: names of entries, by their ids. */
export async function offeredTo(): Promise<string[]> {
  const rows = await db().waitingOffer.findMany({ where: { state: 'open' }, orderBy: { createdAt: 'asc' } });
  return rows.map(({ entryId }) => entryId);
}

/** Somebody books and cancels: the time is kept, and can be offered once it cannot be taken back any more. */
export async function giveBack(startsAt: string, minutes = 30, given: Parameters<typeof book>[1] = {}) {
  const booked = await book(startsAt, given);
  const proved = await prove(booked);
  const { version } = proved.own.appointment;
  const cancelled = await cancelAppointment({ right: proved.right, version }, db(), () => minutes);
  if (!cancelled.ok) throw new Error(`Not cancelled: ${cancelled.reason}`);
  return { ...booked, ...proved, version: version + 1 };
}
