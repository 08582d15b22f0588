-- BK8: whoever is in line can be written to, and can answer by link and by code.
ALTER TABLE waiting_entry
  DROP CONSTRAINT waiting_entry_proved,
  ADD CONSTRAINT waiting_entry_proved
    CHECK (num_nonnulls(proved_at, link_hash, code_hash) IN (0, 3));

-- Nobody stands in one line twice: a person with a mailbox has one entry a service. Another mailbox is another person, so
-- that nobody takes a place by naming somebody else's number.
CREATE UNIQUE INDEX waiting_entry_person ON waiting_entry (service_id, person_hash)
  WHERE proved_at IS NOT NULL AND appointment_id IS NULL;
-- A browser that is joining corrects its entry instead of making another one.
CREATE UNIQUE INDEX waiting_entry_joining ON waiting_entry (browser_hash) WHERE proved_at IS NULL;
