import { withClient } from '#prisma/roles.ts';

/**
 * As if a time in three days had come free for whoever joined the waiting list last.
 * @param state `expired`: and gone again
 * @param migrateUrl the database as its owner
 */
export async function offerKeptTime(migrateUrl: string, state: 'open' | 'expired'): Promise<void> {
  await withClient(migrateUrl, (client) =>
    client.query(
      `WITH entry AS (SELECT * FROM waiting_entry WHERE proved_at IS NOT NULL ORDER BY created_at DESC LIMIT 1),
       kept AS (
         INSERT INTO reopening (service_id, service_center_id, advisor_id, channel, starts_at, ends_at, opens_at)
         SELECT entry.service_id, r.service_center_id, r.id, entry.channel, date_trunc('day', app_now()) + interval '3 days 9 hours',
           date_trunc('day', app_now()) + interval '3 days 9 hours 30 minutes', app_now() + interval '1 hour'
         FROM entry JOIN service_resource o ON o.service_id = entry.service_id
           JOIN resource r ON r.id = o.resource_id AND r.kind = 'advisor' LIMIT 1
         RETURNING id)
       INSERT INTO waiting_offer (entry_id, reopening_id, state, expires_at)
       SELECT entry.id, kept.id, $1::offer_state, app_now() + interval '55 minutes' FROM entry, kept`,
      [state],
    ),
  );
}
