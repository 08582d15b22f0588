-- BK14: time that is taken is somebody's, and one's only. Handing it over is one UPDATE, so it is never free in between.
ALTER TABLE claim
  ADD CONSTRAINT claim_of_one CHECK (num_nonnulls(appointment_id, group_session_id, reopening_id) = 1);

-- A hold that a limit refused is cancelled without ever having been confirmed (BK12).
ALTER TABLE appointment
  DROP CONSTRAINT appointment_confirmed_has_person,
  ADD CONSTRAINT appointment_confirmed_has_person CHECK (state IN ('held', 'cancelled') OR confirmed_at IS NOT NULL),
  ADD CONSTRAINT appointment_moves_while_held CHECK (moves_id IS NULL OR state = 'held'),
  ADD CONSTRAINT appointment_seat CHECK ((group_session_id IS NULL) = (seat IS NULL) AND seat >= 1),
  ADD CONSTRAINT appointment_cancelled CHECK (cancelled_at IS NULL OR state = 'cancelled'),
  ADD CONSTRAINT appointment_late CHECK (late_minutes BETWEEN 1 AND 120);

ALTER TABLE service
  ADD CONSTRAINT service_change_deadline CHECK (change_deadline >= 0),
  ADD CONSTRAINT service_reminders CHECK (0 < ALL (reminders)),
  ADD CONSTRAINT service_group CHECK (group_size >= 2);

ALTER TABLE appointment_service
  ADD CONSTRAINT appointment_service_position CHECK (position >= 1);

ALTER TABLE group_session
  ADD CONSTRAINT group_session_order CHECK (ends_at > starts_at),
  ADD CONSTRAINT group_session_seats CHECK (seats >= 1 AND public_seats BETWEEN 0 AND seats);

ALTER TABLE reopening
  ADD CONSTRAINT reopening_order CHECK (ends_at > starts_at);

ALTER TABLE waiting_entry
  ADD CONSTRAINT waiting_entry_days CHECK (first_day <= last_day),
  ADD CONSTRAINT waiting_entry_proved CHECK ((proved_at IS NULL) = (link_hash IS NULL));

-- BK8: a time is offered to one person at a time, and a person has one offer at a time.
CREATE UNIQUE INDEX waiting_offer_open_time ON waiting_offer (reopening_id) WHERE state = 'open';
CREATE UNIQUE INDEX waiting_offer_open_person ON waiting_offer (entry_id) WHERE state = 'open';

ALTER TABLE person_booking
  ADD CONSTRAINT person_booking_number CHECK (number >= 1);

ALTER TABLE rate_count
  ADD CONSTRAINT rate_count_used CHECK (used >= 1);

ALTER TABLE outbox_message
  ADD CONSTRAINT outbox_message_of_one CHECK (num_nonnulls(appointment_id, waiting_entry_id) = 1);
