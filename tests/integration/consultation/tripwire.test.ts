import { AccessToken } from 'livekit-server-sdk';
import { beforeEach, describe, expect, inject, it } from 'vitest';
import { admitParticipant } from '#lib/consultation/admit-participant.ts';
import { handleLivekitEvent } from '#lib/consultation/handle-livekit-event.ts';
import { jobs } from '#lib/consultation/jobs.ts';
import { mintMemberJoinToken } from '#lib/consultation/mint-join-token.ts';
import { isIntruder } from '#lib/consultation/tripwire.ts';
import { waitingState } from '#lib/consultation/waiting-state.ts';
import { db, openDatabase } from '#lib/platform/db.ts';
import { createRoom, listRooms, receiveWebhook, type WebhookEvent } from '#lib/platform/livekit.ts';
import { Temporal } from '#lib/platform/time.ts';
import { resetClock, setClock } from '#tests/setup/clock.ts';
import { databaseUrl, emptyTables } from '#tests/setup/databases.ts';
import { makeAdvisor, makeAppointment, waitInRoom } from './matter.ts';

const media = inject('media');
process.env['LIVEKIT_URL'] = media?.url ?? 'http://127.0.0.1:9';
process.env['LIVEKIT_PUBLIC_URL'] = media?.publicUrl ?? 'ws://127.0.0.1:9';
process.env['LIVEKIT_API_KEY'] = media?.apiKey ?? 'nobody';
process.env['LIVEKIT_API_SECRET'] = media?.apiSecret ?? 'x'.repeat(32);

const noMedia = 'no video server at hand';

async function inCall() {
  const advisor = await makeAdvisor();
  const appointment = await makeAppointment(advisor);
  const visit = await waitInRoom(appointment.linkToken);
  await admitParticipant(advisor.actor, visit.participantId);
  return { advisor, visit, appointment, room: `c-${visit.consultationId}-1` };
}

/** An event as the server sends it; only what our code reads. */
function event(name: string, room: string, rest: object = {}): WebhookEvent {
  return { event: name, room: { name: room }, ...rest } as unknown as WebhookEvent;
}

async function runJob(name: string): Promise<Record<string, number>> {
  const job = jobs.find((one) => one.name === name);
  if (job === undefined) throw new Error('There is no such job');
  const scheduler = openDatabase(databaseUrl('scheduler'));
  try {
    return await job.run(scheduler);
  } finally {
    await scheduler.$disconnect();
  }
}

describe('VC3 the tripwire', () => {
  it('takes nobody but our own participants for people', () => {
    const ours = new Set(['p']);
    expect(isIntruder({ identity: 'p', kind: 0, concealed: false }, ours)).toBe(false);
    expect(isIntruder({ identity: 'stranger', kind: 0, concealed: false }, ours)).toBe(true);
    expect(isIntruder({ identity: 'p', kind: 0, concealed: true }, ours)).toBe(true);
    for (const kind of [1, 2, 3, 4, 7, 8])
      expect(isIntruder({ identity: 'p', kind, concealed: false }, ours)).toBe(true);
  });

  it('ends the consultation at once and for good when a machine comes in, and stays so when told twice', async ({
    skip,
  }) => {
    skip(media === null, noMedia);
    const { visit, room } = await inCall();
    await mintMemberJoinToken(visit);
    const joined = event('participant_joined', room, { participant: { identity: 'EG_x', kind: 2 } });
    await handleLivekitEvent(joined);
    await handleLivekitEvent(joined);
    expect(await waitingState(visit)).toMatchObject({ state: 'ended', endReason: 'recorder_detected' });
    expect(await mintMemberJoinToken(visit)).toEqual({ ok: false, reason: 'wrong-state' });
    expect(await listRooms()).not.toContain(room);
    const lines = await db().activity.findMany({ where: { consultationId: visit.consultationId } });
    expect(lines.filter((line) => line.kind === 'recorder_detected')).toHaveLength(1);
  });

  it.for(['egress_started', 'egress_updated', 'ingress_started'])('ends it on %s', async (name) => {
    const { visit, room } = await inCall();
    await handleLivekitEvent(event(name, room));
    expect(await waitingState(visit)).toMatchObject({ state: 'ended', endReason: 'recorder_detected' });
  });

  it('leaves a call alone that only our own people are in, and rooms that are none of ours', async () => {
    const { visit, room } = await inCall();
    const participant = { identity: visit.participantId, kind: 0 };
    await handleLivekitEvent(event('participant_joined', room, { participant }));
    await handleLivekitEvent(event('participant_joined', 'lobby', { participant: { identity: 'x', kind: 4 } }));
    await handleLivekitEvent(event('room_finished', room));
    expect(await waitingState(visit)).toMatchObject({ state: 'in_call' });
  });

  it('believes no webhook without the right signature', async () => {
    const body = JSON.stringify({ event: 'participant_joined' });
    expect(await receiveWebhook(body, null)).toBeNull();
    expect(await receiveWebhook(body, 'Bearer nonsense')).toBeNull();
    const foreign = await new AccessToken('other', 'y'.repeat(32)).toJwt();
    expect(await receiveWebhook(body, foreign)).toBeNull();
  });
});

describe('VC6 what the scheduler puts right', () => {
  beforeEach(emptyTables);

  it('closes rooms that nobody should be in', async ({ skip }) => {
    skip(media === null, noMedia);
    const { visit, room } = await inCall();
    await mintMemberJoinToken(visit);
    const stale = `c-${visit.consultationId}-7`;
    await createRoom(stale);
    await createRoom('somebody-elses');
    expect(await runJob('consultation:reconcile-rooms')).toMatchObject({ closed: 1, intruders: 0 });
    const rooms = await listRooms();
    expect(rooms).toContain(room);
    expect(rooms).toContain('somebody-elses');
    expect(rooms).not.toContain(stale);
  });

  it('ends what nobody is in any more, and nothing else', async () => {
    const { visit, appointment } = await inCall();
    const waiting = await makeAdvisor();
    const later = await makeAppointment(waiting, { inMinutes: 25 });
    const other = await waitInRoom(later.linkToken);
    await setClock(appointment.startsAt.add({ minutes: 30 + 61 }));
    // This one's clock: 25 minutes later it is still open.
    expect(await runJob('consultation:end-dead')).toMatchObject({ ended: 1 });
    expect(await waitingState(visit)).toMatchObject({ state: 'ended', endReason: 'timed_out' });
    expect(await waitingState(other)).toMatchObject({ state: 'waiting' });
    await setClock(Temporal.Instant.from(later.startsAt).add({ minutes: 30 + 61 }));
    expect(await runJob('consultation:end-dead')).toMatchObject({ ended: 1 });
    await resetClock();
  });
});
