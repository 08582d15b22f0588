-- OR4: processes keep the rules of a center as long as its version is the same, and show names out of them. So a name
-- and the word a service is asked for by bump the version as well.
DROP TRIGGER bump_calendar_when_changed ON resource;
CREATE TRIGGER bump_calendar_when_changed BEFORE UPDATE ON resource
  FOR EACH ROW WHEN ((OLD.service_center_id, OLD.kind, OLD.active, OLD.skills, OLD.audience, OLD.label)
    IS DISTINCT FROM (NEW.service_center_id, NEW.kind, NEW.active, NEW.skills, NEW.audience, NEW.label))
  EXECUTE FUNCTION bump_calendar_of_place();

DROP TRIGGER bump_calendars ON service;
CREATE TRIGGER bump_calendars BEFORE UPDATE ON service
  FOR EACH ROW WHEN ((OLD.slug, OLD.duration, OLD.buffer_before, OLD.buffer_after, OLD.lead_time, OLD.horizon_days,
      OLD.channels, OLD.needed_skills, OLD.needs_room, OLD.room_skills, OLD.group_size, OLD.active)
    IS DISTINCT FROM (NEW.slug, NEW.duration, NEW.buffer_before, NEW.buffer_after, NEW.lead_time, NEW.horizon_days,
      NEW.channels, NEW.needed_skills, NEW.needs_room, NEW.room_skills, NEW.group_size, NEW.active))
  EXECUTE FUNCTION bump_calendars_of_service();
