-- Who comes along can change after the signup: one more, one less, or another in somebody's place. As in 0020: the meeting's
-- row is locked first, and states and counters are moved by move_people alone.

-- Makes the registration of somebody who comes along with `r`, in the state 'requested'; `person` is { registration_id,
-- contact_id, name, email, organisation_name }. Null: this person is registered already and keeps that.
CREATE FUNCTION write_companion(r registrations, lead uuid, person jsonb, at timestamptz) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  address email := person ->> 'email';
  contact uuid := (person ->> 'contact_id')::uuid;
  id uuid := (person ->> 'registration_id')::uuid;
  brings uuid := (SELECT x.contact_id FROM registrations AS x WHERE x.programme_id = r.programme_id AND x.registration_id = lead);
BEGIN
  INSERT INTO contacts (programme_id, contact_id, name, email, organisation_name, reached_through, created_at)
    VALUES (r.programme_id, contact, person ->> 'name', address, person ->> 'organisation_name', CASE WHEN address IS NULL THEN brings END, at)
    ON CONFLICT ON CONSTRAINT contacts_email_taken DO NOTHING;
  IF address IS NOT NULL THEN
    SELECT c.contact_id INTO contact FROM contacts AS c WHERE c.email = address AND c.programme_id = r.programme_id;
    IF contact = brings OR EXISTS (SELECT FROM registrations AS x WHERE x.programme_id = r.programme_id AND x.event_id = r.event_id
        AND x.contact_id = contact AND x.status <> 'cancelled') THEN
      RETURN NULL;
    END IF;
  END IF;
  INSERT INTO registrations (programme_id, registration_id, event_id, contact_id, name, organisation_name, role, status, source, network_id,
      site, language, notice_version, lead_id, takes_place, party, municipality, code_id, created_at)
    VALUES (r.programme_id, id, r.event_id, contact, person ->> 'name', person ->> 'organisation_name', 'guest', 'requested', r.source, r.network_id,
      r.site, r.language, r.notice_version, lead, true, r.party, r.municipality, r.code_id, at);
  RETURN id;
END
$$;

-- One more who comes along: with who has a place when there is room, with who waits behind everyone. Answers 'added',
-- 'known' (registered already), 'full', 'limit', 'state' or 'unknown'.
CREATE FUNCTION bring_companion(programme uuid, lead uuid, person jsonb, at timestamptz) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  r registrations := lock_registration(programme, lead);
  p event_places;
  m registrations;
  id uuid;
BEGIN
  IF r.registration_id IS NULL THEN RETURN 'unknown'; END IF;
  IF r.status NOT IN ('confirmed', 'waiting', 'requested') OR r.lead_id IS NOT NULL OR is_called_off(programme, r.event_id) THEN RETURN 'state'; END IF;
  -- who waits and fits goes first
  PERFORM fill_places(programme, r.event_id, at);
  SELECT * INTO p FROM event_places AS x WHERE x.programme_id = programme AND x.event_id = r.event_id;
  SELECT * INTO r FROM registrations AS x WHERE x.programme_id = programme AND x.registration_id = lead;
  IF cardinality(company_of(programme, lead, '{requested,confirmed,waiting,offered}')) > p.company_limit THEN RETURN 'limit'; END IF;
  id := write_companion(r, lead, person, at);
  IF id IS NULL THEN RETURN 'known'; END IF;
  SELECT * INTO m FROM registrations AS x WHERE x.programme_id = programme AND x.registration_id = id;
  IF r.status = 'confirmed' AND NOT has_room(p, ARRAY[m]) THEN
    DELETE FROM registrations AS x WHERE x.programme_id = programme AND x.registration_id = id;
    DELETE FROM contacts AS c WHERE c.programme_id = programme AND c.contact_id = (person ->> 'contact_id')::uuid;
    RETURN 'full';
  END IF;
  IF r.status <> 'requested' THEN PERFORM move_people(programme, r.event_id, ARRAY[id], r.status, at); END IF;
  UPDATE event_places AS x SET has_company = true WHERE x.programme_id = programme AND x.event_id = r.event_id AND NOT x.has_company;
  INSERT INTO activity (programme_id, activity_id, at, name, actor_kind, event_id, subject_id, data)
    VALUES (programme, new_id(at), at, 'registration.' || r.status, 'participant', r.event_id, id,
      jsonb_build_object('notify', person ->> 'email' IS NOT NULL));
  PERFORM bump_agenda(programme);
  RETURN 'added';
END
$$;

-- Another comes in the place of who came along: the same place, or the same place in line, which nobody else can get in
-- between. Answers 'replaced', 'known', 'state' or 'unknown'.
CREATE FUNCTION replace_companion(programme uuid, companion uuid, person jsonb, at timestamptz) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  r registrations := lock_registration(programme, companion);
  id uuid;
BEGIN
  IF r.registration_id IS NULL THEN RETURN 'unknown'; END IF;
  IF r.status NOT IN ('confirmed', 'waiting', 'offered', 'requested') OR r.lead_id IS NULL OR is_called_off(programme, r.event_id) THEN
    RETURN 'state';
  END IF;
  id := write_companion(r, r.lead_id, person, at);
  IF id IS NULL THEN RETURN 'known'; END IF;
  UPDATE registrations AS x SET role = r.role, takes_place = r.takes_place WHERE x.programme_id = programme AND x.registration_id = id;
  PERFORM move_people(programme, r.event_id, ARRAY[companion], 'cancelled', at, NULL, false, 'asked');
  IF r.status <> 'requested' THEN
    PERFORM move_people(programme, r.event_id, ARRAY[id], r.status, at, r.offer_expires_at);
    UPDATE registrations AS x SET position = coalesce(r.position, x.position) WHERE x.programme_id = programme AND x.registration_id = id;
  END IF;
  INSERT INTO activity (programme_id, activity_id, at, name, actor_kind, event_id, subject_id, data) VALUES
    (programme, new_id(at), at, 'registration.cancelled', 'participant', r.event_id, companion,
      jsonb_build_object('was', r.status, 'reason', 'asked', 'position', r.position,
        'notify', EXISTS (SELECT FROM contacts AS c WHERE c.programme_id = programme AND c.contact_id = r.contact_id AND c.email IS NOT NULL))),
    (programme, new_id(at), at, 'registration.' || r.status, 'participant', r.event_id, id,
      jsonb_build_object('notify', person ->> 'email' IS NOT NULL AND r.status <> 'offered'));
  -- a choice with a limit may have come free
  PERFORM fill_places(programme, r.event_id, at);
  RETURN 'replaced';
END
$$;
