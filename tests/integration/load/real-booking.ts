import type fc from 'fast-check';
import { expect } from 'vitest';
import { stepAt } from '#lib/booking/core/steps.ts';
import { keyedHash, randomToken } from '#lib/platform/crypto.ts';
import { type Database, db } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import { tuesday } from '#tests/integration/booking/world.ts';
import { type BookingModel, minute } from '#tests/load/booking-model.ts';
import { setClock } from '#tests/setup/clock.ts';

/** The product as it runs: a real database, real use cases. */
export interface RealBooking {
  advisors: readonly string[];
  /** A service for groups; its sessions take time of advisors */
  groupServiceId: string;
  web: Database;
  scheduler: Database;
  owner: Database;
  /** Each browser's token; a new one after each confirmation, so that a browser has one matter */
  tokens: string[];
  /** Of each appointment the tokens of two browsers that may change it */
  changing: Map<string, string[]>;
  /** What was granted at least once */
  granted: Set<string>;
}

/** A Thursday, two days ahead of the clock. */
export const slotStart = (slot: number): Temporal.Instant => tuesday.add({ hours: 48, minutes: 15 * slot });
export const thursday = 4;
/** Until two hours after the clock's start members change what begins first, and so on: some come too late. */
export const changeDeadline = 46 * 60;

type Step = (model: BookingModel, real: RealBooking) => Promise<void>;

/** A command: time goes on by a second, it is done to both, and both are compared. */
export class Command implements fc.AsyncCommand<BookingModel, RealBooking> {
  readonly #name: string;
  readonly #step: Step;
  readonly #check: (model: Readonly<BookingModel>) => boolean;

  constructor(name: string, step: Step, check: (model: Readonly<BookingModel>) => boolean = () => true) {
    this.#name = name;
    this.#step = step;
    this.#check = check;
  }

  check(model: Readonly<BookingModel>): boolean {
    return this.#check(model);
  }

  async run(model: BookingModel, real: RealBooking): Promise<void> {
    model.now += 1000;
    await setClock(Temporal.Instant.fromEpochMilliseconds(model.now));
    await this.#step(model, real);
    expect(await seen(model.now, real), this.#name).toEqual(expected(model));
  }

  toString(): string {
    return this.#name;
  }
}

/** Two browsers have proved the mailbox of an appointment; how they did is tried elsewhere. */
export async function letChange(appointmentId: string, token: string, real: RealBooking): Promise<void> {
  const tokens = [token, randomToken()];
  real.changing.set(appointmentId, tokens);
  await real.owner.appointmentAccess.createMany({
    data: tokens.map((one) => ({
      appointmentId,
      browserHash: keyedHash('browser', one),
      expiresAt: new Date(tuesday.add({ hours: 1000 }).epochMilliseconds),
    })),
  });
}

const inOrder = <Row>(rows: Row[]): Row[] =>
  rows.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));

function expected(model: BookingModel): unknown {
  const there = model.appointments.filter(({ until }) => until === null || until > model.now);
  return {
    appointments: inOrder(
      there.map(({ id, advisor, slot, channel, until, cancelled, moves, mails }) => {
        return { id, advisor, slot, channel, until, cancelled, moves, mails };
      }),
    ),
    reopenings: inOrder(model.reopenings.map(({ of, advisor, slot, opensAt }) => ({ of, advisor, slot, opensAt }))),
    blocks: inOrder(model.blocks.map(({ advisor, slot }) => ({ advisor, slot }))),
  };
}

interface Claiming {
  advisorId: string;
  startsAt: Date;
  claims: { resourceId: string; startStep: number; endStep: number }[];
}

/** What is there for everybody, each with the one claim it needs, and what members were told of it. */
async function seen(now: number, { advisors }: RealBooking): Promise<unknown> {
  const withClaims = { include: { claims: true } };
  const rows = await db().appointment.findMany(withClaims);
  const reopenings = await db().reopening.findMany(withClaims);
  const sessions = await db().groupSession.findMany(withClaims);
  const messages = await db().outboxMessage.findMany({ select: { appointmentId: true, template: true } });
  const placeOf = ({ advisorId, startsAt, claims }: Claiming, claimed = true) => {
    const startStep = stepAt(Temporal.Instant.fromEpochMilliseconds(startsAt.getTime()));
    expect(claims.map((claim) => [claim.resourceId, claim.startStep, claim.endStep])).toEqual(
      claimed ? [[advisorId, startStep, startStep + 6]] : [],
    );
    return {
      advisor: advisors.indexOf(advisorId),
      slot: (startsAt.getTime() - slotStart(0).epochMilliseconds) / (15 * minute),
    };
  };
  return {
    appointments: inOrder(
      rows
        .filter(({ expiresAt }) => expiresAt === null || expiresAt.getTime() > now)
        .map((row) => ({
          id: row.id,
          ...placeOf(row, row.state !== 'cancelled'),
          channel: row.channel,
          until: row.expiresAt?.getTime() ?? null,
          cancelled: row.state === 'cancelled',
          moves: row.movesId,
          mails: messages
            .filter(({ appointmentId, template }) => appointmentId === row.id && template !== 'one-time-code')
            .map(({ template }) => template)
            .toSorted(),
        })),
    ),
    reopenings: inOrder(
      reopenings.map((row) => ({ of: row.appointmentId, ...placeOf(row), opensAt: row.opensAt.getTime() })),
    ),
    blocks: inOrder(sessions.map((row) => placeOf(row))),
  };
}
