-- OR4, BK14: whatever decides about free times bumps the version of its center, before it changes. So a change waits for
-- the holds that are being taken, sees them afterwards, and every hold computed before it is refused. Once a transaction:
-- a row of the center that this transaction wrote has a new version already, also where somebody bumped it by hand.
-- Under the owner's rights: whoever may change hours or purge absences need not be one who may change centers.
CREATE FUNCTION bump_calendars(centers uuid[]) RETURNS void
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
BEGIN ATOMIC
  UPDATE service_center SET calendar_version = calendar_version + 1
  WHERE id IN (SELECT id FROM service_center WHERE id = ANY (centers) ORDER BY id FOR NO KEY UPDATE)
    AND xmin <> pg_current_xact_id()::xid;
END;
REVOKE ALL ON FUNCTION bump_calendars(uuid[]) FROM PUBLIC;

-- A center that is written has a new version, whatever was written.
CREATE FUNCTION bump_own_calendar() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.calendar_version = OLD.calendar_version THEN
    NEW.calendar_version := OLD.calendar_version + 1;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bump_calendar BEFORE UPDATE ON service_center
  FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION bump_own_calendar();

-- Hours and exceptions are a resource's or a house's.
CREATE FUNCTION bump_calendar_of_hours() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM bump_calendars(array_remove(ARRAY[
    CASE WHEN TG_OP <> 'INSERT' THEN coalesce(OLD.service_center_id,
      (SELECT service_center_id FROM resource WHERE id = OLD.resource_id)) END,
    CASE WHEN TG_OP <> 'DELETE' THEN coalesce(NEW.service_center_id,
      (SELECT service_center_id FROM resource WHERE id = NEW.resource_id)) END], NULL));
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER bump_calendar BEFORE INSERT OR UPDATE OR DELETE ON hours
  FOR EACH ROW EXECUTE FUNCTION bump_calendar_of_hours();
CREATE TRIGGER bump_calendar BEFORE INSERT OR UPDATE OR DELETE ON hours_exception
  FOR EACH ROW EXECUTE FUNCTION bump_calendar_of_hours();

-- Absences, and who offers what, are a resource's.
CREATE FUNCTION bump_calendar_of_resource() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM bump_calendars(ARRAY(SELECT service_center_id FROM resource WHERE id IN (
    CASE WHEN TG_OP <> 'INSERT' THEN OLD.resource_id END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.resource_id END)));
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER bump_calendar BEFORE INSERT OR UPDATE ON absence
  FOR EACH ROW EXECUTE FUNCTION bump_calendar_of_resource();
-- One that is over decides about nothing: its purge disturbs nobody who is booking.
CREATE TRIGGER bump_calendar_when_deleted BEFORE DELETE ON absence
  FOR EACH ROW WHEN (OLD.ends_at > app_now()) EXECUTE FUNCTION bump_calendar_of_resource();
CREATE TRIGGER bump_calendar BEFORE INSERT OR UPDATE OR DELETE ON service_resource
  FOR EACH ROW EXECUTE FUNCTION bump_calendar_of_resource();

-- A resource itself, in the center it leaves as well.
CREATE FUNCTION bump_calendar_of_place() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM bump_calendars(array_remove(ARRAY[
    CASE WHEN TG_OP <> 'INSERT' THEN OLD.service_center_id END,
    CASE WHEN TG_OP <> 'DELETE' THEN NEW.service_center_id END], NULL));
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER bump_calendar BEFORE INSERT OR DELETE ON resource
  FOR EACH ROW EXECUTE FUNCTION bump_calendar_of_place();
CREATE TRIGGER bump_calendar_when_changed BEFORE UPDATE ON resource
  FOR EACH ROW WHEN ((OLD.service_center_id, OLD.kind, OLD.active, OLD.skills, OLD.audience)
    IS DISTINCT FROM (NEW.service_center_id, NEW.kind, NEW.active, NEW.skills, NEW.audience))
  EXECUTE FUNCTION bump_calendar_of_place();

-- The rules of a service decide in every center that offers it.
CREATE FUNCTION bump_calendars_of_service() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM bump_calendars(ARRAY(SELECT r.service_center_id FROM service_resource o JOIN resource r ON r.id = o.resource_id
    WHERE o.service_id = NEW.id));
  RETURN NEW;
END $$;
CREATE TRIGGER bump_calendars BEFORE UPDATE ON service
  FOR EACH ROW WHEN ((OLD.duration, OLD.buffer_before, OLD.buffer_after, OLD.lead_time, OLD.horizon_days, OLD.channels,
      OLD.needed_skills, OLD.needs_room, OLD.room_skills, OLD.group_size, OLD.active)
    IS DISTINCT FROM (NEW.duration, NEW.buffer_before, NEW.buffer_after, NEW.lead_time, NEW.horizon_days, NEW.channels,
      NEW.needed_skills, NEW.needs_room, NEW.room_skills, NEW.group_size, NEW.active))
  EXECUTE FUNCTION bump_calendars_of_service();

REVOKE ALL ON FUNCTION bump_own_calendar(), bump_calendar_of_hours(), bump_calendar_of_resource(),
  bump_calendar_of_place(), bump_calendars_of_service() FROM PUBLIC;
