-- OR3: a rule is of a resource or of a house, and says one thing.
ALTER TABLE hours
  ADD CONSTRAINT hours_of_one CHECK (num_nonnulls(resource_id, service_center_id) = 1),
  ADD CONSTRAINT hours_valid CHECK (valid_from <= valid_to),
  ADD CONSTRAINT hours_repeats CHECK (
    (every_weeks IS NULL) = (weeks_from IS NULL)
    AND num_nonnulls(every_weeks, nth_of_month) <= 1
    AND every_weeks BETWEEN 1 AND 52
    AND (nth_of_month BETWEEN 1 AND 5 OR nth_of_month BETWEEN -5 AND -1)
  );

ALTER TABLE hours_exception
  ADD CONSTRAINT hours_exception_of_one CHECK (num_nonnulls(resource_id, service_center_id) = 1),
  ADD CONSTRAINT hours_exception_days CHECK (first_day <= last_day),
  ADD CONSTRAINT hours_exception_opening CHECK (
    (start_minute IS NULL) = (end_minute IS NULL)
    AND start_minute >= 0 AND end_minute <= 1440 AND end_minute > start_minute
    AND start_minute % 5 = 0 AND end_minute % 5 = 0
  );

ALTER TABLE absence
  ADD CONSTRAINT absence_order CHECK (ends_at > starts_at);

-- A seat says who may book it; nothing else does. Only people are members of staff.
ALTER TABLE resource
  ADD CONSTRAINT resource_audience CHECK ((kind = 'seat') = (audience IS NOT NULL)),
  ADD CONSTRAINT resource_staff CHECK (staff_id IS NULL OR kind IN ('advisor', 'interpreter'));
