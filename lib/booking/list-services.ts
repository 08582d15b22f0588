import { type Database, db } from '#lib/platform/db.ts';
import type { Channel } from './schema.ts';

export interface ServiceOffer {
  id: string;
  slug: string;
  name: { de: string; en: string };
  description: { de: string; en: string };
  /** Minutes */
  duration: number;
  channels: readonly Channel[];
  /** Members of one session; `null`: appointments for one (OR2) */
  groupSize: number | null;
  /** Where it is offered on site, by name */
  centers: readonly { slug: string; name: string; street: string; postcode: string; city: string; stepFree: boolean }[];
}

const advisor = { active: true, kind: 'advisor' } as const;

/** What can be booked, in the order of the catalogue. A service that nobody offers is not in it. */
export async function listServices(database: Database = db()): Promise<ServiceOffer[]> {
  const services = await database.service.findMany({
    where: { active: true, resources: { some: { resource: advisor } } },
    include: {
      resources: { where: { resource: advisor }, include: { resource: { include: { serviceCenter: true } } } },
    },
    orderBy: [{ sortOrder: 'asc' }, { nameDe: 'asc' }],
  });
  return services.map((service) => {
    const centers = new Map(
      service.resources.map(({ resource }) => [resource.serviceCenterId, resource.serviceCenter]),
    );
    return {
      id: service.id,
      slug: service.slug,
      name: { de: service.nameDe, en: service.nameEn },
      description: { de: service.descriptionDe, en: service.descriptionEn },
      duration: service.duration,
      channels: service.channels,
      groupSize: service.groupSize,
      centers: [...centers.values()]
        .map(({ slug, name, street, postcode, city, stepFree }) => ({ slug, name, street, postcode, city, stepFree }))
        .sort((a, b) => a.name.localeCompare(b.name, 'de')),
    };
  });
}
