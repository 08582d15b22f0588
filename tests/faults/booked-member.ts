import { setTimeout as sleep } from 'node:timers/promises';
import type { Stack } from '#processes/demo/stack.ts';
import type { Answered, ApiClient } from '#tests/setup/api-client.ts';
import { codeIn, person } from '#tests/setup/booking-journey.ts';

/** Somebody who has an appointment and may change it. */
export interface BookedMember {
  client: ApiClient;
  appointmentId: string;
  email: string;
  /** Of the appointment */
  version: number;
}

let people = 700;

/** Books a time that nobody else wants, and proves the mailbox once more, as whoever comes back to change it does. */
export async function bookAndOpen(
  stack: Stack,
  client: ApiClient,
  wish: Record<string, unknown>,
): Promise<BookedMember> {
  const data = person(people++);
  const email = data['email'] ?? '';
  const held = await granted(client.send('holdTime', { body: wish }));
  await granted(client.send('submitContact', { body: data }));
  const first = await codeTo(stack, email);
  await granted(client.send('confirmAppointment', { body: { code: first } }));
  const { bookingCode } = await granted(client.send('readAppointment'));
  await granted(client.send('requestAccess', { body: { bookingCode } }));
  await granted(client.send('openAccess', { body: { bookingCode, code: await codeTo(stack, email, first) } }));
  const { version } = await granted(client.send('readAppointment'));
  return { client, appointmentId: String(held['appointmentId']), email, version: Number(version) };
}

/** Joins the waiting list for a day at a place, and types the code. */
export async function joinList(stack: Stack, client: ApiClient, wish: Record<string, unknown>): Promise<void> {
  const data = person(people++);
  await granted(client.send('joinWaitingList', { body: { ...wish, ...data } }));
  await granted(client.send('proveWaiting', { body: { code: await codeTo(stack, data['email'] ?? '') } }));
}

/** Waits until the scheduler has offered something to somebody who waits. @returns the offer's id */
export async function offerTo(client: ApiClient): Promise<string> {
  for (let attempt = 0; attempt < 240; attempt += 1) {
    const { offer } = await granted(client.send('readWaitingEntry'));
    if (offer !== null) return String((offer as { offerId: string }).offerId);
    await sleep(250);
  }
  throw new Error('Nothing was offered');
}

async function granted(answering: Promise<Answered>): Promise<Record<string, unknown>> {
  const { ok, status, json } = await answering;
  if (!ok) throw new Error(`${status} ${JSON.stringify(json)}`);
  return json;
}

async function codeTo(stack: Stack, email: string, used?: string): Promise<string> {
  const mail = await stack.inbox.receiver.waitFor(
    (candidate) => candidate.recipients.includes(email) && ![undefined, used].includes(codeIn(candidate)),
    60_000,
  );
  return codeIn(mail) ?? '';
}
