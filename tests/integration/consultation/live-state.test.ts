import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { admitParticipant } from '#lib/consultation/admit-participant.ts';
import { advisorTopic, consultationTopic } from '#lib/consultation/change-consultation.ts';
import { listWaiting, waitingListTopics } from '#lib/consultation/list-waiting.ts';
import { postMemberMessage } from '#lib/consultation/post-message.ts';
import { recordPresence } from '#lib/consultation/record-presence.ts';
import { waitingState } from '#lib/consultation/waiting-state.ts';
import { db } from '#lib/platform/db.ts';
import { eventStream } from '#lib/platform/event-stream.ts';
import { connectAs } from '#tests/setup/databases.ts';
import { makeAdvisor, makeAppointment, waitInRoom } from './matter.ts';

interface Event {
  name: string;
  id: string | undefined;
  data: Record<string, unknown>;
}

/** Reads the events of a stream as a browser does. */
function follow(response: Response) {
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let text = '';
  const next = async (): Promise<Event | null> => {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end >= 0) {
        const block = text.slice(0, end);
        text = text.slice(end + 2);
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
        const data = field('data');
        if (data === undefined) continue;
        return { name: field('event') ?? 'message', id: field('id'), data: JSON.parse(data) as Event['data'] };
      }
      const { done, value } = await reader.read();
      if (done) return null;
      text += decoder.decode(value, { stream: true });
    }
  };
  return { next, cancel: () => reader.cancel() };
}

async function memberStream() {
  const advisor = await makeAdvisor();
  const { linkToken } = await makeAppointment(advisor);
  const visit = await waitInRoom(linkToken);
  const stop = new AbortController();
  const open = () =>
    follow(
      eventStream({
        signal: stop.signal,
        topics: [consultationTopic(visit.consultationId), advisorTopic(visit.resourceId)],
        read: () => waitingState(visit),
      }),
    );
  return { advisor, visit, open, stop };
}

afterEach(() => vi.useRealTimers());

describe('VC6 server-sent states', () => {
  it('give the whole state at once, its version as id, and the next one when something changed', async () => {
    const { advisor, visit, open, stop } = await memberStream();
    // No tick of the slow re-read: what comes, comes by notification.
    vi.useFakeTimers({ toFake: ['setInterval'] });
    const stream = open();
    const first = await stream.next();
    expect(first).toMatchObject({ name: 'state', data: { phase: 'waiting', state: 'waiting' } });
    expect(first?.id).toBe(String(first?.data['version']));
    const upcoming = stream.next();
    await admitParticipant(advisor.actor, visit.participantId);
    expect(await upcoming).toMatchObject({ data: { phase: 'admitted', state: 'in_call' } });
    stop.abort();
    expect(await stream.next()).toBeNull();
  });

  it('resume with the whole state, whatever was missed meanwhile', async () => {
    const { advisor, visit, open } = await memberStream();
    const stream = open();
    await stream.next();
    await stream.cancel();
    await admitParticipant(advisor.actor, visit.participantId);
    await postMemberMessage(visit, { clientKey: randomUUID(), text: 'Guten Tag' });
    const again = open();
    expect(await again.next()).toMatchObject({ data: { phase: 'admitted', messageCount: 1 } });
    await again.cancel();
  });

  it('say that the right is gone, and end', async () => {
    const stop = new AbortController();
    const stream = follow(eventStream({ signal: stop.signal, topics: [], read: () => Promise.resolve(null) }));
    expect(await stream.next()).toMatchObject({ name: 'gone' });
    expect(await stream.next()).toBeNull();
  });

  it('go on by slow re-reads when the listening connection is lost, and by a new one', async () => {
    const { advisor, visit, open, stop } = await memberStream();
    const stream = open();
    await stream.next();
    const superuser = await connectAs('superuser');
    await superuser.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN live_topics' AND datname = current_database()",
    );
    const upcoming = stream.next();
    await admitParticipant(advisor.actor, visit.participantId);
    expect(await upcoming).toMatchObject({ data: { phase: 'admitted' } });
    stop.abort();
  });

  it('show the waiting list anew when somebody comes', async () => {
    const advisor = await makeAdvisor();
    const stop = new AbortController();
    const shown = new Set<string>();
    const topics = await waitingListTopics(advisor.actor);
    const stream = follow(eventStream({ signal: stop.signal, topics, read: () => listWaiting(advisor.actor, shown) }));
    expect(await stream.next()).toMatchObject({ data: { members: [] } });
    const { linkToken } = await makeAppointment(advisor);
    const visit = await waitInRoom(linkToken);
    expect(await stream.next()).toMatchObject({ data: { members: [{ participantId: visit.participantId }] } });
    stop.abort();
  });

  it('show a member as away whose browser is not heard of, and as back', async () => {
    const { advisor, visit } = await memberStream();
    const owner = await connectAs('migrate');
    await owner.query("UPDATE participant SET last_seen_at = app_now() - interval '2 minutes' WHERE id = $1", [
      visit.participantId,
    ]);
    expect((await listWaiting(advisor.actor, new Set())).members[0]?.present).toBe(false);
    await recordPresence(visit);
    expect((await listWaiting(advisor.actor, new Set())).members[0]?.present).toBe(true);
    const seen = await db().participant.findUniqueOrThrow({ where: { id: visit.participantId } });
    await recordPresence(visit);
    const still = await db().participant.findUniqueOrThrow({ where: { id: visit.participantId } });
    expect(still.lastSeenAt).toEqual(seen.lastSeenAt);
  });

  // The last one: this process stays told.
  it('end when the process is told to end, those that come over a connection still open as well', async () => {
    const { open } = await memberStream();
    const stream = open();
    await stream.next();
    process.emit('SIGTERM');
    expect(await stream.next()).toBeNull();
    expect(await open().next()).toBeNull();
  });
});
