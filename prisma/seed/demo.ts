import { hashPassword } from '#lib/identity/core/password.ts';
import { type Database, openDatabase } from '#lib/platform/db.ts';
import { appNow } from '#lib/platform/time.ts';
import { seedDemoBookings } from './demo-bookings.ts';
import { demoAdvisors, demoCenters, demoServices } from './demo-catalogue.ts';
import { demoId } from './demo-id.ts';
import { seedDemoResources } from './demo-resources.ts';
import { seedDemoSessions } from './demo-sessions.ts';

/** Who can sign in to the demo's staff pages. */
export const demoSignIns = demoAdvisors.map(({ label, email, password }) => ({
  name: label,
  email,
  password,
  role: 'advisor' as const,
}));

/**
 * Fills a database with the scenario `demo`: an invented insurer, three service centers in two Länder, five advisors,
 * rooms, an interpreter, services, a course, hours with breaks and exceptions, some bookings around today, and a video appointment that is about to begin, whose confirmation mail
 * lies in the outbox. Running it again adds nothing twice; on another day it adds that day's bookings.
 * @param database as the role that owns the schema; `MIGRATE_DATABASE_URL` when absent
 */
export async function seedDemo(database?: Database): Promise<void> {
  const own = database ?? openDatabase(process.env.MIGRATE_DATABASE_URL ?? '');
  try {
    await seedCatalogue(own);
    await seedDemoBookings(await appNow(own), own);
  } finally {
    if (database === undefined) await own.$disconnect();
  }
}

async function seedCatalogue(database: Database): Promise<void> {
  for (const center of demoCenters) {
    const data = { ...center, timeZone: 'Europe/Berlin' };
    await database.serviceCenter.upsert({
      where: { slug: center.slug },
      create: { id: demoId(`center ${center.slug}`), ...data },
      update: {},
    });
  }
  for (const [sortOrder, service] of demoServices.entries()) {
    const data = { ...service, channels: [...service.channels], reminders: [...service.reminders], sortOrder };
    await database.service.upsert({
      where: { slug: service.slug },
      create: { id: demoId(`service ${service.slug}`), ...data },
      update: {},
    });
  }
  for (const advisor of demoAdvisors) await seedAdvisor(advisor, database);
  await seedDemoResources(await appNow(database), database);
  await seedDemoSessions(await appNow(database), database);
}

async function seedAdvisor(advisor: (typeof demoAdvisors)[number], database: Database): Promise<void> {
  const { email, displayName, label, password, hours, skills } = advisor;
  if ((await database.staff.count({ where: { email } })) > 0) return;
  const center = await database.serviceCenter.findUniqueOrThrow({
    where: { slug: advisor.center },
    select: { id: true },
  });
  const services = await database.service.findMany({
    where: { slug: { in: [...advisor.services] } },
    select: { id: true },
  });
  const passwordHash = await hashPassword(password);
  await database.staff.create({
    data: {
      id: demoId(`staff ${email}`),
      email,
      displayName,
      roles: ['advisor'],
      serviceCenter: { connect: { id: center.id } },
      credential: { create: { passwordHash } },
      resource: {
        create: {
          id: demoId(`advisor ${email}`),
          kind: 'advisor',
          label,
          skills: [...skills],
          serviceCenter: { connect: { id: center.id } },
          hours: { create: [...hours] },
          services: { create: services.map(({ id }) => ({ service: { connect: { id } } })) },
        },
      },
    },
  });
}
