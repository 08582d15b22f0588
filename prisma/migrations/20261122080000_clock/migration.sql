-- The one clock of database and processes. In production it is now(); tests and the demo's check
-- replace it through the migrating role, which alone owns it.
CREATE FUNCTION app_now() RETURNS timestamptz
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT now() $$;

-- The exclusion of overlapping claims needs equality on uuid inside a gist index.
CREATE EXTENSION IF NOT EXISTS btree_gist;
