import { randomBytes, randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { contactContext, concernContext } from '#lib/booking/personal-data.ts';
import { keyDayOf } from '#lib/booking/retention.ts';
import type { Channel, Contact } from '#lib/booking/schema.ts';
import { messageContext } from '#lib/consultation/post-message.ts';
import { keepDays } from '#lib/consultation/policy.ts';
import { seal } from '#lib/platform/crypto.ts';
import type { Database } from '#lib/platform/db.ts';
import { keyStore, toKeyRef } from '#lib/platform/keys.ts';
import { lastDay } from '#lib/platform/retention.ts';
import { appNow, Temporal, toDate } from '#lib/platform/time.ts';

export const contact = {
  gender: 'female',
  firstName: 'Sibylle-Agathe',
  lastName: 'Wintersonnenwende',
  phone: '+4930231250999',
  email: 'sibylle.wintersonnenwende@example.org',
  kvnr: 'A123456780',
  birthDate: '1961-03-07',
  representative: { firstName: 'Hannelore-Beate', lastName: 'Frühlingserwachen' },
} satisfies Contact;
export const concern = 'Fragen zur Reha nach dem Treppensturz';
export const chat = ['Guten Tag, hören Sie mich gut?', 'Ja, bestens, der Befund liegt vor mir.'];
/** Everything personal in plain words: none of it may ever stand in a table. */
export const plainTexts = [
  contact.firstName,
  contact.lastName,
  contact.phone,
  contact.email,
  contact.kvnr,
  contact.birthDate,
  ...Object.values(contact.representative),
  concern,
  ...chat,
];

/** What was made: the ids that lead to a person. */
export interface Matter {
  appointmentId: string;
  consultationId: string | null;
  ids: string[];
}

const bytes = () => new Uint8Array(randomBytes(32));

/** A center with one advisor and one service. @returns ids for `bookAppointment` */
export async function openCenter(database: Database) {
  const mark = randomBytes(4).toString('hex');
  const center = await database.serviceCenter.create({
    data: {
      slug: `mitte-${mark}`,
      name: 'Mitte',
      street: 'Weg 1',
      postcode: '10115',
      city: 'Berlin',
      land: 'BE',
      municipality: 'Berlin',
      phone: '+49301',
    },
  });
  const staff = await database.staff.create({
    data: {
      serviceCenterId: center.id,
      email: `berater-${mark}@example.org`,
      displayName: 'Herr Brandt',
      roles: ['advisor'],
    },
  });
  const advisor = await database.resource.create({
    data: { serviceCenterId: center.id, kind: 'advisor', staffId: staff.id, label: 'Herr Brandt' },
  });
  const service = await database.service.create({
    data: {
      slug: `rente-${mark}`,
      nameDe: 'Rente',
      nameEn: 'Pension',
      descriptionDe: 'Rente',
      descriptionEn: 'Pension',
      duration: 30,
      leadTime: 60,
      horizonDays: 60,
      channels: ['video', 'on_site'],
    },
  });
  return { serviceCenterId: center.id, advisorId: advisor.id, staffId: staff.id, serviceId: service.id };
}
export type Center = Awaited<ReturnType<typeof openCenter>>;

let step = 5_900_000;

/** A confirmed appointment with contact and concern, booked now, in `inDays` days. */
export async function bookAppointment(
  database: Database,
  center: Center,
  channel: Channel,
  inDays: number,
): Promise<Matter> {
  const now = await appNow(database);
  const id = randomUUID();
  const startsAt = now.add({ hours: 24 * inDays });
  const endsAt = startsAt.add({ minutes: 30 });
  const keyRef = await keyStore().create(id, keyDayOf({ createdAt: now }));
  const key = (await keyStore().read(keyRef)) ?? new Uint8Array();
  step += 10;
  await database.appointment.create({
    data: {
      id,
      state: 'confirmed',
      channel,
      serviceId: center.serviceId,
      serviceCenterId: center.serviceCenterId,
      advisorId: center.advisorId,
      startsAt: toDate(startsAt),
      endsAt: toDate(endsAt),
      createdAt: toDate(now),
      confirmedAt: toDate(now),
      browserHash: bytes(),
      linkHash: bytes(),
      bookingCode: randomBytes(5).toString('hex'),
      keyRef,
      contact: seal(key, JSON.stringify(contact), contactContext(id)),
      concern: seal(key, concern, concernContext(id)),
      claims: { create: { resourceId: center.advisorId, startStep: step, endStep: step + 6 } },
      outbox: { create: { template: 'appointment-confirmed', locale: 'de', keyRef, state: 'sent' } },
    },
  });
  return { appointmentId: id, consultationId: null, ids: [id] };
}

/** The consultation of an appointment, held and ended now: two messages, a log, a key exchange. */
export async function holdConsultation(database: Database, matter: Matter): Promise<Matter> {
  const now = await appNow(database);
  const id = randomUUID();
  const keyRef = await keyStore().create(id, lastDay(keepDays, now));
  const key = (await keyStore().read(keyRef)) ?? new Uint8Array();
  await database.consultation.create({
    data: {
      id,
      appointmentId: matter.appointmentId,
      state: 'ended',
      keyRef,
      openedAt: toDate(now),
      endedAt: toDate(now),
      endReason: 'advisor_ended',
    },
  });
  const [member, advisor] = await Promise.all(
    (['member', 'advisor'] as const).map((role) =>
      database.participant.create({ data: { consultationId: id, role, visitHash: bytes() } }),
    ),
  );
  const writers = [member?.id ?? '', advisor?.id ?? ''];
  await database.keyExchange.create({
    data: { consultationId: id, epoch: 1, participantId: writers[0] ?? '', advisorCommitment: bytes() },
  });
  for (const [index, text] of chat.entries()) {
    const clientKey = randomUUID();
    await database.chatMessage.create({
      data: {
        consultationId: id,
        participantId: writers[index] ?? '',
        number: index + 1,
        clientKey,
        text: seal(key, text, messageContext(id, clientKey)),
        createdAt: toDate(now),
      },
    });
  }
  await database.activity.createMany({
    data: (['joined', 'message_sent', 'ended'] as const).map((kind) => ({ consultationId: id, kind })),
  });
  return { ...matter, consultationId: id, ids: [...matter.ids, id, ...writers] };
}

/** The instant at which `days` legal days have passed since `start`, at a clock time of that day. */
export function dayAfter(start: string, days: number, clock = '00:00:00'): Temporal.Instant {
  const day = Temporal.Instant.from(start).toZonedDateTimeISO('Europe/Berlin').toPlainDate().add({ days });
  return day.toZonedDateTime({ timeZone: 'Europe/Berlin', plainTime: clock }).toInstant();
}

/** Where this file's data keys lie. */
export const keyFolder = process.env.KEY_STORE_DIR ?? '';

/** The references of all data keys there are. */
export async function allKeys(): Promise<string[]> {
  return (await readdir(keyFolder, { recursive: true })).filter((name) => name.includes('/'));
}

export async function destroyAllKeys(): Promise<void> {
  await keyStore().destroyAll((await allKeys()).map(toKeyRef));
}
