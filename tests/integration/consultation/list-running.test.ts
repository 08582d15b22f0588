import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { admitParticipant } from '#lib/consultation/admit-participant.ts';
import { endConsultation } from '#lib/consultation/end-consultation.ts';
import { listRunning } from '#lib/consultation/list-running.ts';
import { closeDatabase } from '#lib/platform/db.ts';
import { emptyTables } from '#tests/setup/databases.ts';
import { makeAdvisor, makeAppointment, waitInRoom } from './matter.ts';

beforeEach(emptyTables);
afterAll(closeDatabase);

describe('way back into a conversation (VC11, VC14)', () => {
  it('lists the own consultations in call, from admission to end', async () => {
    const advisor = await makeAdvisor();
    const appointment = await makeAppointment(advisor);
    const visit = await waitInRoom(appointment.linkToken);
    expect(await listRunning(advisor.actor)).toEqual([]);
    await admitParticipant(advisor.actor, visit.participantId);
    expect(await listRunning(advisor.actor)).toEqual([
      { consultationId: visit.consultationId, appointmentId: appointment.id },
    ]);
    await endConsultation(advisor.actor, visit.consultationId);
    expect(await listRunning(advisor.actor)).toEqual([]);
  });

  it("lists nobody else's", async () => {
    const advisor = await makeAdvisor();
    const visit = await waitInRoom((await makeAppointment(advisor)).linkToken);
    await admitParticipant(advisor.actor, visit.participantId);
    const other = await makeAdvisor();
    expect(await listRunning(other.actor)).toEqual([]);
  });
});
