-- BK14: no two claims on one resource ever overlap, whatever the code does. An empty range would pass
-- the exclusion, hence the check.
ALTER TABLE claim
  ADD CONSTRAINT claim_not_empty CHECK (end_step > start_step),
  ADD CONSTRAINT claim_no_overlap EXCLUDE USING gist (
    resource_id WITH =,
    int4range(start_step, end_step) WITH &&
  );

-- Claims of a resource are read packed, from the index alone.
CREATE INDEX claim_packed ON claim (resource_id, start_step) INCLUDE (end_step);

-- Only a hold expires, and every hold does.
ALTER TABLE appointment
  ADD CONSTRAINT appointment_hold_expires CHECK ((state = 'held') = (expires_at IS NOT NULL)),
  ADD CONSTRAINT appointment_order CHECK (ends_at > starts_at),
  ADD CONSTRAINT appointment_confirmed_has_person CHECK (state = 'held' OR confirmed_at IS NOT NULL),
  ADD CONSTRAINT appointment_personal_has_key CHECK ((contact IS NULL AND concern IS NULL) OR key_ref IS NOT NULL);

CREATE INDEX appointment_expiring ON appointment (expires_at) WHERE state = 'held';

ALTER TABLE hours
  ADD CONSTRAINT hours_weekday CHECK (weekday BETWEEN 1 AND 7),
  ADD CONSTRAINT hours_minutes CHECK (start_minute >= 0 AND end_minute <= 1440 AND end_minute > start_minute),
  ADD CONSTRAINT hours_steps CHECK (start_minute % 5 = 0 AND end_minute % 5 = 0);

ALTER TABLE service
  ADD CONSTRAINT service_steps CHECK (duration > 0 AND duration % 5 = 0 AND buffer_before % 5 = 0 AND buffer_after % 5 = 0
    AND buffer_before >= 0 AND buffer_after >= 0),
  -- Contact data of a video appointment live 90 days at most from the day of booking (VC5), so it must lie well within.
  ADD CONSTRAINT service_horizon CHECK (horizon_days BETWEEN 1 AND 60 AND lead_time >= 0);

ALTER TABLE one_time_code
  ADD CONSTRAINT one_time_code_tries CHECK (tries_left BETWEEN 0 AND 5);

-- A sent message holds nothing personal any more.
ALTER TABLE outbox_message
  ADD CONSTRAINT outbox_message_emptied CHECK (state <> 'sent' OR payload IS NULL);

ALTER TABLE consultation
  ADD CONSTRAINT consultation_ended CHECK ((state = 'ended') = (ended_at IS NOT NULL));
