import { randomUUID } from 'node:crypto';
import { openVisit } from '#lib/consultation/open-visit.ts';
import { confirmRecordingNotice } from '#lib/consultation/confirm-recording-notice.ts';
import { currentVisit, type Visit } from '#lib/consultation/current-visit.ts';
import type { StaffActor } from '#lib/identity/staff-actor.ts';
import { keyedHash, randomToken, seal } from '#lib/platform/crypto.ts';
import { openDatabase } from '#lib/platform/db.ts';
import { keyStore } from '#lib/platform/keys.ts';
import { lastDay } from '#lib/platform/retention.ts';
import { Temporal, toDate } from '#lib/platform/time.ts';
import { databaseUrl } from '#tests/setup/databases.ts';

export const memberNames = { firstName: 'Maximilian-Alexander', lastName: 'von und zu Hohenstein-Müller' };

/** An advisor with a center and a service. The actor is cast here, as no browser is signed in. */
export async function makeAdvisor() {
  const owner = openDatabase(databaseUrl('migrate'));
  const tag = randomUUID().slice(0, 8);
  const center = await owner.serviceCenter.create({
    data: {
      slug: `center-${tag}`,
      name: 'Servicestelle Musterstadt',
      street: 'Musterallee 12',
      postcode: '12345',
      city: 'Musterstadt',
      land: 'BE',
      municipality: 'Musterstadt',
      phone: '+493023125010',
    },
  });
  const staff = await owner.staff.create({
    data: { email: `${tag}@example.org`, displayName: 'Aylin Yıldız', roles: ['advisor'], serviceCenterId: center.id },
  });
  const resource = await owner.resource.create({
    data: { serviceCenterId: center.id, kind: 'advisor', staffId: staff.id, label: 'Frau Yıldız' },
  });
  const service = await owner.service.create({
    data: {
      slug: `service-${tag}`,
      nameDe: 'Pflegegrad',
      nameEn: 'Care level',
      descriptionDe: 'Beratung',
      descriptionEn: 'Advice',
      duration: 30,
      leadTime: 0,
      horizonDays: 60,
      channels: ['video', 'on_site'],
    },
  });
  await owner.$disconnect();
  const actor = {
    staffId: staff.id,
    sessionId: randomUUID(),
    displayName: staff.displayName,
    roles: staff.roles,
    serviceCenterId: center.id,
  } as unknown as StaffActor<'advisor'>;
  return { actor, staffId: staff.id, resourceId: resource.id, serviceId: service.id, centerId: center.id };
}

export type TestAdvisor = Awaited<ReturnType<typeof makeAdvisor>>;

interface AppointmentWish {
  /** From now to its start */
  inMinutes?: number;
  channel?: 'video' | 'on_site';
  now?: Temporal.Instant;
}

/** A confirmed appointment with sealed contact data, as a booking leaves it. */
export async function makeAppointment(
  advisor: TestAdvisor,
  { inMinutes = 5, channel = 'video', now = Temporal.Now.instant() }: AppointmentWish = {},
) {
  const owner = openDatabase(databaseUrl('migrate'));
  const id = randomUUID();
  const linkToken = randomToken();
  const startsAt = now.add({ minutes: inMinutes });
  const keyRef = await keyStore().create(id, lastDay(90, now));
  const key = await keyStore().read(keyRef);
  const contact = {
    gender: 'none',
    ...memberNames,
    phone: '+4915112345678',
    email: 'max@example.org',
    kvnr: 'A123456780',
    birthDate: null,
  };
  await owner.appointment.create({
    data: {
      id,
      state: 'confirmed',
      serviceId: advisor.serviceId,
      serviceCenterId: advisor.centerId,
      advisorId: advisor.resourceId,
      channel,
      startsAt: toDate(startsAt),
      endsAt: toDate(startsAt.add({ minutes: 30 })),
      createdAt: toDate(now),
      confirmedAt: toDate(now),
      browserHash: keyedHash('browser', linkToken),
      linkHash: keyedHash('appointment-link', linkToken),
      keyRef,
      contact: seal(key ?? new Uint8Array(), JSON.stringify(contact), `appointment:${id}:contact`),
    },
  });
  await owner.$disconnect();
  return { id, linkToken, startsAt };
}

/** Opens the link in a browser and, unless told otherwise, confirms the notice. */
export async function waitInRoom(linkToken: string, { confirmed = true } = {}): Promise<Visit> {
  const opening = await openVisit(linkToken, undefined);
  if (!opening.ok) throw new Error(`Visit refused: ${opening.reason}`);
  const visit = await currentVisit(opening.visitToken);
  if (visit === null) throw new Error('The visit just opened is not there');
  if (confirmed) await confirmRecordingNotice(visit);
  return visit;
}
