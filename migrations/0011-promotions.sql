-- A promotion is told or not, as the organiser chose, and can be taken back before anyone reads of it.

-- As in 0007, with what the organiser says about telling the person, and where in line the person stood. A process that
-- does not know `details` yet calls it as before.
DROP FUNCTION promote_registration(uuid, uuid, boolean, timestamptz, uuid);
CREATE FUNCTION promote_registration(programme uuid, registration uuid, raise_capacity boolean, at timestamptz, account uuid,
  details jsonb DEFAULT '{"notify": true}') RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  r registrations := lock_registration(programme, registration);
  p event_places;
BEGIN
  IF r.registration_id IS NULL THEN RETURN 'unknown'; END IF;
  IF r.status <> 'waiting' OR is_called_off(programme, r.event_id) THEN RETURN 'state'; END IF;
  SELECT * INTO p FROM event_places AS x WHERE x.programme_id = programme AND x.event_id = r.event_id;
  IF p.confirmed >= p.capacity AND NOT raise_capacity THEN RETURN 'full'; END IF;
  UPDATE event_places AS x
    SET capacity = CASE WHEN x.confirmed >= x.capacity THEN x.capacity + 1 ELSE x.capacity END,
      confirmed = x.confirmed + 1, waiting = x.waiting - 1
    WHERE x.programme_id = programme AND x.event_id = r.event_id;
  UPDATE registrations AS x SET status = 'confirmed', position = NULL, version = x.version + 1
    WHERE x.programme_id = programme AND x.registration_id = registration;
  INSERT INTO activity (programme_id, activity_id, at, name, actor_kind, actor_id, event_id, subject_id, data)
    VALUES (programme, new_id(at), at, 'registration.promoted', 'account', account, r.event_id, registration,
      details || jsonb_build_object('raised', p.confirmed >= p.capacity, 'position', r.position));
  PERFORM bump_agenda(programme);
  RETURN 'confirmed';
END
$$;

-- Undoes a promotion by an organiser as long as nobody can have read of it: back where the person stood, and a place that
-- was made for it is gone again. Nobody else moves up: before the promotion nobody did either. Answers 'waiting', 'state' or
-- 'unknown'.
CREATE FUNCTION take_back_promotion(programme uuid, registration uuid, at timestamptz, account uuid) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  r registrations := lock_registration(programme, registration);
  given activity;
BEGIN
  IF r.registration_id IS NULL THEN RETURN 'unknown'; END IF;
  SELECT * INTO given FROM activity AS a
    WHERE a.programme_id = programme AND a.subject_id = registration AND a.name LIKE 'registration.%' AND a.name <> 'registration.attendance'
    ORDER BY a.at DESC, a.activity_id DESC LIMIT 1;
  IF r.status <> 'confirmed' OR given.name IS DISTINCT FROM 'registration.promoted' OR NOT given.data ? 'position'
      OR at > given.at + interval '1 minute' OR is_called_off(programme, r.event_id)
      OR EXISTS (SELECT FROM mails AS m WHERE m.programme_id = programme AND m.activity_id = given.activity_id) THEN
    RETURN 'state';
  END IF;
  UPDATE event_places AS x
    SET confirmed = x.confirmed - 1, waiting = x.waiting + 1,
      capacity = CASE WHEN (given.data ->> 'raised')::boolean THEN greatest(x.capacity - 1, x.confirmed - 1) ELSE x.capacity END
    WHERE x.programme_id = programme AND x.event_id = r.event_id;
  UPDATE registrations AS x
    SET status = 'waiting', position = (given.data ->> 'position')::bigint, version = x.version + 1,
      has_attended = NULL, attendance_at = NULL
    WHERE x.programme_id = programme AND x.registration_id = registration;
  INSERT INTO activity (programme_id, activity_id, at, name, actor_kind, actor_id, event_id, subject_id, data)
    VALUES (programme, new_id(at), at, 'registration.returned', 'account', account, r.event_id, registration, '{}');
  PERFORM bump_agenda(programme);
  RETURN 'waiting';
END
$$;
