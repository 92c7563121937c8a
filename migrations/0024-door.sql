-- People who help at the door: a link each, one phone each, and what was done there. What was done last holds, and last is
-- said by when it was done, not by when it arrived: a phone without network brings it later.

ALTER TABLE activity DROP CONSTRAINT activity_actor,
  ADD CONSTRAINT activity_actor CHECK (actor_kind IN ('public', 'participant', 'account', 'helper', 'system'));

ALTER TABLE registrations ADD COLUMN attendance_changed_at timestamptz;
SELECT classify('registrations', 'fact', 'stays without the person', 'attendance_changed_at');

CREATE TABLE helper_links (
  programme_id uuid NOT NULL,
  link_id uuid NOT NULL,
  event_id uuid NOT NULL,
  label text,
  made_by uuid,
  created_at timestamptz NOT NULL,
  revoked_at timestamptz,
  -- of the phone it was opened on first, as far as it says
  phone_hash bytea,
  helper_name text,
  device text,
  bound_at timestamptz,
  last_used_at timestamptz,
  PRIMARY KEY (programme_id, link_id),
  FOREIGN KEY (programme_id, event_id) REFERENCES events ON DELETE CASCADE,
  CONSTRAINT helper_links_bound CHECK ((phone_hash IS NULL) = (bound_at IS NULL))
);
CREATE INDEX helper_links_by_event ON helper_links (programme_id, event_id);
SELECT classify('helper_links', 'key', '30 days after the meeting', 'programme_id, link_id, event_id, made_by');
SELECT classify('helper_links', 'personal', '30 days after the meeting', 'label, helper_name, device');
SELECT classify('helper_links', 'secret', '30 days after the meeting', 'phone_hash');
SELECT classify('helper_links', 'fact', '30 days after the meeting', 'created_at, revoked_at, bound_at, last_used_at');

-- A helper's day: until six in the morning after the meeting, wherever the meeting moves to. Null: it has no moment.
CREATE FUNCTION door_closes(programme uuid, event uuid) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT (date_trunc('day', (coalesce(e.ends_at, e.starts_at) - interval '6 hours') AT TIME ZONE p.time_zone) + interval '30 hours') AT TIME ZONE p.time_zone
    FROM events AS e JOIN programmes AS p ON p.programme_id = e.programme_id
    WHERE e.programme_id = programme AND e.event_id = event
$$;

-- Each thing done at the door, once: the phone gives it its id before it is sent.
CREATE TABLE door_entries (
  programme_id uuid NOT NULL,
  entry_id uuid NOT NULL,
  link_id uuid NOT NULL,
  registration_id uuid,
  kind text NOT NULL CONSTRAINT door_entries_kind CHECK (kind IN ('in', 'out', 'walk-in')),
  done_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  outcome text NOT NULL CONSTRAINT door_entries_outcome CHECK (outcome IN ('done', 'admitted', 'superseded', 'refused', 'unknown')),
  PRIMARY KEY (programme_id, entry_id),
  FOREIGN KEY (programme_id, link_id) REFERENCES helper_links ON DELETE CASCADE
);
CREATE INDEX door_entries_by_link ON door_entries (programme_id, link_id, done_at);
SELECT classify('door_entries', 'key', 'with the link', 'programme_id, entry_id, link_id, registration_id');
SELECT classify('door_entries', 'fact', 'with the link', 'kind, done_at, received_at, outcome');

-- Adds to the capacity and to every limit what these people lack. The caller holds the lock. Answers how many places.
CREATE FUNCTION make_room(p event_places, people registrations[]) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  lacks integer := greatest(p.confirmed + p.offered + (SELECT count(*)::integer FROM unnest(people) AS u WHERE u.takes_place) - p.capacity, 0);
BEGIN
  UPDATE event_places AS x SET capacity = x.capacity + lacks WHERE x.programme_id = p.programme_id AND x.event_id = p.event_id AND lacks > 0;
  UPDATE quotas AS q SET places = greatest(q.places, q.taken + (SELECT count(*)::integer FROM unnest(people) AS u WHERE quota_hits(q, u)))
    WHERE q.programme_id = p.programme_id AND q.event_id = p.event_id;
  RETURN lacks;
END
$$;

-- Someone stands in the door who has no place: lets them in, and makes room. Answers 'confirmed' (had a place), 'admitted',
-- 'refused' (an organiser decides) or 'unknown'.
CREATE FUNCTION admit_at_door(programme uuid, event uuid, registration uuid, at timestamptz, link uuid) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  r registrations := lock_registration(programme, registration);
  p event_places;
  raised integer := 0;
BEGIN
  IF r.registration_id IS NULL OR r.event_id <> event THEN RETURN 'unknown'; END IF;
  IF r.status = 'confirmed' THEN RETURN 'confirmed'; END IF;
  IF r.status IN ('requested', 'declined') OR r.name = '' OR is_called_off(programme, event) THEN RETURN 'refused'; END IF;
  SELECT * INTO p FROM event_places AS x WHERE x.programme_id = programme AND x.event_id = event;
  IF r.status <> 'offered' THEN raised := make_room(p, ARRAY[r]); END IF;
  PERFORM move_people(programme, event, ARRAY[registration], 'confirmed', at);
  INSERT INTO activity (programme_id, activity_id, at, name, actor_kind, actor_id, event_id, subject_id, data)
    VALUES (programme, new_id(at), at, 'registration.admitted', 'helper', link, event, registration,
      jsonb_build_object('was', r.status, 'raised', raised));
  PERFORM bump_agenda(programme);
  RETURN 'admitted';
END
$$;

-- Someone who never signed up: `person` is { registration_id, contact_id, name, email, role, language }. Who is known by
-- the address already is not taken twice. Answers the registration; null: the meeting is off.
CREATE FUNCTION walk_in(programme uuid, event uuid, person jsonb, at timestamptz, link uuid) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  p event_places;
  r registrations := jsonb_populate_record(NULL::registrations, person);
  address email := person ->> 'email';
  known uuid;
  raised integer;
BEGIN
  SELECT * INTO p FROM event_places AS x WHERE x.programme_id = programme AND x.event_id = event FOR UPDATE;
  IF p.event_id IS NULL OR is_called_off(programme, event)
      OR EXISTS (SELECT FROM registrations AS x WHERE x.programme_id = programme AND x.registration_id = r.registration_id) THEN
    RETURN NULL;
  END IF;
  INSERT INTO contacts (programme_id, contact_id, name, email, created_at) VALUES (programme, r.contact_id, r.name, address, at)
    ON CONFLICT ON CONSTRAINT contacts_email_taken DO NOTHING;
  IF address IS NOT NULL THEN
    SELECT c.contact_id INTO r.contact_id FROM contacts AS c WHERE c.email = address AND c.programme_id = programme;
    SELECT x.registration_id INTO known FROM registrations AS x
      WHERE x.programme_id = programme AND x.event_id = event AND x.contact_id = r.contact_id AND x.status <> 'cancelled';
    IF known IS NOT NULL THEN RETURN known; END IF;
  END IF;
  r.programme_id := programme;
  r.event_id := event;
  r.takes_place := p.crew_counts OR r.role NOT IN ('host', 'speaker', 'crew');
  INSERT INTO registrations (programme_id, registration_id, event_id, contact_id, name, role, status, language, notice_version, takes_place, created_at)
    VALUES (programme, r.registration_id, event, r.contact_id, r.name, r.role, 'requested', r.language, 'door', r.takes_place, at);
  raised := make_room(p, ARRAY[r]);
  PERFORM move_people(programme, event, ARRAY[r.registration_id], 'confirmed', at);
  INSERT INTO activity (programme_id, activity_id, at, name, actor_kind, actor_id, event_id, subject_id, data)
    VALUES (programme, new_id(at), at, 'registration.walked-in', 'helper', link, event, r.registration_id, jsonb_build_object('raised', raised));
  PERFORM bump_agenda(programme);
  RETURN r.registration_id;
END
$$;
