-- Who takes part in a meeting, and the only code that gives and takes places. Every function here locks the meeting's row
-- in event_places first and decides in a later statement, so that it decides on what the previous holder committed.

CREATE TABLE registrations (
  programme_id uuid NOT NULL,
  registration_id uuid NOT NULL,
  event_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  name text NOT NULL,
  organisation_name text,
  role text NOT NULL CONSTRAINT registrations_role
    CHECK (role IN ('professional', 'commissioner', 'guest', 'host', 'speaker', 'crew')),
  status text NOT NULL CONSTRAINT registrations_status CHECK (status IN ('confirmed', 'waiting', 'cancelled')),
  position bigint,
  has_attended boolean,
  attendance_at timestamptz,
  source text,
  network_id uuid,
  site text,
  language language NOT NULL,
  note text,
  notice_version text NOT NULL,
  -- a signup that looks automatic holds its place until then, unless the link in the mail is used; of one that is
  -- cancelled it says that it ended for want of that
  verify_by timestamptz,
  verified_at timestamptz,
  link_version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  cancelled_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (programme_id, registration_id),
  FOREIGN KEY (programme_id, event_id) REFERENCES events,
  FOREIGN KEY (programme_id, contact_id) REFERENCES contacts,
  FOREIGN KEY (programme_id, network_id) REFERENCES networks,
  CONSTRAINT registrations_waiting_in_line CHECK ((status = 'waiting') = (position IS NOT NULL)),
  CONSTRAINT registrations_cancelled_when CHECK ((status = 'cancelled') = (cancelled_at IS NOT NULL))
);
CREATE UNIQUE INDEX registrations_one_per_person ON registrations (programme_id, event_id, contact_id) WHERE status <> 'cancelled';
CREATE INDEX registrations_line ON registrations (programme_id, event_id, position) WHERE status = 'waiting';
-- Two partial indexes and not one on (meeting, status): the look-up of one person in register_batch must have no other
-- index to choose than the unique one.
CREATE INDEX registrations_cancelled ON registrations (programme_id, event_id) WHERE status = 'cancelled';
CREATE INDEX registrations_by_contact ON registrations (programme_id, contact_id);
CREATE INDEX registrations_unverified ON registrations (verify_by) WHERE verify_by IS NOT NULL AND status <> 'cancelled';
SELECT classify('registrations', 'key', 'with the contact', 'programme_id, registration_id, event_id, contact_id, network_id, link_version');
SELECT classify('registrations', 'personal', '5 years after the meeting, 30 days after a signup that was never confirmed, or on request',
  'name, organisation_name, note, site');
SELECT classify('registrations', 'fact', 'stays without the person',
  'has_attended, attendance_at, role, status, position, source, language, notice_version, verify_by, verified_at, created_at, cancelled_at, version');

CREATE FUNCTION bump_agenda(programme uuid) RETURNS void LANGUAGE sql AS $$
  UPDATE agenda_versions SET version = version + 1 WHERE programme_id = programme
$$;

-- One person who wants to take part, as register_batch receives it.
CREATE TYPE signup AS (
  ordinal integer,
  programme_id uuid,
  event_id uuid,
  registration_id uuid,
  contact_id uuid,
  activity_id uuid,
  receipt uuid,
  idempotency_key text,
  request_hash text,
  name text,
  email text,
  organisation_name text,
  role text,
  note text,
  language text,
  source text,
  site text,
  notice_version text,
  verify_by timestamptz,
  actor_kind text,
  actor_id uuid,
  notify boolean
);

-- Signs up everyone in `items` (a JSON array of `signup`) at time `at`. The caller sees to it that within one batch no
-- idempotency key and no pair of meeting and address occurs twice. Answers one row an item:
--   created   a new registration; status says confirmed or waiting
--   known     this person is registered already (registration_id says as what); status is what a new person would get,
--             so that the public answer does not tell who is registered
--   closed    signup is not open
--   replayed  this key did this before: the answer of then
--   reused    this key belongs to another request
-- Lock order: event_places by key, then contacts by address. An idempotency key that two batches insert at once fails
-- one of them; the caller then retries its items one by one.
CREATE FUNCTION register_batch(items json, at timestamptz)
RETURNS TABLE (ordinal integer, outcome text, status text, registration_id uuid, receipt uuid, needs_confirmation boolean)
LANGUAGE plpgsql
-- A batch is small and the tables are large, but a plan kept since they were empty would read them whole, again and again.
-- Every look-up goes through an index, whatever the statistics say, and the indexes are such that there is one to choose.
-- (Planning anew each time would be dear: it would hold for every foreign key check too.)
SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
#variable_conflict use_column
DECLARE
  batch signup[] := ARRAY(SELECT i FROM json_populate_recordset(NULL::signup, items) AS i);
  fresh signup[];
BEGIN
  PERFORM 1 FROM event_places AS p
    WHERE (p.programme_id, p.event_id) IN (SELECT b.programme_id, b.event_id FROM unnest(batch) AS b)
    ORDER BY p.programme_id, p.event_id
    FOR UPDATE;

  fresh := ARRAY(
    SELECT b FROM unnest(batch) AS b
      JOIN (
        SELECT e.programme_id, e.event_id, e.status <> 'cancelled' AS takes_by_hand,
            e.status = 'published' AND at >= coalesce(e.signup_opens_at, '-infinity') AND at < coalesce(e.signup_closes_at, e.starts_at) AS is_open
          FROM (SELECT DISTINCT x.programme_id, x.event_id FROM unnest(batch) AS x) AS named
          JOIN events AS e ON e.programme_id = named.programme_id AND e.event_id = named.event_id
      ) AS e ON e.programme_id = b.programme_id AND e.event_id = b.event_id
      WHERE CASE WHEN b.actor_kind = 'account' THEN e.takes_by_hand ELSE e.is_open END
        AND NOT EXISTS (SELECT FROM idempotency_keys AS k
          WHERE k.programme_id = b.programme_id AND k.scope = 'signup' AND k.key = b.idempotency_key));

  INSERT INTO contacts (programme_id, contact_id, name, email, organisation_name, created_at)
    SELECT DISTINCT ON (f.programme_id, f.email) f.programme_id, f.contact_id, f.name, f.email, f.organisation_name, at
      FROM unnest(fresh) AS f
      ORDER BY f.programme_id, f.email
    ON CONFLICT ON CONSTRAINT contacts_email_taken DO NOTHING;

  RETURN QUERY
  WITH item AS MATERIALIZED (
    SELECT f.*, c.contact_id AS person, n.network_id AS network, r.registration_id AS existing,
        p.waiting AS waits, p.capacity - p.confirmed AS free, p.last_position AS tail,
        -- the how-manieth new one this is, or would be
        count(*) FILTER (WHERE r.registration_id IS NULL) OVER (PARTITION BY f.programme_id, f.event_id ORDER BY f.ordinal)
          + (r.registration_id IS NOT NULL)::integer AS nth
      FROM unnest(fresh) AS f
      JOIN event_places AS p ON p.programme_id = f.programme_id AND p.event_id = f.event_id
      -- IS TRUE keeps every index but the one on the address out of the planner's choice
      JOIN contacts AS c ON c.email = f.email AND (c.programme_id = f.programme_id) IS TRUE
      LEFT JOIN networks AS n ON n.programme_id = f.programme_id AND n.slug = f.source
      -- LIMIT keeps the planner from reading the meeting once and comparing everyone in it
      LEFT JOIN LATERAL (
        SELECT x.registration_id FROM registrations AS x
          WHERE x.programme_id = f.programme_id AND x.event_id = f.event_id AND x.contact_id = c.contact_id AND x.status <> 'cancelled'
          LIMIT 1
      ) AS r ON true
  ), decided AS MATERIALIZED (
    -- nobody passes those who wait
    SELECT item.*, CASE WHEN waits = 0 AND (free IS NULL OR nth <= free) THEN 'confirmed' ELSE 'waiting' END AS verdict,
        -- an organiser is told that this person is registered already: nothing happened, so nothing is written or mailed
        existing IS NOT NULL AND actor_kind = 'account' AS is_refused
      FROM item
  ), newcomer AS (
    SELECT * FROM decided WHERE existing IS NULL
  ), written AS (
    INSERT INTO registrations (programme_id, registration_id, event_id, contact_id, name, organisation_name, role, status, position,
        source, network_id, site, language, note, notice_version, verify_by, created_at)
      SELECT programme_id, registration_id, event_id, person, name, organisation_name, role, verdict,
          CASE WHEN verdict = 'waiting' THEN tail + nth - CASE WHEN waits = 0 THEN greatest(free, 0) ELSE 0 END END,
          source, network, site, language, note, notice_version, verify_by, at
        FROM newcomer
  ), counted AS (
    UPDATE event_places AS p
      SET confirmed = p.confirmed + d.confirmed, waiting = p.waiting + d.waiting, last_position = p.last_position + d.waiting
      FROM (
        SELECT programme_id, event_id, count(*) FILTER (WHERE verdict = 'confirmed') AS confirmed,
            count(*) FILTER (WHERE verdict = 'waiting') AS waiting
          FROM newcomer GROUP BY programme_id, event_id
      ) AS d
      WHERE p.programme_id = d.programme_id AND p.event_id = d.event_id
  ), filled AS (
    -- the public agenda says "waiting list" from the moment the last place is taken
    UPDATE agenda_versions AS v SET version = v.version + 1
      WHERE v.programme_id IN (SELECT programme_id FROM newcomer WHERE free > 0 AND nth = free)
  ), told AS (
    INSERT INTO activity (programme_id, activity_id, at, name, actor_kind, actor_id, event_id, subject_id, data)
      SELECT programme_id, activity_id, at,
          'registration.' || CASE WHEN existing IS NOT NULL THEN 'repeated' ELSE verdict END,
          actor_kind, actor_id, event_id, coalesce(existing, registration_id), jsonb_build_object('notify', notify)
        FROM decided WHERE NOT is_refused
  ), kept AS (
    INSERT INTO idempotency_keys (programme_id, scope, key, request_hash, answer, created_at)
      SELECT programme_id, 'signup', idempotency_key, decode(request_hash, 'hex'),
          jsonb_build_object('receipt', receipt, 'status', verdict, 'needsConfirmation', verify_by IS NOT NULL,
            'registration', coalesce(existing, registration_id)), at
        FROM decided WHERE idempotency_key IS NOT NULL AND NOT is_refused
  )
  SELECT d.ordinal, CASE WHEN d.existing IS NULL THEN 'created' ELSE 'known' END, d.verdict,
      coalesce(d.existing, d.registration_id), d.receipt, d.verify_by IS NOT NULL
    FROM decided AS d
  UNION ALL
  SELECT b.ordinal,
      CASE WHEN k.key IS NULL THEN 'closed' WHEN k.request_hash = decode(b.request_hash, 'hex') THEN 'replayed' ELSE 'reused' END,
      k.answer ->> 'status', (k.answer ->> 'registration')::uuid, (k.answer ->> 'receipt')::uuid, (k.answer ->> 'needsConfirmation')::boolean
    FROM unnest(batch) AS b
    LEFT JOIN idempotency_keys AS k ON k.programme_id = b.programme_id AND k.scope = 'signup' AND k.key = b.idempotency_key
    WHERE b.ordinal NOT IN (SELECT f.ordinal FROM unnest(fresh) AS f);
END
$$;

-- Gives free places to the first in line, but not to one whose time to confirm is over: that signup is about to end. The
-- caller holds the lock. After the start nobody moves up by itself.
CREATE FUNCTION fill_places(programme uuid, event uuid, at timestamptz) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  given integer;
BEGIN
  WITH next AS (
    SELECT r.registration_id FROM registrations AS r
      WHERE r.programme_id = programme AND r.event_id = event AND r.status = 'waiting'
        AND (r.verify_by IS NULL OR r.verify_by >= at)
        AND EXISTS (SELECT FROM events AS e WHERE e.programme_id = programme AND e.event_id = event
          AND e.status IN ('draft', 'published') AND (e.starts_at IS NULL OR at < e.starts_at))
      ORDER BY r.position
      LIMIT (SELECT greatest(p.capacity - p.confirmed, 0) FROM event_places AS p WHERE p.programme_id = programme AND p.event_id = event)
  ), moved AS (
    UPDATE registrations AS r SET status = 'confirmed', position = NULL, version = r.version + 1
      FROM next WHERE r.programme_id = programme AND r.registration_id = next.registration_id
      RETURNING r.registration_id
  ), told AS (
    INSERT INTO activity (programme_id, activity_id, at, name, actor_kind, event_id, subject_id, data)
      SELECT programme, new_id(at), at, 'registration.promoted', 'system', event, moved.registration_id, '{"notify": true}' FROM moved
  )
  SELECT count(*) INTO given FROM moved;
  UPDATE event_places AS p SET confirmed = p.confirmed + given, waiting = p.waiting - given
    WHERE p.programme_id = programme AND p.event_id = event AND given > 0;
  PERFORM bump_agenda(programme);
  RETURN given;
END
$$;

-- Takes the lock of the meeting a registration belongs to, and answers with the registration as it is after that.
CREATE FUNCTION lock_registration(programme uuid, registration uuid) RETURNS registrations LANGUAGE plpgsql AS $$
DECLARE
  found registrations;
BEGIN
  PERFORM 1 FROM event_places AS p
    WHERE p.programme_id = programme
      AND p.event_id = (SELECT r.event_id FROM registrations AS r WHERE r.programme_id = programme AND r.registration_id = registration)
    FOR UPDATE;
  -- its own row too: the link in the mail confirms a registration without asking for places
  SELECT * INTO found FROM registrations AS r WHERE r.programme_id = programme AND r.registration_id = registration FOR UPDATE;
  RETURN found;
END
$$;

-- Whether the meeting is cancelled: then nobody gets a place any more.
CREATE FUNCTION is_called_off(programme uuid, event uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT e.status = 'cancelled' FROM events AS e WHERE e.programme_id = programme AND e.event_id = event
$$;

-- Cancels and gives the place to the first in line. Answers 'cancelled', 'already' or 'unknown'.
CREATE FUNCTION cancel_registration(programme uuid, registration uuid, at timestamptz, actor text, account uuid, details jsonb)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  r registrations := lock_registration(programme, registration);
BEGIN
  IF r.registration_id IS NULL THEN RETURN 'unknown'; END IF;
  IF r.status = 'cancelled' THEN RETURN 'already'; END IF;
  -- confirmed by mail between being found due and this moment
  IF details ->> 'reason' = 'unverified' AND (r.verify_by IS NULL OR r.verify_by >= at) THEN RETURN 'already'; END IF;
  UPDATE registrations AS x
    SET status = 'cancelled', position = NULL, cancelled_at = at, has_attended = NULL, attendance_at = NULL, version = x.version + 1,
      verify_by = CASE WHEN details ->> 'reason' = 'unverified' THEN x.verify_by END
    WHERE x.programme_id = programme AND x.registration_id = registration;
  UPDATE event_places AS p
    SET confirmed = p.confirmed - (r.status = 'confirmed')::integer, waiting = p.waiting - (r.status = 'waiting')::integer
    WHERE p.programme_id = programme AND p.event_id = r.event_id;
  INSERT INTO activity (programme_id, activity_id, at, name, actor_kind, actor_id, event_id, subject_id, data)
    VALUES (programme, new_id(at), at, 'registration.cancelled', actor, account, r.event_id, registration,
      details || jsonb_build_object('was', r.status));
  PERFORM fill_places(programme, r.event_id, at);
  RETURN 'cancelled';
END
$$;

-- Undoes a cancellation: the place when one is free, else first in line. Answers 'confirmed', 'waiting', 'state' or 'unknown'.
CREATE FUNCTION restore_registration(programme uuid, registration uuid, at timestamptz, actor text, account uuid) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  r registrations := lock_registration(programme, registration);
  p event_places;
  verdict text;
BEGIN
  IF r.registration_id IS NULL THEN RETURN 'unknown'; END IF;
  IF r.status <> 'cancelled' OR is_called_off(programme, r.event_id) THEN RETURN 'state'; END IF;
  SELECT * INTO p FROM event_places AS x WHERE x.programme_id = programme AND x.event_id = r.event_id;
  verdict := CASE WHEN p.capacity IS NULL OR p.confirmed < p.capacity THEN 'confirmed' ELSE 'waiting' END;
  UPDATE registrations AS x
    SET status = verdict, cancelled_at = NULL, verify_by = NULL, version = x.version + 1,
      position = CASE WHEN verdict = 'waiting' THEN p.first_position - 1 END
    WHERE x.programme_id = programme AND x.registration_id = registration;
  UPDATE event_places AS x
    SET confirmed = x.confirmed + (verdict = 'confirmed')::integer, waiting = x.waiting + (verdict = 'waiting')::integer,
      first_position = x.first_position - (verdict = 'waiting')::integer
    WHERE x.programme_id = programme AND x.event_id = r.event_id;
  INSERT INTO activity (programme_id, activity_id, at, name, actor_kind, actor_id, event_id, subject_id, data)
    VALUES (programme, new_id(at), at, 'registration.restored', actor, account, r.event_id, registration,
      jsonb_build_object('notify', true, 'became', verdict));
  PERFORM bump_agenda(programme);
  RETURN verdict;
END
$$;

-- Gives one who waits a place. Answers 'confirmed', 'full', 'state' or 'unknown'.
CREATE FUNCTION promote_registration(programme uuid, registration uuid, raise_capacity boolean, at timestamptz, account uuid) RETURNS text
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
      jsonb_build_object('notify', true, 'raised', p.confirmed >= p.capacity));
  PERFORM bump_agenda(programme);
  RETURN 'confirmed';
END
$$;

-- Sets the capacity and gives new places to the first in line. Answers 'set' or 'below' (more people are confirmed).
CREATE FUNCTION set_capacity(programme uuid, event uuid, places integer, at timestamptz) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  p event_places;
BEGIN
  SELECT * INTO p FROM event_places AS x WHERE x.programme_id = programme AND x.event_id = event FOR UPDATE;
  IF places < p.confirmed THEN RETURN 'below'; END IF;
  UPDATE event_places AS x SET capacity = places WHERE x.programme_id = programme AND x.event_id = event;
  PERFORM fill_places(programme, event, at);
  RETURN 'set';
END
$$;
