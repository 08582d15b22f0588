import { stepAt, stepsOf } from '#lib/booking/core/steps.ts';
import type { Database } from '#lib/platform/db.ts';
import { toInstant } from '#lib/platform/time.ts';
import type { Appointment } from '#prisma/generated/client.ts';
import type { SeenAppointment } from './violation.ts';

type Needs = Pick<SeenAppointment, 'needs' | 'partners'>;
type Row = Appointment & { further: readonly { serviceId: string }[] };

/** Reads what services need and who could be it; told from the rows alone, not by the code that books. */
export async function readNeedsOf(database: Database): Promise<(row: Row) => Needs> {
  const services = new Map(
    (await database.service.findMany({ include: { resources: { include: { resource: true } } } })).map((service) => [
      service.id,
      service,
    ]),
  );
  const resources = await database.resource.findMany();
  const hasAll = (skills: readonly string[], wanted: readonly string[]) =>
    wanted.every((skill) => skills.includes(skill));

  return (row) => {
    // The session owns the time of those who have a seat in it.
    if (row.groupSessionId !== null) return { needs: [], partners: [] };
    const all = [row.serviceId, ...row.further.map(({ serviceId }) => serviceId)].flatMap(
      (id) => services.get(id) ?? [],
    );
    const span = {
      from: stepAt(toInstant(row.startsAt)) - stepsOf(Math.max(...all.map(({ bufferBefore }) => bufferBefore))),
      to: stepAt(toInstant(row.endsAt)) + stepsOf(Math.max(...all.map(({ bufferAfter }) => bufferAfter))),
    };
    const there = resources.filter(({ serviceCenterId }) => serviceCenterId === row.serviceCenterId);
    const idsOf = (some: readonly { id: string }[]) => some.map(({ id }) => id);
    const roomSkills = all.flatMap((service) => service.roomSkills);
    const rooms = there.filter(({ kind, skills }) => kind === 'room' && hasAll(skills, roomSkills));
    const onSite = row.channel === 'on_site';
    return {
      needs: [{ resourceId: row.advisorId, ...span }],
      partners: [
        // A wish (step-free, companion) may take a room that the service does not need.
        ...(onSite
          ? [{ anyOf: idsOf(rooms), needed: all.some(({ needsRoom }) => needsRoom) || roomSkills.length > 0 }]
          : []),
        { anyOf: idsOf(resources.filter(({ kind }) => kind === 'interpreter')), needed: false },
        ...all
          .map((service) =>
            idsOf(
              service.resources
                .map(({ resource }) => resource)
                .filter(
                  ({ kind, audience, serviceCenterId }) =>
                    kind === 'seat' && audience === 'public' && serviceCenterId === row.serviceCenterId,
                ),
            ),
          )
          .filter((seats) => seats.length > 0)
          .map((anyOf) => ({ anyOf, needed: true })),
      ],
    };
  };
}
