import type { Database } from '#lib/platform/db.ts';
import { type Temporal, toDate } from '#lib/platform/time.ts';
import { type DemoCenter, type DemoRule, weekly } from './demo-catalogue.ts';
import { demoId } from './demo-id.ts';

interface DemoResource {
  name: string;
  kind: 'room' | 'interpreter' | 'seat';
  center: DemoCenter;
  label: string;
  skills?: string[];
  hours?: readonly DemoRule[];
  /** Of a seat */
  audience?: 'public' | 'internal';
  service?: string;
}

/** What appointments take besides an advisor. Two for sick pay at once in Köln: one is for those who call. */
const demoResources: readonly DemoResource[] = [
  { name: 'koeln 1', kind: 'room', center: 'koeln', label: 'Raum 1', skills: ['step-free', 'hearing-loop'] },
  { name: 'koeln 2', kind: 'room', center: 'koeln', label: 'Raum 2', skills: ['step-free'] },
  { name: 'koeln course', kind: 'room', center: 'koeln', label: 'Kursraum', skills: ['step-free'] },
  { name: 'bonn 1', kind: 'room', center: 'bonn', label: 'Raum 1' },
  { name: 'muenchen 1', kind: 'room', center: 'muenchen', label: 'Raum 1', skills: ['step-free'] },
  {
    name: 'dgs',
    kind: 'interpreter',
    center: 'koeln',
    label: 'Frau Castellano',
    skills: ['sign:dgs'],
    hours: [...weekly([2, 4], '09:00-16:00'), ...weekly([3], '09:00-12:30')],
  },
  {
    name: 'sick pay 1',
    kind: 'seat',
    center: 'koeln',
    label: 'Krankengeld 1',
    audience: 'public',
    service: 'krankengeld',
  },
  {
    name: 'sick pay 2',
    kind: 'seat',
    center: 'koeln',
    label: 'Krankengeld 2',
    audience: 'internal',
    service: 'krankengeld',
  },
];

const awayAdvisor = 'nowak@musterkasse.example';

/** Rooms, an interpreter, seats, days on which a house is shut, and somebody who is away the week after next. */
export async function seedDemoResources(now: Temporal.Instant, database: Database): Promise<void> {
  for (const resource of demoResources) await seedResource(resource, database);
  const today = now.toZonedDateTimeISO('Europe/Berlin').toPlainDate();
  await seedHouseClosed(today.year, database);
  await seedAbsence(today, database);
}

async function seedResource(resource: DemoResource, database: Database): Promise<void> {
  const { name, kind, center, label, skills = [], hours = [], audience, service } = resource;
  const id = demoId(`resource ${name}`);
  if ((await database.resource.count({ where: { id } })) > 0) return;
  await database.resource.create({
    data: {
      id,
      kind,
      label,
      skills,
      ...(audience !== undefined && { audience }),
      serviceCenter: { connect: { slug: center } },
      hours: { create: [...hours] },
      ...(service !== undefined && { services: { create: { service: { connect: { slug: service } } } } }),
    },
  });
}

/** Christmas Eve and New Year's Eve: nobody comes to Köln, video and phone go on. */
async function seedHouseClosed(year: number, database: Database): Promise<void> {
  const center = await database.serviceCenter.findUniqueOrThrow({ where: { slug: 'koeln' }, select: { id: true } });
  for (const date of ['12-24', '12-31']) {
    const id = demoId(`closed koeln ${year}-${date}`);
    const day = new Date(`${year}-${date}`);
    await database.hoursException.upsert({
      where: { id },
      create: { id, serviceCenterId: center.id, firstDay: day, lastDay: day },
      update: {},
    });
  }
}

/** From Wednesday to Friday of the week after next. */
async function seedAbsence(today: Temporal.PlainDate, database: Database): Promise<void> {
  const monday = today.add({ days: 15 - today.dayOfWeek });
  const advisor = await database.resource.findFirst({ where: { staff: { email: awayAdvisor } }, select: { id: true } });
  const id = demoId(`absence ${monday.toString()}`);
  if (advisor === null || (await database.absence.count({ where: { id } })) > 0) return;
  const at = (days: number) => toDate(monday.add({ days }).toZonedDateTime('Europe/Berlin').toInstant());
  await database.absence.create({ data: { id, resourceId: advisor.id, startsAt: at(2), endsAt: at(5) } });
}
