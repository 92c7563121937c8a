-- What changes places after a signup: the rest of the functions that 0020 begins.

-- Until when places that come free go to who waits; null: the meeting has no moment yet.
CREATE FUNCTION line_ends(p event_places) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT least(p.offers_until, e.starts_at) FROM events AS e WHERE e.programme_id = p.programme_id AND e.event_id = p.event_id
$$;

-- Gives (or offers) these people places, and says so to each.
CREATE FUNCTION give_places(p event_places, ids uuid[], at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  is_offer boolean := p.offer_hours IS NOT NULL;
BEGIN
  PERFORM move_people(p.programme_id, p.event_id, ids, CASE WHEN is_offer THEN 'offered' ELSE 'confirmed' END, at,
    least(at + make_interval(hours => p.offer_hours), line_ends(p)));
  INSERT INTO activity (programme_id, activity_id, at, name, actor_kind, event_id, subject_id, data)
    SELECT p.programme_id, new_id(at), at, CASE WHEN is_offer THEN 'registration.offered' ELSE 'registration.promoted' END,
        'system', p.event_id, id, '{"notify": true}'
      FROM unnest(ids) AS id;
END
$$;

-- Gives free places to who waits, in line, as far as they fit every limit; but not to one whose time to confirm is over:
-- that signup is about to end. The caller holds the lock. Answers how many people moved up.
CREATE OR REPLACE FUNCTION fill_places(programme uuid, event uuid, at timestamptz) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  p event_places;
  given integer := 0;
  ids uuid[];
  unit record;
  people registrations[];
BEGIN
  PERFORM bump_agenda(programme);
  SELECT * INTO p FROM event_places AS x WHERE x.programme_id = programme AND x.event_id = event;
  IF p.waiting = 0 OR p.line_closed_at IS NOT NULL OR p.confirmed + p.offered >= p.capacity OR at >= line_ends(p)
      OR NOT EXISTS (SELECT FROM events AS e WHERE e.programme_id = programme AND e.event_id = event AND e.status IN ('draft', 'published')) THEN
    RETURN 0;
  END IF;
  IF NOT p.has_quotas AND NOT p.has_company THEN
    ids := ARRAY(SELECT r.registration_id FROM registrations AS r
      WHERE r.programme_id = programme AND r.event_id = event AND r.status = 'waiting' AND (r.verify_by IS NULL OR r.verify_by >= at)
      ORDER BY r.position LIMIT p.capacity - p.confirmed - p.offered);
    IF cardinality(ids) > 0 THEN PERFORM give_places(p, ids, at); END IF;
    RETURN cardinality(ids);
  END IF;
  -- once along the line is enough: who did not fit will not fit better after others moved up
  FOR unit IN
    SELECT coalesce(r.lead_id, r.registration_id) AS id, array_agg(r ORDER BY r.position) AS people
      FROM registrations AS r
      WHERE r.programme_id = programme AND r.event_id = event AND r.status = 'waiting'
      GROUP BY 1 HAVING bool_and(r.verify_by IS NULL OR r.verify_by >= at)
      ORDER BY min(r.position)
  LOOP
    people := unit.people;
    IF has_room(p, people) THEN
      PERFORM give_places(p, ids_of(people), at);
      given := given + cardinality(people);
      SELECT * INTO p FROM event_places AS x WHERE x.programme_id = programme AND x.event_id = event;
      EXIT WHEN p.confirmed + p.offered >= p.capacity;
    END IF;
  END LOOP;
  RETURN given;
END
$$;

-- Cancels, and gives the place to the first in line who fits. With `details.company`, and always when an offer ends, who
-- came along goes too. Answers 'cancelled', 'already' or 'unknown'.
CREATE OR REPLACE FUNCTION cancel_registration(programme uuid, registration uuid, at timestamptz, actor text, account uuid, details jsonb)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  r registrations := lock_registration(programme, registration);
  reason text := coalesce(details ->> 'reason', 'asked');
  people registrations[] := ARRAY[r];
BEGIN
  IF r.registration_id IS NULL THEN RETURN 'unknown'; END IF;
  IF r.status = 'cancelled' THEN RETURN 'already'; END IF;
  -- changed between being found due and this moment
  IF reason = 'unverified' AND (r.verify_by IS NULL OR r.verify_by >= at) THEN RETURN 'already'; END IF;
  IF reason = 'offer-expired' AND (r.status <> 'offered' OR r.offer_expires_at IS NULL OR r.offer_expires_at > at) THEN RETURN 'already'; END IF;
  IF reason = 'line-closed' AND r.status <> 'waiting' THEN RETURN 'already'; END IF;
  IF reason NOT IN ('asked', 'merged') OR r.status = 'offered' OR (details ->> 'company')::boolean THEN
    people := company_of(programme, registration, CASE WHEN reason = 'asked' AND r.status <> 'offered'
      THEN '{requested,confirmed,waiting,offered}' ELSE ARRAY[r.status] END);
  END IF;
  PERFORM move_people(programme, r.event_id, ids_of(people), 'cancelled', at, NULL, false, reason);
  INSERT INTO activity (programme_id, activity_id, at, name, actor_kind, actor_id, event_id, subject_id, data)
    SELECT programme, new_id(at), at, 'registration.cancelled', actor, account, r.event_id, u.registration_id,
        details || jsonb_build_object('was', u.status) || CASE WHEN u.status = 'waiting' THEN jsonb_build_object('position', u.position) ELSE '{}' END
      FROM unnest(people) AS u;
  PERFORM fill_places(programme, r.event_id, at);
  RETURN 'cancelled';
END
$$;

-- Undoes a cancellation: the place when there is room, else first in line; who waited stands where they stood. Answers 'confirmed', 'waiting', 'state' or 'unknown'.
CREATE OR REPLACE FUNCTION restore_registration(programme uuid, registration uuid, at timestamptz, actor text, account uuid) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  r registrations := lock_registration(programme, registration);
  p event_places;
  verdict text;
  stood bigint;
BEGIN
  IF r.registration_id IS NULL THEN RETURN 'unknown'; END IF;
  IF r.status <> 'cancelled' OR is_called_off(programme, r.event_id) THEN RETURN 'state'; END IF;
  SELECT * INTO p FROM event_places AS x WHERE x.programme_id = programme AND x.event_id = r.event_id;
  SELECT (a.data ->> 'position')::bigint INTO stood FROM activity AS a
    WHERE a.programme_id = programme AND a.subject_id = registration AND a.name = 'registration.cancelled'
    ORDER BY a.at DESC, a.activity_id DESC LIMIT 1;
  verdict := CASE WHEN has_room(p, ARRAY[r]) THEN 'confirmed' ELSE 'waiting' END;
  PERFORM move_people(programme, r.event_id, ARRAY[registration], verdict, at, NULL, true);
  UPDATE registrations AS x SET verify_by = NULL, position = CASE WHEN verdict = 'waiting' THEN coalesce(stood, x.position) END
    WHERE x.programme_id = programme AND x.registration_id = registration;
  INSERT INTO activity (programme_id, activity_id, at, name, actor_kind, actor_id, event_id, subject_id, data)
    VALUES (programme, new_id(at), at, 'registration.restored', actor, account, r.event_id, registration,
      jsonb_build_object('notify', true, 'became', verdict));
  PERFORM bump_agenda(programme);
  RETURN verdict;
END
$$;

-- Gives or (with `details.offer`, an instant) offers a place to one who waits, and to who came along; `raise_capacity` adds to
-- every limit that stands in the way. Answers 'confirmed', 'offered', 'full', 'quota-full', 'state' or 'unknown'.
CREATE OR REPLACE FUNCTION promote_registration(programme uuid, registration uuid, raise_capacity boolean, at timestamptz, account uuid,
  details jsonb DEFAULT '{"notify": true}') RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  r registrations := lock_registration(programme, registration);
  p event_places;
  people registrations[];
  need integer;
  raised integer := 0;
  groups jsonb := '{}';
  verdict text := CASE WHEN details ? 'offer' THEN 'offered' ELSE 'confirmed' END;
BEGIN
  IF r.registration_id IS NULL THEN RETURN 'unknown'; END IF;
  IF r.status <> 'waiting' OR is_called_off(programme, r.event_id) THEN RETURN 'state'; END IF;
  SELECT * INTO p FROM event_places AS x WHERE x.programme_id = programme AND x.event_id = r.event_id;
  people := company_of(programme, registration, '{waiting}');
  need := cardinality(people);
  IF NOT has_room(p, people) THEN
    IF NOT raise_capacity THEN
      RETURN CASE WHEN p.confirmed + p.offered + need > p.capacity THEN 'full' ELSE 'quota-full' END;
    END IF;
    raised := greatest(p.confirmed + p.offered + need - p.capacity, 0);
    UPDATE event_places AS x SET capacity = x.capacity + raised WHERE x.programme_id = programme AND x.event_id = r.event_id;
    WITH short AS (
      SELECT q.quota_id, q.taken + (SELECT count(*) FROM unnest(people) AS u WHERE quota_hits(q, u)) - q.places AS lacks
        FROM quotas AS q WHERE q.programme_id = programme AND q.event_id = r.event_id
    ), grown AS (
      UPDATE quotas AS q SET places = q.places + s.lacks FROM short AS s
        WHERE q.programme_id = programme AND q.quota_id = s.quota_id AND s.lacks > 0
        RETURNING q.quota_id, s.lacks
    )
    SELECT coalesce(jsonb_object_agg(g.quota_id, g.lacks), '{}') INTO groups FROM grown AS g;
  END IF;
  PERFORM move_people(programme, r.event_id, ids_of(people), verdict, at, (details ->> 'offer')::timestamptz);
  INSERT INTO activity (programme_id, activity_id, at, name, actor_kind, actor_id, event_id, subject_id, data)
    SELECT programme, new_id(at), at, CASE verdict WHEN 'offered' THEN 'registration.offered' ELSE 'registration.promoted' END,
        'account', account, r.event_id, u.registration_id,
        details || jsonb_build_object('position', u.position, 'raised', u.registration_id = registration AND raised > 0)
          || CASE WHEN u.registration_id = registration THEN jsonb_build_object('by', raised, 'groups', groups) ELSE '{}' END
      FROM unnest(people) AS u;
  PERFORM bump_agenda(programme);
  RETURN verdict;
END
$$;

-- Undoes a promotion or an offer by an organiser as long as nobody can have read of it: back where the person stood, and
-- limits that were raised for it are as before. Nobody else moves up: before the promotion nobody did either. Answers
-- 'waiting', 'state' or 'unknown'.
CREATE OR REPLACE FUNCTION take_back_promotion(programme uuid, registration uuid, at timestamptz, account uuid) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  r registrations := lock_registration(programme, registration);
  given activity;
  people registrations[];
BEGIN
  IF r.registration_id IS NULL THEN RETURN 'unknown'; END IF;
  SELECT * INTO given FROM activity AS a
    WHERE a.programme_id = programme AND a.subject_id = registration AND a.name LIKE 'registration.%' AND a.name <> 'registration.attendance'
    ORDER BY a.at DESC, a.activity_id DESC LIMIT 1;
  IF r.status NOT IN ('confirmed', 'offered') OR given.name IS NULL OR given.name NOT IN ('registration.promoted', 'registration.offered')
      OR NOT given.data ? 'position'
      OR at > given.at + interval '1 minute' OR is_called_off(programme, r.event_id)
      OR EXISTS (SELECT FROM mails AS m WHERE m.programme_id = programme AND m.activity_id = given.activity_id) THEN
    RETURN 'state';
  END IF;
  people := company_of(programme, registration, ARRAY[r.status]);
  PERFORM move_people(programme, r.event_id, ids_of(people), 'waiting', at, NULL, true);
  UPDATE registrations AS x SET position = (a.data ->> 'position')::bigint
    FROM activity AS a
    WHERE x.programme_id = programme AND x.registration_id = ANY (ids_of(people))
      AND a.programme_id = programme AND a.subject_id = x.registration_id AND a.name = given.name AND a.at = given.at;
  UPDATE event_places AS x
    SET capacity = greatest(x.capacity - coalesce((given.data ->> 'by')::integer, (given.data ->> 'raised')::boolean::integer), x.confirmed + x.offered)
    WHERE x.programme_id = programme AND x.event_id = r.event_id;
  UPDATE quotas AS q SET places = greatest(q.places - g.lacks::integer, q.taken)
    FROM jsonb_each_text(coalesce(given.data -> 'groups', '{}')) AS g (id, lacks)
    WHERE q.programme_id = programme AND q.quota_id = g.id::uuid;
  INSERT INTO activity (programme_id, activity_id, at, name, actor_kind, actor_id, event_id, subject_id, data)
    SELECT programme, new_id(at), at, 'registration.returned', 'account', account, r.event_id, u.registration_id, '{}' FROM unnest(people) AS u;
  PERFORM bump_agenda(programme);
  RETURN 'waiting';
END
$$;

-- The button behind the link of an offer. Answers 'confirmed', 'expired', 'state' or 'unknown'.
CREATE FUNCTION accept_offer(programme uuid, registration uuid, at timestamptz) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  r registrations := lock_registration(programme, registration);
  people registrations[];
BEGIN
  IF r.registration_id IS NULL THEN RETURN 'unknown'; END IF;
  IF r.status <> 'offered' OR is_called_off(programme, r.event_id) THEN RETURN 'state'; END IF;
  IF r.offer_expires_at <= at THEN RETURN 'expired'; END IF;
  people := company_of(programme, registration, '{offered}');
  PERFORM move_people(programme, r.event_id, ids_of(people), 'confirmed', at);
  UPDATE registrations AS x SET verify_by = NULL, verified_at = coalesce(x.verified_at, at)
    WHERE x.programme_id = programme AND x.registration_id = registration;
  INSERT INTO activity (programme_id, activity_id, at, name, actor_kind, event_id, subject_id, data)
    SELECT programme, new_id(at), at, 'registration.accepted', 'participant', r.event_id, u.registration_id, '{"notify": true}'
      FROM unnest(people) AS u;
  RETURN 'confirmed';
END
$$;

-- An organiser says yes to who asked: a place when there is room, else last in line. Answers 'confirmed', 'waiting', 'state'
-- or 'unknown'.
CREATE FUNCTION approve_request(programme uuid, registration uuid, at timestamptz, account uuid, details jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  r registrations := lock_registration(programme, registration);
  p event_places;
  people registrations[];
  verdict text;
BEGIN
  IF r.registration_id IS NULL THEN RETURN 'unknown'; END IF;
  IF r.status NOT IN ('requested', 'declined') OR is_called_off(programme, r.event_id) THEN RETURN 'state'; END IF;
  PERFORM fill_places(programme, r.event_id, at);
  SELECT * INTO p FROM event_places AS x WHERE x.programme_id = programme AND x.event_id = r.event_id;
  people := company_of(programme, registration, ARRAY[r.status]);
  verdict := CASE WHEN has_room(p, people) THEN 'confirmed' ELSE 'waiting' END;
  PERFORM move_people(programme, r.event_id, ids_of(people), verdict, at);
  INSERT INTO activity (programme_id, activity_id, at, name, actor_kind, actor_id, event_id, subject_id, data)
    SELECT programme, new_id(at), at, 'registration.approved', 'account', account, r.event_id, u.registration_id,
        details || jsonb_build_object('became', verdict)
      FROM unnest(people) AS u;
  PERFORM bump_agenda(programme);
  RETURN verdict;
END
$$;

-- And no. Answers 'declined', 'state' or 'unknown'.
CREATE FUNCTION decline_request(programme uuid, registration uuid, at timestamptz, account uuid, details jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  r registrations := lock_registration(programme, registration);
  people registrations[];
BEGIN
  IF r.registration_id IS NULL THEN RETURN 'unknown'; END IF;
  IF r.status <> 'requested' THEN RETURN 'state'; END IF;
  people := company_of(programme, registration, '{requested}');
  PERFORM move_people(programme, r.event_id, ids_of(people), 'declined', at);
  INSERT INTO activity (programme_id, activity_id, at, name, actor_kind, actor_id, event_id, subject_id, data)
    SELECT programme, new_id(at), at, 'registration.declined', 'account', account, r.event_id, u.registration_id, details
      FROM unnest(people) AS u;
  RETURN 'declined';
END
$$;

-- Sets the capacity and gives new places to who waits. Answers 'set' or 'below' (more people hold a place).
CREATE OR REPLACE FUNCTION set_capacity(programme uuid, event uuid, places integer, at timestamptz) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  p event_places;
BEGIN
  SELECT * INTO p FROM event_places AS x WHERE x.programme_id = programme AND x.event_id = event FOR UPDATE;
  IF places < p.confirmed + p.offered THEN RETURN 'below'; END IF;
  UPDATE event_places AS x SET capacity = places WHERE x.programme_id = programme AND x.event_id = event;
  PERFORM fill_places(programme, event, at);
  RETURN 'set';
END
$$;

-- Sets the limits on groups: `limits` is [{ quota_id, kind, value, places }], the whole list. Answers null, or how many hold a
-- place in the first group that would fall below: { kind, value, taken }.
CREATE FUNCTION set_quotas(programme uuid, event uuid, limits jsonb, at timestamptz) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  short jsonb;
BEGIN
  PERFORM 1 FROM event_places AS x WHERE x.programme_id = programme AND x.event_id = event FOR UPDATE;
  DELETE FROM quotas AS q WHERE q.programme_id = programme AND q.event_id = event
    AND NOT EXISTS (SELECT FROM jsonb_to_recordset(limits) AS l (kind text, value text) WHERE l.kind = q.kind AND l.value = q.value);
  WITH wanted AS (
    SELECT l.* FROM jsonb_to_recordset(limits) AS l (quota_id uuid, kind text, value text, places integer)
  ), counted AS (
    SELECT w.*, (SELECT count(*)::integer FROM registrations AS r
        WHERE r.programme_id = programme AND r.event_id = event AND r.status IN ('confirmed', 'offered')
          AND quota_hits(row(programme, w.quota_id, event, w.kind, w.value, w.places, 0, at)::quotas, r)) AS taken
      FROM wanted AS w
  ), written AS (
    INSERT INTO quotas AS q (programme_id, quota_id, event_id, kind, value, places, taken, created_at)
      SELECT programme, c.quota_id, event, c.kind, c.value, c.places, c.taken, at FROM counted AS c WHERE c.taken <= c.places
      ON CONFLICT ON CONSTRAINT quotas_one_per_group DO UPDATE SET places = excluded.places
  )
  SELECT jsonb_build_object('kind', c.kind, 'value', c.value, 'taken', c.taken) INTO short
    FROM counted AS c WHERE c.taken > c.places ORDER BY c.kind, c.value LIMIT 1;
  IF short IS NOT NULL THEN RETURN short; END IF;
  UPDATE event_places AS x SET has_quotas = EXISTS (SELECT FROM quotas AS q WHERE q.programme_id = programme AND q.event_id = event)
    WHERE x.programme_id = programme AND x.event_id = event;
  PERFORM fill_places(programme, event, at);
  RETURN NULL;
END
$$;

-- How places are given from now on; members that are absent stay as they are. A later end opens a closed line again.
CREATE FUNCTION set_signup_rules(programme uuid, event uuid, rules jsonb, at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM event_places AS x WHERE x.programme_id = programme AND x.event_id = event FOR UPDATE;
  UPDATE event_places AS x SET
      admission = coalesce(rules ->> 'admission', x.admission),
      offer_hours = CASE WHEN rules ? 'offerHours' THEN (rules ->> 'offerHours')::integer ELSE x.offer_hours END,
      offers_until = CASE WHEN rules ? 'offersUntil' THEN (rules ->> 'offersUntil')::timestamptz ELSE x.offers_until END,
      line_closed_at = CASE WHEN rules ? 'offersUntil' AND coalesce((rules ->> 'offersUntil')::timestamptz > at, true)
        THEN NULL ELSE x.line_closed_at END,
      last_word = coalesce(rules ->> 'lastWord', x.last_word),
      company_limit = coalesce((rules ->> 'companyLimit')::integer, x.company_limit),
      crew_counts = coalesce((rules ->> 'crewCounts')::boolean, x.crew_counts)
    WHERE x.programme_id = programme AND x.event_id = event;
  PERFORM fill_places(programme, event, at);
END
$$;

-- The hour is there after which nobody moves up: who waits is told so, in the words the organiser chose. Answers whether it
-- closed now.
CREATE FUNCTION close_line(programme uuid, event uuid, at timestamptz) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  p event_places;
  ids uuid[];
BEGIN
  SELECT * INTO p FROM event_places AS x WHERE x.programme_id = programme AND x.event_id = event FOR UPDATE;
  IF p.line_closed_at IS NOT NULL OR p.offers_until IS NULL OR p.offers_until > at THEN RETURN false; END IF;
  UPDATE event_places AS x SET line_closed_at = at WHERE x.programme_id = programme AND x.event_id = event;
  ids := ARRAY(SELECT r.registration_id FROM registrations AS r
    WHERE r.programme_id = programme AND r.event_id = event AND r.status = 'waiting' ORDER BY r.position);
  IF p.last_word = 'no' THEN
    PERFORM move_people(programme, event, ids, 'cancelled', at, NULL, false, 'line-closed');
  END IF;
  INSERT INTO activity (programme_id, activity_id, at, name, actor_kind, event_id, subject_id, data)
    SELECT programme, new_id(at), at, CASE p.last_word WHEN 'no' THEN 'registration.cancelled' ELSE 'registration.welcomed' END,
        'system', event, id, CASE p.last_word WHEN 'no' THEN '{"notify": true, "reason": "line-closed", "was": "waiting"}'::jsonb ELSE '{"notify": true}' END
      FROM unnest(ids) AS id;
  PERFORM bump_agenda(programme);
  RETURN true;
END
$$;

-- Gives a new meeting the rules, codes and limits of another, without anyone in them. Moments are not taken over: a code no
-- longer expires, and the line ends with the meeting.
CREATE FUNCTION copy_signup_rules(programme uuid, source uuid, target uuid, at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE event_places AS n SET admission = o.admission, offer_hours = o.offer_hours, last_word = o.last_word,
      company_limit = o.company_limit, crew_counts = o.crew_counts, has_quotas = o.has_quotas
    FROM event_places AS o
    WHERE o.programme_id = programme AND o.event_id = source AND n.programme_id = programme AND n.event_id = target;
  INSERT INTO event_codes (programme_id, code_id, event_id, code, label, created_at)
    SELECT c.programme_id, new_id(at), target, c.code, c.label, at FROM event_codes AS c WHERE c.programme_id = programme AND c.event_id = source;
  INSERT INTO quotas (programme_id, quota_id, event_id, kind, value, places, created_at)
    SELECT q.programme_id, new_id(at), target, q.kind, coalesce(n.code_id::text, q.value), q.places, at
      FROM quotas AS q
      LEFT JOIN event_codes AS o ON q.kind = 'code' AND o.programme_id = q.programme_id AND o.code_id::text = q.value
      LEFT JOIN event_codes AS n ON n.programme_id = o.programme_id AND n.event_id = target AND n.code = o.code
      WHERE q.programme_id = programme AND q.event_id = source;
END
$$;
