import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect } from 'vitest';
import { cancelAppointment } from '#lib/booking/change/cancel-appointment.ts';
import { stepAt } from '#lib/booking/core/steps.ts';
import { findOwnAppointment, type OwnAppointment } from '#lib/booking/change/find-own-appointment.ts';
import { holdMove, releaseMove } from '#lib/booking/change/hold-move.ts';
import { moveAppointment } from '#lib/booking/change/move-appointment.ts';
import { offerTimes } from '#lib/booking/waiting-list/offer-times.ts';
import type { Channel } from '#lib/booking/schema.ts';
import { sweepExpiredHolds } from '#lib/booking/hold/sweep.sql.ts';
import { switchChannel } from '#lib/booking/change/switch-channel.ts';
import { undoCancellation } from '#lib/booking/change/undo-cancellation.ts';
import { sqlState, sqlStateOf } from '#lib/platform/db-error.ts';
import { Temporal, toDate } from '#lib/platform/time.ts';
import { type BookingModel, keptLength, minute, type ModelAppointment } from '#tests/load/booking-model.ts';
import { setClock } from '#tests/setup/clock.ts';
import { Command, type RealBooking, slotStart } from './real-booking.ts';

/** Who changes which appointment: one of those that were ever confirmed, from the latest on, by one of its two browsers. */
interface Change {
  which: number;
  browser: number;
  /** On a page that was made before the latest change */
  stale: boolean;
}

interface Asked {
  own: ModelAppointment;
  seen: OwnAppointment;
  request: { right: NonNullable<OwnAppointment['change']>; version: number };
  /** The browser's name as of its hold of a move */
  moving: string;
}

type Answer = { ok: true } | { ok: false; reason: string };
const reasonOf = (answer: Answer): string | null => (answer.ok ? null : answer.reason);
const draw = (): number => keptLength / minute;

/** A command about an appointment that somebody has or had; there is none before the first confirmation. */
const change = (
  name: string,
  { which, browser, stale }: Change,
  act: (asked: Asked, model: BookingModel, real: RealBooking) => Promise<void>,
): Command =>
  new Command(
    `${name} of ${which}, browser ${browser}${stale ? ', stale' : ''}`,
    async (model, real) => {
      const booked = model.booked();
      const own = booked.at(-1 - (which % booked.length))!;
      const browserToken = real.changing.get(own.id)?.[browser] ?? '';
      const seen = await findOwnAppointment({ linkToken: null, browserToken }, real.web);
      if (seen?.change == null) throw new Error('Nobody may change it');
      const version = seen.appointment.version - (stale ? 1 : 0);
      await act({ own, seen, request: { right: seen.change, version }, moving: `${own.id} ${browser}` }, model, real);
    },
    (model) => model.booked().length > 0,
  );

/** What both say must be the same; what was granted is noted. */
const same = (name: string, answer: Answer, stale: boolean, expected: () => string | null, real: RealBooking): void => {
  if (answer.ok) real.granted.add(name);
  expect(reasonOf(answer), name).toBe(stale ? 'changed-meanwhile' : expected());
};

const holdFor = (given: Change, place: { advisor: number; slot: number; channel: Channel }) =>
  change(`hold a move to ${place.advisor}, ${place.slot}`, given, async ({ own, request, moving }, model, real) => {
    const choice = {
      channel: place.channel,
      startsAt: slotStart(place.slot),
      advisor: real.advisors[place.advisor],
    };
    const expected = model.whyNoMoveTo(own, place);
    const answer = await holdMove({ right: request.right, choice }, real.web);
    expect(reasonOf(answer)).toBe(expected);
    if (!answer.ok) return;
    real.granted.add('hold a move');
    const held = await real.web.appointment.findFirstOrThrow({
      where: { movesId: own.id },
      orderBy: { createdAt: 'desc' },
    });
    expect(answer.expiresAt.epochMilliseconds).toBe(model.hold(held.id, moving, { ...place, moves: own.id }));
  });

const dropMove = (given: Change) =>
  change('drop the move', given, async ({ request, moving }, model, real) => {
    await releaseMove(request.right, real.web);
    model.release(moving);
  });

const move = (given: Change) =>
  change('move', given, async ({ own, request, moving }, model, real) => {
    const answer = await moveAppointment(request, real.web, draw);
    same('move', answer, given.stale, () => model.move(own, moving), real);
  });

const cancel = (given: Change) =>
  change('cancel', given, async ({ own, request }, model, real) => {
    const answer = await cancelAppointment(request, real.web, draw);
    same('cancel', answer, given.stale, () => model.cancel(own), real);
  });

const undo = (given: Change) =>
  change('undo', given, async ({ own, seen, request: { version } }, model, real) => {
    const answer = await undoCancellation({ right: seen.seeing, version }, real.web);
    same('undo', answer, given.stale, () => model.undo(own), real);
  });

const switchTo = (given: Change, channel: Channel) =>
  change(`switch to ${channel}`, given, async ({ own, request }, model, real) => {
    const answer = await switchChannel({ ...request, channel }, real.web);
    same('switch', answer, given.stale, () => model.switch(own, channel), real);
  });

const openReopenings = (later: number) =>
  new Command(`open what was kept, ${later} minutes later`, async (model, { scheduler, granted }) => {
    model.now += later * minute;
    await setClock(Temporal.Instant.fromEpochMilliseconds(model.now));
    const done = await offerTimes(scheduler);
    const opened = model.openReopenings();
    if (opened > 0) granted.add('open');
    expect(done).toMatchObject({ opened });
  });

/** Takes a resource's time without a member. */
const block = (advisor: number, slot: number) =>
  new Command(`block ${advisor}, ${slot}`, async (model, { advisors, groupServiceId, owner, scheduler, granted }) => {
    await sweepExpiredHolds(scheduler);
    const resource = await owner.resource.findUniqueOrThrow({ where: { id: advisors[advisor] ?? '' } });
    const startsAt = slotStart(slot);
    const id = randomUUID();
    const time = { startsAt: toDate(startsAt), endsAt: toDate(startsAt.add({ minutes: 30 })) };
    const step = stepAt(startsAt);
    const planned = await owner
      .$transaction([
        owner.groupSession.create({
          data: {
            id,
            serviceId: groupServiceId,
            serviceCenterId: resource.serviceCenterId,
            advisorId: resource.id,
            channel: 'on_site',
            ...time,
            seats: 4,
            publicSeats: 4,
          },
        }),
        owner.claim.create({
          data: { groupSessionId: id, resourceId: resource.id, startStep: step, endStep: step + 6 },
        }),
      ])
      .then(
        () => true,
        (fault: unknown) => {
          if (sqlStateOf(fault) !== sqlState.exclusionViolation) throw fault;
          return false;
        },
      );
    expect(planned).toBe(model.isUntaken({ advisor, slot }));
    if (!planned) return;
    granted.add('block');
    model.blocks.push({ advisor, slot });
  });

const unblock = () =>
  new Command('unblock', async (model, { owner }) => {
    await owner.groupSession.deleteMany();
    model.blocks = [];
  });

const goAway = (advisor: number, slot: number) =>
  new Command(`away ${advisor}, ${slot}`, async (model, { advisors, owner }) => {
    const [startsAt, endsAt] = [slotStart(slot), slotStart(slot + 2)].map(toDate);
    await owner.absence.create({ data: { resourceId: advisors[advisor]!, startsAt: startsAt!, endsAt: endsAt! } });
    model.absences.push({ advisor, slot });
  });

const comeBack = (advisor: number) =>
  new Command(`back ${advisor}`, async (model, { advisors, owner }) => {
    await owner.absence.deleteMany({ where: { resourceId: advisors[advisor]! } });
    model.absences = model.absences.filter((away) => away.advisor !== advisor);
  });

const advisor = fc.nat(1);
const slot = fc.nat(7);
const given = fc.record({
  which: fc.constantFrom(0, 0, 0, 1, 2),
  browser: fc.nat(1),
  stale: fc.integer({ min: 0, max: 9 }).map((luck) => luck === 0),
});
const channel = fc.constantFrom<Channel>('video', 'phone', 'on_site');
const place = fc.record({ advisor, slot, channel });

/** Whatever becomes of an appointment, and of the time of those who keep it. */
export const changeCommands = [
  fc.tuple(given, place).map(([by, to]) => holdFor(by, to)),
  given.map(move),
  fc.tuple(given, place).map(([by, to]) => holdFor(by, to)),
  given.map(move),
  fc.tuple(given, place).map(([by, to]) => holdFor(by, to)),
  given.map(move),
  given.map(dropMove),
  given.map(cancel),
  given.map(undo),
  given.map(cancel),
  given.map(undo),
  fc.tuple(given, channel).map(([by, to]) => switchTo(by, to)),
  fc.constantFrom(0, 21).map(openReopenings),
  fc.tuple(advisor, slot).map(([a, s]) => block(a, s)),
  fc.constant(unblock()),
  fc.tuple(advisor, slot).map(([a, s]) => goAway(a, s)),
  advisor.map(comeBack),
];
