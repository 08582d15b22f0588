import { appointmentAnswer } from '#lib/booking/api/api-change-schema.ts';
import { keyedHash } from '#lib/platform/crypto.ts';
import type { Random } from '../random.ts';
import { type Booker, type CrowdWorld, lookForHold, lookForTime, waitForCode } from './crowd.ts';
import { firstTime, type Program } from './program.ts';

/** Whoever has an appointment opens it with a code from the mailbox, and changes it once or some times. */
export async function walkChanges(
  world: CrowdWorld,
  random: Random,
  { id, booker, usedCode }: { id: string; booker: Booker; usedCode: string },
  program: Program,
): Promise<void> {
  const booked = await program.ask('readAppointment');
  const bookingCode = booked === null ? null : appointmentAnswer.parse(booked).bookingCode;
  if (bookingCode === null) return;
  const key = `access-${booker.holder.slice(0, 12)}`;
  if ((await program.ask('requestAccess', { body: { bookingCode }, key })) === null) return;
  const code = await waitForCode(world, booker.mailbox, usedCode);
  if (code === undefined || (await program.ask('openAccess', { body: { bookingCode, code } })) === null) return;

  const changes = { move, switch: switchOver, cancel };
  for (let change = 1 + random.below(3); change > 0 && Date.now() < world.end; change -= 1)
    await changes[random.pick(['move', 'move', 'switch', 'cancel'] as const)](world, random, { id, booker }, program);
}

type Owned = { id: string; booker: Booker };

/** The appointment as it is now, with the time it has or had. */
async function look(world: CrowdWorld, { id }: Owned, program: Program) {
  const json = await program.ask('readAppointment');
  const time = await lookForTime(world, id);
  return json === null || time === null ? null : { appointment: appointmentAnswer.parse(json), took: time.took };
}

async function move(world: CrowdWorld, random: Random, owned: Owned, program: Program): Promise<void> {
  const start = await firstTime(program.client, random).catch(() => undefined);
  const before = await look(world, owned, program);
  if (start === undefined || before === null) return;
  const moving = Buffer.from(keyedHash('browser', `moving:${owned.booker.token}`)).toString('hex');
  const body = { channel: 'video', startsAt: start.startsAt, advisor: start.advisor };
  const held = await program.write(
    { action: 'hold', holder: moving, about: owned.id },
    'holdMove',
    { body },
    async () => {
      const seen = await lookForHold(world, moving);
      if (seen === null) return { appointmentId: `gone-${moving}`, until: Date.now() + 60_000 };
      return { appointmentId: seen.id, took: seen.took, ...(seen.until && { until: seen.until }) };
    },
  );
  if (held.kind !== 'ok' || random.chance(0.1)) return;
  await program.write(
    { action: 'move', holder: moving, about: owned.id },
    'moveAppointment',
    { version: before.appointment.version },
    () => ({ appointmentId: owned.id, channel: 'video', freed: before.took, ...(held.took && { took: held.took }) }),
  );
}

async function switchOver(world: CrowdWorld, random: Random, owned: Owned, program: Program): Promise<void> {
  const before = await look(world, owned, program);
  const others = (before?.appointment.change?.channels ?? []).filter(({ whyNot }) => whyNot === null);
  if (before === null || others.length === 0) return;
  const { channel } = random.pick(others);
  const sent = { version: before.appointment.version, body: { channel } };
  await program.write({ action: 'switch', about: owned.id }, 'switchChannel', sent, () => ({
    appointmentId: owned.id,
    channel,
  }));
}

/** Cancels, sometimes with a second program beside it, and may take it back. */
async function cancel(world: CrowdWorld, random: Random, owned: Owned, program: Program): Promise<void> {
  const before = await look(world, owned, program);
  if (before?.appointment.state !== 'confirmed') return;
  const sent = { version: before.appointment.version };
  const freed = { appointmentId: owned.id, freed: before.took };
  const once = () => program.write({ action: 'cancel', about: owned.id }, 'cancelAppointment', sent, () => freed);
  await Promise.all(Array.from({ length: random.chance(0.3) ? 2 : 1 }, once));
  if (random.chance(0.3)) return;
  const after = await look(world, owned, program);
  if (after?.appointment.state !== 'cancelled') return;
  const taken = { appointmentId: owned.id, took: after.took };
  const undoing = { version: after.appointment.version };
  await program.write({ action: 'undo', about: owned.id }, 'undoCancellation', undoing, () => taken);
}
