import { randomInt } from 'node:crypto';
import { keyedHash, randomToken, seal } from '#lib/platform/crypto.ts';
import type { Database } from '#lib/platform/db.ts';
import { sqlState, sqlStateOf } from '#lib/platform/db-error.ts';
import { Temporal, toDate, toInstant } from '#lib/platform/time.ts';
import { appointmentInclude, viewOf } from '#lib/booking/appointment-view.ts';
import { appointmentMessage } from '#lib/booking/appointment-message.ts';
import { makeBookingCode } from '#lib/booking/core/booking-code.ts';
import { stepAt, stepsOf } from '#lib/booking/core/steps.ts';
import { type DataKey, destroyDataKeys, ensureDataKey } from '#lib/booking/data-key.ts';
import { linkHashOf, linkTokenOf } from '#lib/booking/link-token.ts';
import { concernContext, contactContext } from '#lib/booking/personal-data.ts';
import { keyDayOf } from '#lib/booking/retention.ts';
import type { Channel, Contact } from '#lib/booking/schema.ts';
import { enqueueMessage, sealMessage } from '#lib/messaging/enqueue-message.ts';
import { holidayOn } from '#lib/organisation/core/holidays.ts';
import { demoAdvisors, demoCenters } from './demo-catalogue.ts';
import { demoId } from './demo-id.ts';
import { demoMembers } from './demo-people.ts';

const zone = 'Europe/Berlin';
/** Wall clock, advisor, service, channel: the same on every day on which the advisor is there. */
const everyDay = [
  { clock: '09:00', email: 'yildiz@musterkasse.example', service: 'pflegegrad', channel: 'video' },
  { clock: '10:30', email: 'yildiz@musterkasse.example', service: 'hilfsmittel', channel: 'on_site' },
  { clock: '13:00', email: 'yildiz@musterkasse.example', service: 'krankengeld', channel: 'video' },
  { clock: '15:15', email: 'yildiz@musterkasse.example', service: 'pflegegrad', channel: 'phone' },
  { clock: '10:00', email: 'brandt@musterkasse.example', service: 'mitgliedschaft', channel: 'on_site' },
  { clock: '11:30', email: 'brandt@musterkasse.example', service: 'krankengeld', channel: 'phone' },
  { clock: '09:30', email: 'okonkwo@musterkasse.example', service: 'hilfsmittel', channel: 'video' },
  { clock: '14:00', email: 'nowak@musterkasse.example', service: 'reha', channel: 'on_site' },
] as const;
const daysAhead = 5;
/** Not the one who is always there: her next times stay free for whoever tries to book. */
const windowAdvisor = 'yildiz@musterkasse.example';
const windowService = 'hilfsmittel';

/** Bookings of today and the next days, and the video appointment that is about to begin. */
export async function seedDemoBookings(now: Temporal.Instant, database: Database): Promise<void> {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  for (let ahead = 0; ahead <= daysAhead; ahead += 1) {
    const date = today.add({ days: ahead });
    for (const [i, wish] of everyDay.entries()) {
      const startsAt = date.toZonedDateTime({ timeZone: zone, plainTime: wish.clock }).toInstant();
      if (isOpen(wish.email, date, wish.clock))
        await book({ ...wish, startsAt, member: (i + ahead) % demoMembers.length }, now, database);
    }
  }
  await seedWindow(now, database);
  await seedMembersOfSession(now, database);
}

/** A quarter of an hour from now at most; another one only once the last is over. */
async function seedWindow(now: Temporal.Instant, database: Database): Promise<void> {
  const quarter = 15 * 60_000;
  const next = Math.ceil(now.epochMilliseconds / quarter) * quarter;
  const starts = Array.from({ length: 12 }, (_, i) => Temporal.Instant.fromEpochMilliseconds(next + (i - 2) * quarter));
  const ids = starts.map((startsAt) => bookingId(windowAdvisor, startsAt));
  if (
    (await database.appointment.count({
      where: { id: { in: ids }, state: 'confirmed', endsAt: { gt: toDate(now) } },
    })) > 0
  )
    return;
  for (const startsAt of starts.slice(2)) {
    const booking = {
      email: windowAdvisor,
      service: windowService,
      channel: 'video',
      startsAt,
      member: 0,
      mailed: true,
    } as const;
    if (await book(booking, now, database)) return;
  }
}

/** Some have a seat in the next session of the course. */
async function seedMembersOfSession(now: Temporal.Instant, database: Database): Promise<void> {
  const session = await database.groupSession.findFirst({
    where: { startsAt: { gt: toDate(now) } },
    include: { advisor: { include: { staff: true } }, service: true },
    orderBy: { startsAt: 'asc' },
  });
  if (session?.advisor.staff == null) return;
  for (const number of [1, 2, 3]) {
    await book(
      {
        email: session.advisor.staff.email,
        service: session.service.slug,
        channel: 'on_site',
        startsAt: toInstant(session.startsAt),
        member: number % demoMembers.length,
        seat: { sessionId: session.id, number },
      },
      now,
      database,
    );
  }
}

interface Booking {
  email: string;
  service: string;
  channel: Channel;
  startsAt: Temporal.Instant;
  member: number;
  mailed?: boolean;
  /** In a group session: that owns the time */
  seat?: { sessionId: string; number: number };
}

const bookingId = (email: string, startsAt: Temporal.Instant, seat?: Booking['seat']): string =>
  demoId(`booking ${email} ${startsAt.toString()}${seat === undefined ? '' : ` ${seat.number}`}`);

/** @returns false when it was there already or the time is taken */
async function book(booking: Booking, now: Temporal.Instant, database: Database): Promise<boolean> {
  const id = bookingId(booking.email, booking.startsAt, booking.seat);
  if ((await database.appointment.count({ where: { id } })) > 0) return false;
  const member = demoMembers[booking.member];
  const advisor = await database.resource.findFirst({ where: { staff: { email: booking.email } } });
  const service = await database.service.findUnique({ where: { slug: booking.service } });
  if (member === undefined || advisor === null || service === null) return false;
  const { startsAt, channel } = booking;
  const room =
    channel === 'on_site' && service.needsRoom && booking.seat === undefined
      ? await database.resource.findFirst({
          where: { serviceCenterId: advisor.serviceCenterId, kind: 'room' },
          orderBy: { label: 'asc' },
        })
      : null;
  const endsAt = startsAt.add({ minutes: service.duration });
  const dataKey = await ensureDataKey(id, keyDayOf({ createdAt: now }));
  const linkToken = linkTokenOf(dataKey, id);
  const claims = [advisor, ...(room === null ? [] : [room])].map(({ id: resourceId }) => ({
    resourceId,
    startStep: stepAt(startsAt) - stepsOf(service.bufferBefore),
    endStep: stepAt(endsAt) + stepsOf(service.bufferAfter),
  }));
  try {
    await database.appointment.create({
      data: {
        id,
        state: Temporal.Instant.compare(endsAt, now) <= 0 ? 'done' : 'confirmed',
        serviceId: service.id,
        serviceCenterId: advisor.serviceCenterId,
        advisorId: advisor.id,
        channel,
        startsAt: toDate(startsAt),
        endsAt: toDate(endsAt),
        confirmedAt: toDate(now),
        browserHash: keyedHash('browser', randomToken()),
        linkHash: linkHashOf(linkToken),
        bookingCode: makeBookingCode((below) => randomInt(below)),
        keyRef: dataKey.keyRef,
        contact: seal(dataKey.key, JSON.stringify(member.contact), contactContext(id)),
        concern: member.concern === null ? null : seal(dataKey.key, member.concern, concernContext(id)),
        ...(booking.seat === undefined
          ? { claims: { create: claims } }
          : { groupSessionId: booking.seat.sessionId, seat: booking.seat.number }),
      },
    });
  } catch (fault) {
    if (sqlStateOf(fault) !== sqlState.exclusionViolation) throw fault;
    await destroyDataKeys([dataKey.keyRef]);
    return false;
  }
  if (booking.mailed === true) await mail(id, linkToken, dataKey, member.contact, database);
  return true;
}

async function mail(
  id: string,
  linkToken: string,
  dataKey: DataKey,
  contact: Contact,
  database: Database,
): Promise<void> {
  const row = await database.appointment.findUniqueOrThrow({ where: { id }, include: appointmentInclude });
  const message = sealMessage(appointmentMessage('appointment-confirmed', viewOf(row), contact, linkToken), dataKey);
  await enqueueMessage(message, { appointmentId: id }, database);
}

function isOpen(email: string, date: Temporal.PlainDate, clock: string): boolean {
  const advisor = demoAdvisors.find((candidate) => candidate.email === email);
  const center = demoCenters.find(({ slug }) => slug === advisor?.center);
  if (advisor === undefined || center === undefined || holidayOn(date, center) !== null) return false;
  const minute = Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
  return advisor.hours.some(
    (rule) =>
      rule.kind === 'open' &&
      rule.weekday === date.dayOfWeek &&
      rule.startMinute <= minute &&
      minute + 60 <= rule.endMinute,
  );
}
