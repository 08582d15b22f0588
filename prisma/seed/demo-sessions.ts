import type { Database } from '#lib/platform/db.ts';
import { type Temporal, toDate } from '#lib/platform/time.ts';
import { stepAt, stepsOf } from '#lib/booking/core/steps.ts';
import { demoId } from './demo-id.ts';

const zone = 'Europe/Berlin';
const weeksAhead = 5;
/** The course: on Wednesday evenings in Köln, on Saturdays in Bonn; outside of the hours of appointments. */
const courses = [
  { email: 'yildiz@musterkasse.example', room: 'koeln course', weekday: 3, clock: '17:00' },
  { email: 'nowak@musterkasse.example', room: 'bonn 1', weekday: 6, clock: '10:00' },
] as const;
const seats = { seats: 8, publicSeats: 6 };

/** Sessions of the course in the next weeks, with the time of advisor and room. */
export async function seedDemoSessions(now: Temporal.Instant, database: Database): Promise<void> {
  const service = await database.service.findUniqueOrThrow({ where: { slug: 'pflegekurs' } });
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  for (const { email, room, weekday, clock } of courses) {
    const advisor = await database.resource.findFirst({ where: { staff: { email } } });
    if (advisor === null) continue;
    const first = today.add({ days: ((weekday - today.dayOfWeek + 6) % 7) + 1 });
    for (let week = 0; week < weeksAhead; week += 1) {
      const startsAt = first.add({ weeks: week }).toZonedDateTime({ timeZone: zone, plainTime: clock }).toInstant();
      const id = demoId(`session ${email} ${startsAt.toString()}`);
      if ((await database.groupSession.count({ where: { id } })) > 0) continue;
      const endsAt = startsAt.add({ minutes: service.duration });
      await database.groupSession.create({
        data: {
          id,
          ...seats,
          serviceId: service.id,
          serviceCenterId: advisor.serviceCenterId,
          advisorId: advisor.id,
          channel: 'on_site',
          startsAt: toDate(startsAt),
          endsAt: toDate(endsAt),
          claims: {
            create: [advisor.id, demoId(`resource ${room}`)].map((resourceId) => ({
              resourceId,
              startStep: stepAt(startsAt) - stepsOf(service.bufferBefore),
              endStep: stepAt(endsAt) + stepsOf(service.bufferAfter),
            })),
          },
        },
      });
    }
  }
}
