import { z } from 'zod';
import { type Database, db } from '#lib/platform/db.ts';
import { languageOf } from '#lib/booking/core/wishes.ts';
import { maxListedAdvisors } from '#lib/booking/policy.ts';
import type { ServiceChoice } from '#lib/booking/schema.ts';

const row = z.object({
  advisors: z.array(z.object({ id: z.uuid(), label: z.string() })),
  languages: z.array(z.string()),
  interpreters: z.array(z.string()),
  stepFree: z.boolean(),
});

/** By what the times of a choice can be narrowed (BK9, BK10). */
export interface WishOptions {
  /** Whoever offers it, by name; empty when they are too many to be read */
  advisors: z.infer<typeof row>['advisors'];
  /** That advisors speak besides German, such as `tr` */
  languages: string[];
  /** What interpreters can, such as `sign:dgs`, `language:uk` */
  interpreters: string[];
  /** Whether there are rooms without steps */
  stepFree: boolean;
}

/** What there is to wish for, whatever is free: nothing that is offered here leads nowhere for good. */
export async function listWishOptions(
  { service, further, channel, center }: ServiceChoice,
  database: Database = db(),
): Promise<WishOptions> {
  const slugs = [...new Set([service, ...(further ?? [])])];
  const onSite = channel === 'on_site';
  const rows = await database.$queryRaw<unknown[]>`
    WITH able AS (
      SELECT r.id, r.label, r.skills, r.service_center_id FROM resource r
      JOIN service_resource o ON o.resource_id = r.id JOIN service s ON s.id = o.service_id AND s.slug = ANY(${slugs})
      JOIN service_center c ON c.id = r.service_center_id AND c.slug = coalesce(${center ?? null}, c.slug)
      WHERE r.kind = 'advisor' AND r.active GROUP BY r.id HAVING count(*) = ${slugs.length}
    ), there AS (SELECT DISTINCT service_center_id AS id FROM able)
    SELECT
      (SELECT coalesce(json_agg(json_build_object('id', id, 'label', label) ORDER BY label, id), '[]')
        FROM (SELECT id, label FROM able ORDER BY label, id LIMIT ${maxListedAdvisors + 1}) AS listed) AS advisors,
      array(SELECT DISTINCT skill FROM able, unnest(skills) AS skill WHERE skill LIKE 'language:%') AS languages,
      array(SELECT DISTINCT skill FROM resource i, unnest(i.skills) AS skill
        WHERE i.kind = 'interpreter' AND i.active AND (skill LIKE 'language:%' OR (skill LIKE 'sign:%' AND ${channel} <> 'phone'))
          AND (NOT ${onSite} OR i.service_center_id IN (SELECT id FROM there))) AS interpreters,
      ${onSite} AND EXISTS (SELECT FROM resource r WHERE r.kind = 'room' AND r.active AND 'step-free' = ANY(r.skills)
        AND r.service_center_id IN (SELECT id FROM there)) AS "stepFree"`;
  const { advisors, languages, interpreters, stepFree } = row.parse(rows[0]);
  return {
    advisors: advisors.length > maxListedAdvisors ? [] : advisors,
    languages: languages.flatMap((skill) => languageOf(skill) ?? []).filter((language) => language !== 'de'),
    interpreters,
    stepFree,
  };
}
