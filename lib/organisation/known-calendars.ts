import { z } from 'zod';
import { readRows, type Transaction } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { type Calendar, readCenterCalendars } from './read-calendars.ts';

const row = z.object({ now: z.string(), day: z.string(), versions: z.string() });

/** Which rules hold at a moment: whatever decides about free times is another edition (OR4, decision 0020). */
export interface Edition {
  now: Temporal.Instant;
  /** The same text as long as nothing has changed, for a day at most */
  mark: string;
  /** Version of each center by its id */
  versions: ReadonlyMap<string, number>;
}

/** The latest marks that were read, so that thousands of requests read the same text once. */
const parsed = new Map<string, ReadonlyMap<string, number>>();

/** What `editionOf` reads, as columns of a statement that may ask for more at the same moment. */
export const editionColumns = Prisma.sql`
  floor(extract(epoch FROM app_now()) * 1000)::bigint::text AS now, (app_now() AT TIME ZONE 'UTC')::date::text AS day,
  (SELECT coalesce(string_agg(id || ' ' || calendar_version, ',' ORDER BY id), '') FROM service_center) AS versions`;

/** The edition that holds now, and the present moment with it. */
export async function readEdition(database: Pick<Transaction, '$queryRaw'>): Promise<Edition> {
  const [found] = await readRows(database, Prisma.sql`SELECT ${editionColumns}`);
  return editionOf(found);
}

/** @param found a row that has the columns above */
export function editionOf(found: unknown): Edition {
  const { now, day, versions } = row.parse(found);
  return {
    now: Temporal.Instant.fromEpochMilliseconds(Number(now)),
    mark: `${day} ${versions}`,
    versions: versionsIn(versions),
  };
}

function versionsIn(text: string): ReadonlyMap<string, number> {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const versions = new Map(
    text.split(',').flatMap((part): [string, number][] => {
      const [id, version] = part.split(' ');
      return id === undefined || version === undefined ? [] : [[id, Number(version)]];
    }),
  );
  if (parsed.size > 16) parsed.clear();
  parsed.set(text, versions);
  return versions;
}

interface Known {
  version: number;
  day: string;
  calendars: readonly Calendar[];
}

/** Per pool: another database has other centers, and a transaction sees what nobody else does. */
const knownOf = new WeakMap<object, Map<string, Known>>();

/**
 * Calendars of everything active in some centers, by label. Kept in the process by center and version, since rules of
 * one version never change; read again where the version is another one. What is newer than the edition is as good: a
 * hold names the version of the edition, and is refused when that is not the present one.
 */
export async function knownCalendars(
  centerIds: Iterable<string>,
  edition: Edition,
  database: Transaction,
): Promise<Calendar[]> {
  const known = knownOf.get(database) ?? new Map<string, Known>();
  knownOf.set(database, known);
  // Other days that are over are left out of a calendar, so it is read anew every day.
  const day = edition.mark.slice(0, 10);
  const wanted = [...centerIds];
  const isKnown = (id: string): boolean => {
    const kept = known.get(id);
    return kept !== undefined && kept.day === day && kept.version >= (edition.versions.get(id) ?? 0);
  };
  const missing = wanted.filter((id) => edition.versions.has(id) && !isKnown(id));
  if (missing.length > 0) {
    const read = Map.groupBy(await readCenterCalendars(missing, database), ({ center }) => center.id);
    for (const id of missing) {
      const calendars = read.get(id) ?? [];
      const center = calendars[0]?.center;
      known.set(id, {
        version: center?.calendarVersion ?? edition.versions.get(id) ?? 0,
        day,
        // One center is one object, whoever works there.
        calendars: center === undefined ? [] : calendars.map((calendar) => ({ ...calendar, center })),
      });
    }
  }
  const found = wanted.flatMap((id) => known.get(id)?.calendars ?? []);
  return wanted.length === 1 ? found : found.sort(byLabel);
}

function byLabel(a: Calendar, b: Calendar): number {
  if (a.label !== b.label) return a.label < b.label ? -1 : 1;
  return a.resourceId < b.resourceId ? -1 : 1;
}
