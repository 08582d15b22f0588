/** Ids come from names: the same row every time. Written as UUIDs whose content is the application's own (version 8). */
export const idOf = (name: string): string =>
  `overlay(overlay(md5('sprechzeit large ' || ${name}) PLACING '8' FROM 13) PLACING '8' FROM 17)::uuid`;

/**
 * Centers in eight Länder, twenty advisors each with one of four weeks, rooms, an interpreter, four services. Labels are
 * numbers: nobody is invented who might exist.
 */
export const largeCatalogue: readonly string[] = [
  `INSERT INTO service_center (id, slug, name, street, postcode, city, land, municipality, phone, step_free)
    SELECT ${idOf("'center ' || n")}, 'servicestelle-' || n, 'Servicestelle ' || n, 'Musterstraße ' || n, lpad((10000 + n)::text, 5, '0'),
      place[1], place[2], place[1], '+49303125' || lpad(n::text, 4, '0'), n % 3 > 0
    FROM generate_series(1, 50) AS n, LATERAL (SELECT (ARRAY[
      ARRAY['Berlin', 'BE'], ARRAY['Köln', 'NW'], ARRAY['Augsburg', 'BY'], ARRAY['Dresden', 'SN'],
      ARRAY['Hamburg', 'HH'], ARRAY['Mainz', 'RP'], ARRAY['Erfurt', 'TH'], ARRAY['Stuttgart', 'BW']])[1 + n % 8 : 1 + n % 8] AS found) AS places,
      LATERAL (SELECT ARRAY[found[1][1], found[1][2]] AS place) AS named
    ON CONFLICT DO NOTHING`,
  `INSERT INTO service (id, slug, name_de, name_en, description_de, description_en, duration, buffer_after, lead_time,
      horizon_days, channels, needs_room, sort_order)
    SELECT ${idOf("'service ' || slug")}, slug, name_de, name_en, name_de || '.', name_en || '.', duration, buffer_after, 60, 60,
      '{on_site,video,phone}', needs_room, place
    FROM (VALUES
      ('beratung', 'Allgemeine Beratung', 'General advice', 30, 0, false, 1),
      ('pflegegrad', 'Pflegegrad', 'Care level', 45, 15, true, 2),
      ('mitgliedschaft', 'Mitgliedschaft', 'Membership', 15, 0, false, 3),
      ('reha', 'Reha und Kur', 'Rehabilitation', 60, 15, true, 4)
    ) AS given (slug, name_de, name_en, duration, buffer_after, needs_room, place)
    ON CONFLICT DO NOTHING`,
  `INSERT INTO resource (id, service_center_id, kind, label, skills)
    SELECT ${idOf("'advisor ' || n")}, ${idOf("'center ' || (1 + n % 50)")}, 'advisor', 'Beratung ' || lpad(n::text, 4, '0'),
      CASE WHEN n % 7 = 0 THEN '{language:tr}' WHEN n % 3 = 0 THEN '{language:en}' ELSE '{}' END::text[]
    FROM generate_series(1, 1000) AS n ON CONFLICT DO NOTHING`,
  `INSERT INTO resource (id, service_center_id, kind, label, skills)
    SELECT ${idOf("'room ' || center || ' ' || n")}, ${idOf("'center ' || center")}, 'room', 'Raum ' || n,
      CASE WHEN n % 2 = 0 THEN '{step-free}' ELSE '{}' END::text[]
    FROM generate_series(1, 50) AS center, generate_series(1, 8) AS n ON CONFLICT DO NOTHING`,
  `INSERT INTO resource (id, service_center_id, kind, label, skills)
    SELECT ${idOf("'interpreter ' || n")}, ${idOf("'center ' || n")}, 'interpreter', 'Dolmetschen ' || n, '{sign:dgs}'
    FROM generate_series(1, 50) AS n ON CONFLICT DO NOTHING`,
  `INSERT INTO hours (id, resource_id, weekday, start_minute, end_minute)
    SELECT ${idOf("'hours ' || r.id || ' ' || weekday || ' ' || from_minute")}, r.id, weekday, from_minute, to_minute
    FROM (SELECT id, ('x' || left(id::text, 4))::bit(16)::int % 4 AS week FROM resource WHERE kind IN ('advisor', 'interpreter')) AS r
    JOIN (VALUES (0, 1, 5, 480, 720), (0, 1, 5, 780, 1020), (1, 1, 5, 510, 750), (1, 1, 4, 810, 1020),
      (2, 1, 4, 540, 780), (2, 1, 4, 840, 1080), (3, 1, 5, 480, 780)) AS given (week, from_day, to_day, from_minute, to_minute)
      ON given.week = r.week, generate_series(from_day, to_day) AS weekday
    WHERE r.id IN (SELECT ${idOf("'advisor ' || n")} FROM generate_series(1, 1000) AS n
      UNION ALL SELECT ${idOf("'interpreter ' || n")} FROM generate_series(1, 50) AS n)
    ON CONFLICT DO NOTHING`,
  `INSERT INTO service_resource (service_id, resource_id)
    SELECT s.id, ${idOf("'advisor ' || n")} FROM generate_series(1, 1000) AS n
    JOIN service s ON s.id = ${idOf("'service ' || s.slug")} AND (s.slug = 'beratung' OR (n / 50 + s.sort_order) % 3 > 0)
    ON CONFLICT DO NOTHING`,
];
