-- OR2, BK14: a session never has more members than seats, whatever the code does. An appointment has a seat that there
-- is, at the time of its session; a session keeps the seats that somebody has, and its time. The lock lets the two
-- kinds of change come one after the other.
CREATE FUNCTION check_seat() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  session group_session;
BEGIN
  SELECT * INTO session FROM group_session WHERE id = NEW.group_session_id FOR SHARE;
  IF NEW.seat > session.seats THEN
    RAISE EXCEPTION 'The session has no such seat' USING ERRCODE = 'check_violation', CONSTRAINT = 'appointment_seat_there';
  END IF;
  IF (NEW.starts_at, NEW.ends_at, NEW.advisor_id, NEW.service_id)
    IS DISTINCT FROM (session.starts_at, session.ends_at, session.advisor_id, session.service_id) THEN
    RAISE EXCEPTION 'A seat is at the time of its session' USING ERRCODE = 'check_violation', CONSTRAINT = 'appointment_seat_time';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER check_seat BEFORE INSERT OR UPDATE OF group_session_id, seat, starts_at, ends_at, advisor_id, service_id
  ON appointment FOR EACH ROW WHEN (NEW.group_session_id IS NOT NULL) EXECUTE FUNCTION check_seat();

CREATE FUNCTION check_session() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM appointment a WHERE a.group_session_id = NEW.id AND (a.seat > NEW.seats
    OR (a.starts_at, a.ends_at, a.advisor_id, a.service_id)
      IS DISTINCT FROM (NEW.starts_at, NEW.ends_at, NEW.advisor_id, NEW.service_id))) THEN
    RAISE EXCEPTION 'Somebody has a seat there' USING ERRCODE = 'check_violation', CONSTRAINT = 'group_session_taken';
  END IF;
  RETURN NULL;
END $$;
-- Afterwards: the row is locked by then, and whoever took a seat before is seen.
CREATE TRIGGER check_session AFTER UPDATE OF seats, starts_at, ends_at, advisor_id, service_id
  ON group_session FOR EACH ROW EXECUTE FUNCTION check_session();

REVOKE ALL ON FUNCTION check_seat(), check_session() FROM PUBLIC;

-- Groups meet in a room: a consultation by video is between two, and a phone rings at one place.
ALTER TABLE service ADD CONSTRAINT service_group_meets CHECK (group_size IS NULL OR channels = '{on_site}');
ALTER TABLE group_session ADD CONSTRAINT group_session_meets CHECK (channel = 'on_site');
