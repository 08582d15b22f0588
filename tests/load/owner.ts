import { cancelAppointment } from '#lib/booking/change/cancel-appointment.ts';
import { stepAt } from '#lib/booking/core/steps.ts';
import { findOwnAppointment, type OwnAppointment } from '#lib/booking/change/find-own-appointment.ts';
import { holdMove } from '#lib/booking/change/hold-move.ts';
import { moveAppointment } from '#lib/booking/change/move-appointment.ts';
import type { Channel } from '#lib/booking/schema.ts';
import { switchChannel } from '#lib/booking/change/switch-channel.ts';
import { undoCancellation } from '#lib/booking/change/undo-cancellation.ts';
import { keyedHash, randomToken } from '#lib/platform/crypto.ts';
import type { Database } from '#lib/platform/db.ts';
import { type Temporal, toInstant } from '#lib/platform/time.ts';
import type { Answer, Invocation, Recorder, Span } from './history.ts';
import type { Random } from './random.ts';

/** What an owner needs of the storm around. */
interface OwnerWorld {
  recorder: Recorder;
  advisors: readonly string[];
  process(): Database;
  reader: Database;
  frontier(): Temporal.Instant;
}

/** Somebody who has an appointment, and two browsers that may change it. */
export interface Owner {
  /** Moves, switches, cancels or takes back, whichever chance picks; sometimes twice at the same moment */
  step(): Promise<void>;
}

type Refusable = { ok: true } | { ok: false; reason: string };
interface Seen {
  own: OwnAppointment;
  request: { right: NonNullable<OwnAppointment['change']>; version: number };
  /** Of this browser, and of its hold of a move, as operations name them */
  holder: string;
  moving: string;
  /** What the appointment has, or had before it was cancelled */
  span: Span;
}

const hex = (hash: Uint8Array): string => Buffer.from(hash).toString('hex');
const channels: readonly Channel[] = ['video', 'phone', 'on_site'];
const spanOf = (row: { advisorId: string; startsAt: Date; endsAt: Date }): Span => ({
  resourceId: row.advisorId,
  from: stepAt(toInstant(row.startsAt)),
  to: stepAt(toInstant(row.endsAt)),
});

/** @param booked.token of the browser that booked it */
export function openOwner(world: OwnerWorld, random: Random, booked: { id: string; token: string }): Owner {
  const { id } = booked;
  const { recorder, reader } = world;
  const tokens = [booked.token, randomToken()];
  let letIn = false;

  /** How a browser proves the mailbox is tried elsewhere. */
  const look = async (): Promise<Seen | null> => {
    if (!letIn) {
      const hashes = tokens.map((token) => keyedHash('browser', token));
      await reader.$executeRaw`
        INSERT INTO appointment_access (appointment_id, browser_hash, expires_at)
        SELECT id, hash, starts_at FROM appointment, unnest(${hashes}::bytea[]) AS hash WHERE id = ${id}::uuid
        FOR KEY SHARE OF appointment`;
      letIn = true;
    }
    const browserToken = random.pick(tokens);
    const own = await findOwnAppointment({ linkToken: null, browserToken }, reader);
    if (own?.change == null) return null;
    const { version, advisor, startsAt, endsAt } = own.appointment;
    return {
      own,
      request: { right: own.change, version },
      holder: hex(keyedHash('browser', browserToken)),
      moving: hex(own.change.movingHash),
      span: { resourceId: advisor.id, from: stepAt(startsAt), to: stepAt(endsAt) },
    };
  };

  /** Does it once, or twice at the same moment: whoever is second is told that it was changed meanwhile. */
  const change = async (
    invocation: Omit<Invocation, 'about'>,
    act: () => Promise<Refusable>,
    done: Omit<Extract<Answer, { kind: 'ok' }>, 'kind' | 'appointmentId'>,
  ): Promise<void> => {
    const once = (): Promise<Answer> =>
      recorder.record({ ...invocation, about: id }, async () => {
        const answer = await act();
        return answer.ok ? { kind: 'ok', appointmentId: id, ...done } : { kind: 'refused', reason: answer.reason };
      });
    await Promise.all(Array.from({ length: random.chance(0.4) ? 2 : 1 }, once));
  };

  const heldBy = (moving: string) =>
    reader.appointment.findFirst({
      where: { browserHash: Buffer.from(moving, 'hex'), state: 'held' },
      orderBy: { createdAt: 'desc' },
    });

  const holdAnother = async ({ request, moving }: Seen): Promise<void> => {
    const startsAt = world.frontier().add({ minutes: 15 * random.below(random.chance(0.5) ? 2 : 7) });
    const advisor = random.chance(0.5) ? { advisor: random.pick(world.advisors) } : {};
    const choice = { channel: random.pick(channels), startsAt, ...advisor };
    await recorder.record({ action: 'hold', holder: moving, about: id }, async () => {
      const held = await holdMove({ right: request.right, choice }, world.process());
      if (!held.ok) return { kind: 'refused', reason: held.reason };
      const until = held.expiresAt.epochMilliseconds;
      // The answer names no id. One that is gone already is an appointment that is not there: the checker says so.
      const row = await heldBy(moving);
      if (row === null) return { kind: 'ok', appointmentId: `gone-${moving}`, until };
      return { kind: 'ok', appointmentId: row.id, until, took: [spanOf(row)] };
    });
  };

  const move = async ({ request, moving, span }: Seen): Promise<void> => {
    const held = await heldBy(moving);
    const to = held === null ? {} : { took: [spanOf(held)], channel: held.channel };
    await change({ action: 'move', holder: moving }, () => moveAppointment(request, world.process()), {
      ...to,
      freed: [span],
    });
  };

  const cancel = ({ request, holder, span }: Seen): Promise<void> =>
    change({ action: 'cancel', holder }, () => cancelAppointment(request, world.process()), { freed: [span] });

  const switchOver = ({ request, holder }: Seen): Promise<void> => {
    const channel = random.pick(channels);
    return change({ action: 'switch', holder }, () => switchChannel({ ...request, channel }, world.process()), {
      channel,
    });
  };

  const undo = ({ own, request, holder, span }: Seen): Promise<void> => {
    const taking = { right: own.seeing, version: request.version };
    return change({ action: 'undo', holder }, () => undoCancellation(taking, world.process()), { took: [span] });
  };

  return {
    step: async () => {
      const seen = await look();
      if (seen === null) return;
      if (seen.own.appointment.state === 'cancelled') return undo(seen);
      const luck = random.fraction();
      if ((await heldBy(seen.moving)) !== null && luck < 0.8) return move(seen);
      if (luck < 0.6) return holdAnother(seen);
      return luck < 0.85 ? cancel(seen) : switchOver(seen);
    },
  };
}
