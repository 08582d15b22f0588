import { randomUUID } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import { admitParticipant } from '#lib/consultation/admit-participant.ts';
import { advisorState } from '#lib/consultation/advisor-state.ts';
import { currentVisit } from '#lib/consultation/current-visit.ts';
import { endConsultation } from '#lib/consultation/end-consultation.ts';
import { leave, waitAgain } from '#lib/consultation/leave.ts';
import { listWaiting } from '#lib/consultation/list-waiting.ts';
import { mintAdvisorJoinToken, mintMemberJoinToken } from '#lib/consultation/mint-join-token.ts';
import { openVisit } from '#lib/consultation/open-visit.ts';
import { waitingState } from '#lib/consultation/waiting-state.ts';
import { randomToken } from '#lib/platform/crypto.ts';
import { db } from '#lib/platform/db.ts';
import { listRooms } from '#lib/platform/livekit.ts';
import { untilWaiting } from '#tests/setup/interleave.ts';
import { resetClock, setClock } from '#tests/setup/clock.ts';
import { connectAs } from '#tests/setup/databases.ts';
import { makeAdvisor, makeAppointment, memberNames, waitInRoom } from './matter.ts';

const media = inject('media');
if (media !== null) {
  process.env['LIVEKIT_URL'] = media.url;
  process.env['LIVEKIT_PUBLIC_URL'] = media.publicUrl;
  process.env['LIVEKIT_API_KEY'] = media.apiKey;
  process.env['LIVEKIT_API_SECRET'] = media.apiSecret;
}

describe('VC6 opening a visit', () => {
  it('answers an unknown token, and an appointment that is no video, alike', async () => {
    const advisor = await makeAdvisor();
    const onSite = await makeAppointment(advisor, { channel: 'on_site' });
    expect(await openVisit(randomToken(), undefined)).toEqual({ ok: false, reason: 'not-found' });
    expect(await openVisit(onSite.linkToken, undefined)).toEqual({ ok: false, reason: 'not-found' });
    expect(await openVisit('x', undefined)).toEqual({ ok: false, reason: 'not-found' });
  });

  it('opens 30 minutes before the start and no longer 60 minutes after the end', async () => {
    const advisor = await makeAdvisor();
    const { linkToken, startsAt } = await makeAppointment(advisor, { inMinutes: 120 });
    expect(await openVisit(linkToken, undefined)).toMatchObject({
      ok: false,
      reason: 'too-early',
      opensAt: startsAt.subtract({ minutes: 30 }).toString(),
      advisor: 'Frau Yıldız',
    });
    await setClock(startsAt.add({ minutes: 95 }));
    expect(await openVisit(linkToken, undefined)).toEqual({ ok: false, reason: 'too-late' });
    await setClock(startsAt.subtract({ minutes: 29 }));
    expect(await openVisit(linkToken, undefined)).toMatchObject({ ok: true });
    await resetClock();
  });

  it('leads the same browser to the same place, another browser to one of its own', async () => {
    const advisor = await makeAdvisor();
    const { linkToken } = await makeAppointment(advisor);
    const first = await openVisit(linkToken, undefined);
    if (!first.ok) throw new Error(first.reason);
    const again = await openVisit(linkToken, first.visitToken);
    expect(again).toEqual(first);
    const other = await openVisit(linkToken, undefined);
    if (!other.ok) throw new Error(other.reason);
    const [one, two] = await Promise.all([currentVisit(first.visitToken), currentVisit(other.visitToken)]);
    expect(one?.consultationId).toBe(two?.consultationId);
    expect(one?.participantId).not.toBe(two?.participantId);
    expect(await currentVisit(randomToken())).toBeNull();
  });

  it('is over a day later, whatever the browser kept', async () => {
    const advisor = await makeAdvisor();
    const { linkToken, startsAt } = await makeAppointment(advisor);
    const opening = await openVisit(linkToken, undefined);
    if (!opening.ok) throw new Error(opening.reason);
    await setClock(startsAt.add({ hours: 23 }));
    expect(await currentVisit(opening.visitToken)).not.toBeNull();
    await setClock(startsAt.add({ hours: 24 }));
    expect(await currentVisit(opening.visitToken)).toBeNull();
    await resetClock();
  });

  it('opens nothing when the appointment is called off or moved at the same moment', async () => {
    const advisor = await makeAdvisor();
    const owner = await connectAs('migrate');
    for (const change of [
      "state = 'cancelled', cancelled_at = app_now()",
      "starts_at = starts_at + interval '5 minutes'",
    ]) {
      const { id, linkToken } = await makeAppointment(advisor);
      await owner.query('BEGIN');
      await owner.query(`UPDATE appointment SET ${change} WHERE id = $1`, [id]);
      const opening = openVisit(linkToken, undefined);
      await untilWaiting();
      await owner.query('COMMIT');
      expect(await opening).toEqual({ ok: false, reason: 'not-found' });
      expect(await db().consultation.count({ where: { appointmentId: id } })).toBe(0);
    }
  });

  it('makes one consultation when ten browsers open the link at once', async () => {
    const advisor = await makeAdvisor();
    const { id, linkToken } = await makeAppointment(advisor);
    const openings = await Promise.all(Array.from({ length: 10 }, () => openVisit(linkToken, undefined)));
    expect(openings.every((opening) => opening.ok)).toBe(true);
    expect(await db().consultation.count({ where: { appointmentId: id } })).toBe(1);
    expect(await db().participant.count({ where: { consultation: { appointmentId: id } } })).toBe(10);
  });
});

describe('VC6 admission', () => {
  it('shows the advisor only own members who confirmed the notice (VC4), by name, and audits the look once (LG4)', async () => {
    const [advisor, stranger] = await Promise.all([makeAdvisor(), makeAdvisor()]);
    const { id, linkToken } = await makeAppointment(advisor);
    const visit = await waitInRoom(linkToken, { confirmed: false });
    const shown = new Set<string>();
    expect((await listWaiting(advisor.actor, shown)).members).toEqual([]);
    const confirmed = await waitInRoom(linkToken);
    const list = await listWaiting(advisor.actor, shown);
    expect(list.members).toEqual([
      expect.objectContaining({
        participantId: confirmed.participantId,
        appointmentId: id,
        name: `${memberNames.firstName} ${memberNames.lastName}`,
        present: true,
      }),
    ]);
    await listWaiting(advisor.actor, shown);
    const looks = await db().auditEntry.count({
      where: { objectId: visit.consultationId, action: 'consultation:seen-waiting', actorId: advisor.staffId },
    });
    expect(looks).toBe(1);
    expect((await listWaiting(stranger.actor, new Set())).members).toEqual([]);
  });

  it('is refused to anybody but the own advisor, as if it did not exist, and before the notice', async () => {
    const [advisor, stranger] = await Promise.all([makeAdvisor(), makeAdvisor()]);
    const { linkToken } = await makeAppointment(advisor);
    const early = await waitInRoom(linkToken, { confirmed: false });
    const visit = await waitInRoom(linkToken);
    const unknown = await admitParticipant(stranger.actor, randomUUID());
    expect(await admitParticipant(stranger.actor, visit.participantId)).toEqual(unknown);
    expect(unknown).toEqual({ ok: false, reason: 'not-found' });
    expect(await admitParticipant(advisor.actor, early.participantId)).toEqual({ ok: false, reason: 'wrong-state' });
    expect(await advisorState(stranger.actor, visit.consultationId)).toBeNull();
    expect(await endConsultation(stranger.actor, visit.consultationId)).toEqual({ ok: false, reason: 'not-found' });
  });

  it('is done once, however often it is pressed', async () => {
    const advisor = await makeAdvisor();
    const { id, linkToken } = await makeAppointment(advisor);
    const visit = await waitInRoom(linkToken);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => admitParticipant(advisor.actor, visit.participantId)),
    );
    for (const answer of answers) expect(answer).toEqual({ ok: true, consultationId: visit.consultationId });
    const audits = { where: { objectId: visit.participantId, action: 'participant:admitted' } };
    expect(await db().auditEntry.count(audits)).toBe(1);
    expect(await db().participant.count({ where: { consultationId: visit.consultationId, role: 'advisor' } })).toBe(1);
    expect((await db().appointment.findUniqueOrThrow({ where: { id } })).state).toBe('in_service');
    const kinds = await db().activity.findMany({
      where: { consultationId: visit.consultationId },
      orderBy: { at: 'asc' },
    });
    expect(kinds.map((line) => line.kind)).toEqual(['waiting_room_opened', 'recording_notice_confirmed', 'admitted']);
  });

  it('puts out who was let in from another browser: the next epoch', async () => {
    const advisor = await makeAdvisor();
    const { linkToken } = await makeAppointment(advisor);
    const first = await waitInRoom(linkToken);
    await admitParticipant(advisor.actor, first.participantId);
    const second = await waitInRoom(linkToken);
    await admitParticipant(advisor.actor, second.participantId);
    expect(await waitingState(first)).toMatchObject({ phase: 'removed', epoch: 2 });
    expect(await waitingState(second)).toMatchObject({ phase: 'admitted', epoch: 2 });
  });

  it('is the next epoch for whoever hung up or lost the key, too: the pass and key of before open nothing', async () => {
    const advisor = await makeAdvisor();
    const { linkToken } = await makeAppointment(advisor);
    const visit = await waitInRoom(linkToken);
    await admitParticipant(advisor.actor, visit.participantId);
    await leave(visit);
    const other = await waitInRoom(linkToken);
    await admitParticipant(advisor.actor, other.participantId);
    expect(await waitingState(other)).toMatchObject({ phase: 'admitted', epoch: 2 });
    await waitAgain(other);
    await admitParticipant(advisor.actor, other.participantId);
    expect(await waitingState(other)).toMatchObject({ phase: 'admitted', epoch: 3 });
    await admitParticipant(advisor.actor, other.participantId);
    expect(await waitingState(other)).toMatchObject({ phase: 'admitted', epoch: 3 });
  });

  it('gives no pass before admission, none after hanging up, none after the end, none to strangers', async ({
    skip,
  }) => {
    skip(media === null, 'no video server at hand');
    const [advisor, stranger] = await Promise.all([makeAdvisor(), makeAdvisor()]);
    const { linkToken } = await makeAppointment(advisor);
    const visit = await waitInRoom(linkToken);
    const refused = { ok: false, reason: 'wrong-state' };
    expect(await mintMemberJoinToken(visit)).toEqual(refused);
    expect(await mintAdvisorJoinToken(advisor.actor, visit.consultationId)).toEqual(refused);
    await admitParticipant(advisor.actor, visit.participantId);
    expect(await mintMemberJoinToken(visit)).toMatchObject({ ok: true, epoch: 1, url: media?.publicUrl });
    expect(await mintAdvisorJoinToken(advisor.actor, visit.consultationId)).toMatchObject({ ok: true });
    expect(await mintAdvisorJoinToken(stranger.actor, visit.consultationId)).toEqual({
      ok: false,
      reason: 'not-found',
    });
    expect(await listRooms()).toContain(`c-${visit.consultationId}-1`);
    await leave(visit);
    expect(await mintMemberJoinToken(visit)).toEqual(refused);
    await waitAgain(visit);
    expect(await mintMemberJoinToken(visit)).toEqual(refused);
    await admitParticipant(advisor.actor, visit.participantId);
    expect(await mintMemberJoinToken(visit)).toMatchObject({ ok: true, epoch: 2 });
    expect(await listRooms()).not.toContain(`c-${visit.consultationId}-1`);
    await endConsultation(advisor.actor, visit.consultationId);
    expect(await mintMemberJoinToken(visit)).toEqual(refused);
    expect(await listRooms()).not.toContain(`c-${visit.consultationId}-2`);
    expect(await openVisit(linkToken, undefined)).toEqual({ ok: false, reason: 'gone' });
    const kinds = await db().activity.findMany({
      where: { consultationId: visit.consultationId },
      orderBy: { at: 'asc' },
    });
    expect(kinds.map(({ kind, role }) => `${kind} ${role ?? ''}`.trim())).toEqual([
      'waiting_room_opened member',
      'recording_notice_confirmed member',
      'admitted member',
      'joined member',
      'joined advisor',
      'left member',
      'admitted member',
      'joined member',
      'ended',
    ]);
  });

  it('tells a waiting member one true sentence', async () => {
    const advisor = await makeAdvisor();
    const [first, second] = await Promise.all([
      makeAppointment(advisor, { inMinutes: -10 }),
      makeAppointment(advisor, { inMinutes: 20 }),
    ]);
    const early = await waitInRoom(first.linkToken);
    const late = await waitInRoom(second.linkToken);
    expect(await waitingState(late)).toMatchObject({
      wait: { kind: 'others-before', count: 1 },
      advisor: 'Frau Yıldız',
    });
    expect(await waitingState(early)).toMatchObject({ wait: { kind: 'late', minutes: 10 } });
    await admitParticipant(advisor.actor, early.participantId);
    expect(await waitingState(late)).toMatchObject({ wait: { kind: 'in-conversation', minutes: 20 } });
  });

  it('stores no name, token or key in the clear', async () => {
    const advisor = await makeAdvisor();
    const { linkToken } = await makeAppointment(advisor);
    await waitInRoom(linkToken);
    const owner = await connectAs('migrate');
    for (const table of ['consultation', 'participant', 'appointment', 'activity', 'audit_entry']) {
      const { rows } = await owner.query<{ text: string }>(`SELECT t::text AS text FROM ${table} t`);
      const all = rows.map((row) => row.text).join('\n');
      expect(all).not.toContain(memberNames.lastName);
      expect(all).not.toContain(linkToken);
    }
  });
});
