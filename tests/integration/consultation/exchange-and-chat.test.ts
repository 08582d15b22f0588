import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { admitParticipant } from '#lib/consultation/admit-participant.ts';
import { advisorState } from '#lib/consultation/advisor-state.ts';
import { endConsultation } from '#lib/consultation/end-consultation.ts';
import { answerWithKey, publishCommitment, revealAndWrap, startNextEpoch } from '#lib/consultation/exchange-key.ts';
import { waitAgain } from '#lib/consultation/leave.ts';
import { listAdvisorMessages, listMemberMessages } from '#lib/consultation/list-messages.ts';
import { postAdvisorMessage, postMemberMessage } from '#lib/consultation/post-message.ts';
import { eraseSubject, exportSubject } from '#lib/consultation/subject-data.ts';
import { waitingState } from '#lib/consultation/waiting-state.ts';
import { db, openDatabase } from '#lib/platform/db.ts';
import { keyStore, toKeyRef } from '#lib/platform/keys.ts';
import { Temporal } from '#lib/platform/time.ts';
import { resetClock, setClock } from '#tests/setup/clock.ts';
import { connectAs, databaseUrl } from '#tests/setup/databases.ts';
import { makeAdvisor, makeAppointment, waitInRoom } from './matter.ts';

const random = (length: number) => randomBytes(length).toString('base64url');
const refused = { ok: false, reason: 'wrong-state' };

async function inCall() {
  const advisor = await makeAdvisor();
  const appointment = await makeAppointment(advisor);
  const visit = await waitInRoom(appointment.linkToken);
  await admitParticipant(advisor.actor, visit.participantId);
  return { ...advisor, visit, appointment };
}

describe('VC8 the key exchange as the server keeps it', () => {
  it('takes the steps in their order only: commitment, answer, reveal', async () => {
    const { actor, visit } = await inCall();
    const { consultationId, participantId } = visit;
    const answer = { exchangeId: randomUUID(), publicKey: random(65), nonce: random(32) };
    const reveal = { exchangeId: randomUUID(), publicKey: random(65), nonce: random(32), wrappedKey: random(60) };
    expect(await answerWithKey(visit, answer)).toEqual(refused);
    expect(await revealAndWrap(actor, consultationId, reveal)).toEqual(refused);
    const commitment = random(32);
    expect(await publishCommitment(actor, consultationId, { participantId, epoch: 2, commitment })).toEqual(refused);
    expect(await publishCommitment(actor, consultationId, { participantId, epoch: 1, commitment })).toEqual({
      ok: true,
    });
    const committed = (await waitingState(visit))?.exchange;
    expect(committed).toMatchObject({ commitment, memberPublicKey: null, advisorPublicKey: null, wrappedKey: null });
    const exchangeId = committed?.id ?? '';
    expect(await revealAndWrap(actor, consultationId, { ...reveal, exchangeId })).toEqual(refused);
    expect(await answerWithKey(visit, { ...answer, exchangeId })).toEqual({ ok: true });
    expect(await answerWithKey(visit, { ...answer, exchangeId })).toEqual({ ok: true });
    expect(await answerWithKey(visit, { ...answer, exchangeId, nonce: random(32) })).toEqual(refused);
    const seen = (await advisorState(actor, consultationId))?.members[0]?.exchange;
    expect(seen).toMatchObject({ memberPublicKey: answer.publicKey, memberNonce: answer.nonce });
    expect(await revealAndWrap(actor, consultationId, { ...reveal, exchangeId })).toEqual({ ok: true });
    expect((await waitingState(visit))?.exchange).toMatchObject({ wrappedKey: reveal.wrappedKey });
  });

  it('takes no other key of the member without another admission', async () => {
    const { actor, visit } = await inCall();
    const { consultationId, participantId } = visit;
    const commit = async () => {
      const { epoch } = await db().consultation.findUniqueOrThrow({ where: { id: consultationId } });
      await publishCommitment(actor, consultationId, { participantId, epoch, commitment: random(32) });
      return (await waitingState(visit))?.exchange?.id ?? '';
    };
    const publicKey = random(65);
    expect(await answerWithKey(visit, { exchangeId: await commit(), publicKey, nonce: random(32) })).toEqual({
      ok: true,
    });
    const next = await commit();
    const changed = { exchangeId: next, publicKey: random(65), nonce: random(32) };
    expect(await answerWithKey(visit, changed)).toEqual({ ok: false, reason: 'not-allowed' });
    expect(await answerWithKey(visit, { exchangeId: next, publicKey, nonce: random(32) })).toEqual({ ok: true });
    await waitAgain(visit);
    expect((await waitingState(visit))?.phase).toBe('waiting');
    expect(await answerWithKey(visit, changed)).toEqual(refused);
    await admitParticipant(actor, participantId);
    expect((await waitingState(visit))?.exchange).toBeNull();
    const anew = { ...changed, exchangeId: await commit() };
    expect(await answerWithKey(visit, anew)).toEqual({ ok: true });
  });

  it('begins the next epoch once, without the exchanges of the one before', async () => {
    const { actor, visit } = await inCall();
    const { consultationId, participantId } = visit;
    await publishCommitment(actor, consultationId, { participantId, epoch: 1, commitment: random(32) });
    await Promise.all([startNextEpoch(actor, consultationId, 1), startNextEpoch(actor, consultationId, 1)]);
    expect(await waitingState(visit)).toMatchObject({ epoch: 2, phase: 'admitted', exchange: null });
  });
});

describe('VC2 chat', () => {
  const message = (text: string) => ({ clientKey: randomUUID(), text });

  it('goes both ways from the waiting room on and is sealed in the table', async () => {
    const advisor = await makeAdvisor();
    const { linkToken } = await makeAppointment(advisor);
    const visit = await waitInRoom(linkToken);
    const text = 'Ich bin da, Łukasz Żółć 🌼';
    expect(await postMemberMessage(visit, message(text))).toEqual({ ok: true, number: 1 });
    expect(await postAdvisorMessage(advisor.actor, visit.consultationId, message('Gleich'))).toEqual({
      ok: true,
      number: 2,
    });
    const seen = await listMemberMessages(visit, 0);
    expect(seen.map(({ number, from, own, text: body }) => ({ number, from, own, body }))).toEqual([
      { number: 1, from: 'member', own: true, body: text },
      { number: 2, from: 'advisor', own: false, body: 'Gleich' },
    ]);
    expect((await listAdvisorMessages(advisor.actor, visit.consultationId, 1))?.map(({ own }) => own)).toEqual([true]);
    const owner = await connectAs('migrate');
    const { rows } = await owner.query<{ row: string; sealed: Buffer }>(
      'SELECT chat_message::text AS row, text AS sealed FROM chat_message',
    );
    expect(rows).toHaveLength(2);
    for (const { row, sealed } of rows)
      expect(`${row} ${sealed.toString('utf8')}`).not.toMatch(/Łukasz|Ich bin|Gleich/);
  });

  it('numbers without gaps, and a repeated post is one message, under 40 posts at once', async () => {
    const { actor, visit } = await inCall();
    const messages = Array.from({ length: 20 }, (_, i) => message(`Nachricht ${i}`));
    const posts = [...messages, ...messages].map((one) => postMemberMessage(visit, one));
    const answers = await Promise.all(posts);
    expect(answers.every((answer) => answer.ok)).toBe(true);
    const numbers = answers.map((answer) => (answer.ok ? answer.number : 0));
    expect(numbers.slice(0, 20)).toEqual(numbers.slice(20));
    expect(numbers.slice(0, 20).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(await listAdvisorMessages(actor, visit.consultationId, 0)).toHaveLength(20);
    expect(await postAdvisorMessage(actor, visit.consultationId, message('weiter'))).toEqual({ ok: true, number: 21 });
  });

  it('is closed to strangers, to those who left, and after the end; what was said stays readable', async () => {
    const { actor, visit } = await inCall();
    const stranger = await makeAdvisor();
    await postMemberMessage(visit, message('Guten Tag'));
    const missing = { ok: false, reason: 'not-found' };
    expect(await postAdvisorMessage(stranger.actor, visit.consultationId, message('x'))).toEqual(missing);
    expect(await postAdvisorMessage(stranger.actor, randomUUID(), message('x'))).toEqual(missing);
    expect(await listAdvisorMessages(stranger.actor, visit.consultationId, 0)).toBeNull();
    expect(await listAdvisorMessages(actor, visit.consultationId, 0)).toHaveLength(1);
    expect(await listAdvisorMessages(actor, visit.consultationId, 1)).toEqual([]);
    const looks = await db().auditEntry.findMany({
      where: { action: 'consultation:chat-read', objectId: visit.consultationId },
    });
    expect(looks).toMatchObject([{ actorKind: 'staff', actorId: actor.staffId }]);
    await endConsultation(actor, visit.consultationId);
    expect(await postMemberMessage(visit, message('noch etwas'))).toEqual(refused);
    expect(await listMemberMessages(visit, 0)).toHaveLength(1);
  });

  it('is of those who were let in: who only has the link reads and writes nothing of it from then on (VC6)', async () => {
    const { actor, visit, appointment } = await inCall();
    const texts = async (reader: typeof visit) => (await listMemberMessages(reader, 0)).map(({ text }) => text);
    const other = await waitInRoom(appointment.linkToken);
    await postMemberMessage(visit, message('Es geht um meine Pflege'));
    expect(await texts(other)).toEqual([]);
    expect(await postMemberMessage(other, message('Ich bin es wirklich'))).toEqual(refused);
    await admitParticipant(actor, other.participantId);
    await postAdvisorMessage(actor, visit.consultationId, message('Jetzt am Telefon'));
    expect(await texts(other)).toEqual(['Es geht um meine Pflege', 'Jetzt am Telefon']);
    expect(await texts(visit)).toEqual(['Es geht um meine Pflege']);
    await waitAgain(visit);
    expect(await postMemberMessage(visit, message('Und hier?'))).toEqual(refused);
    await admitParticipant(actor, visit.participantId);
    expect(await texts(visit)).toHaveLength(2);
    expect(await postMemberMessage(visit, message('Wieder hier'))).toMatchObject({ ok: true });
  });

  it('cannot be read with another key, nor past its clock even before the purge (VC5, DP5)', async () => {
    const { actor, visit } = await inCall();
    await postMemberMessage(visit, message('geheim'));
    const { openedAt, keyRef } = await db().consultation.findUniqueOrThrow({ where: { id: visit.consultationId } });
    const opened = Temporal.Instant.fromEpochMilliseconds(openedAt.getTime());
    await setClock(opened.add({ hours: 88 * 24 - 2 }));
    expect(await listAdvisorMessages(actor, visit.consultationId, 0)).toHaveLength(1);
    await setClock(opened.add({ hours: 90 * 24 }));
    expect(await listMemberMessages(visit, 0)).toEqual([]);
    expect(await waitingState(visit)).toBeNull();
    expect(await advisorState(actor, visit.consultationId)).toBeNull();
    await resetClock();
    await keyStore().destroy(toKeyRef(keyRef));
    expect(await listMemberMessages(visit, 0)).toEqual([]);
  });
});

describe('DP1 a person’s data in the consultation', () => {
  it('are exported opened, and erased with the key named', async () => {
    const { visit, appointment } = await inCall();
    await postMemberMessage(visit, { clientKey: randomUUID(), text: 'Bitte zurückrufen' });
    const records = await exportSubject(appointment.id, db());
    expect(records.find((record) => record.model === 'ChatMessage')?.values['text']).toBe('Bitte zurückrufen');
    const owner = await connectAs('migrate');
    const { keyRef } = await db().consultation.findUniqueOrThrow({ where: { id: visit.consultationId } });
    const scheduler = openDatabase(databaseUrl('scheduler'));
    const erased = await eraseSubject(appointment.id, scheduler);
    await scheduler.$disconnect();
    expect(erased.keys).toEqual([keyRef]);
    expect(erased.removed).toMatchObject({ Consultation: 1, ChatMessage: 1, Participant: 2 });
    const { rows } = await owner.query('SELECT 1 FROM chat_message WHERE consultation_id = $1', [visit.consultationId]);
    expect(rows).toEqual([]);
  });
});
