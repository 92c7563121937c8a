-- The functions that give and take places, with limits on groups, offers, company and approval. As in 0007: each locks the
-- meeting's row in event_places first and decides in a later statement. Nobody else writes counters, positions or states.
--
-- What holds a place is confirmed or offered. People who came in company move together: as many places as they are, or none.
-- Who is first in line *and fits every limit* is served first; who does not fit is passed and keeps their position.

CREATE FUNCTION quota_hits(q quotas, r registrations) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT r.takes_place AND coalesce(CASE q.kind
    WHEN 'role' THEN r.role = q.value
    WHEN 'party' THEN r.party::text = q.value
    WHEN 'network' THEN r.network_id::text = q.value
    WHEN 'municipality' THEN r.municipality = q.value
    WHEN 'code' THEN r.code_id::text = q.value
    WHEN 'option' THEN q.value = ANY (r.choices)
  END, false)
$$;

-- Whether there is room for all of these together.
CREATE FUNCTION has_room(p event_places, people registrations[]) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT (p.capacity IS NULL
      OR p.confirmed + p.offered + (SELECT count(*) FROM unnest(people) AS u WHERE u.takes_place) <= p.capacity)
    AND NOT (p.has_quotas AND EXISTS (
      SELECT FROM quotas AS q
        WHERE q.programme_id = p.programme_id AND q.event_id = p.event_id
          AND q.places - q.taken < (SELECT count(*) FROM unnest(people) AS u WHERE quota_hits(q, u))))
$$;

-- A registration and who came with it, as far as they are in one of these states.
CREATE FUNCTION company_of(programme uuid, registration uuid, states text[]) RETURNS registrations[] LANGUAGE sql STABLE AS $$
  SELECT ARRAY(SELECT r FROM registrations AS r
      WHERE r.programme_id = programme AND r.registration_id = registration AND r.status = ANY (states))
    || ARRAY(SELECT r FROM registrations AS r
      WHERE r.programme_id = programme AND r.lead_id = registration AND r.status = ANY (states)
      ORDER BY r.position, r.registration_id)
$$;

CREATE FUNCTION ids_of(people registrations[]) RETURNS uuid[] LANGUAGE sql IMMUTABLE AS $$
  SELECT ARRAY(SELECT u.registration_id FROM unnest(people) WITH ORDINALITY AS u ORDER BY u.ordinality)
$$;

-- The one place that changes a state and every counter with it. Waiting is behind everyone, or (`at_head`) before them;
-- `because` says why a registration ends.
CREATE FUNCTION move_people(programme uuid, event uuid, ids uuid[], target text, at timestamptz,
  expires timestamptz DEFAULT NULL, at_head boolean DEFAULT false, because text DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  joins integer := CASE WHEN target = 'waiting' THEN cardinality(ids) ELSE 0 END;
  base bigint;
  is_limited boolean;
BEGIN
  UPDATE event_places AS p SET
      confirmed = p.confirmed + CASE WHEN target = 'confirmed' THEN d.people ELSE 0 END - d.confirmed,
      offered = p.offered + CASE WHEN target = 'offered' THEN d.people ELSE 0 END - d.offered,
      waiting = p.waiting + joins - d.waiting,
      last_position = p.last_position + CASE WHEN at_head THEN 0 ELSE joins END,
      first_position = p.first_position - CASE WHEN at_head THEN joins ELSE 0 END
    FROM (
      SELECT count(*) FILTER (WHERE r.takes_place) AS people,
          count(*) FILTER (WHERE r.takes_place AND r.status = 'confirmed') AS confirmed,
          count(*) FILTER (WHERE r.takes_place AND r.status = 'offered') AS offered,
          count(*) FILTER (WHERE r.status = 'waiting') AS waiting
        FROM registrations AS r WHERE r.programme_id = programme AND r.registration_id = ANY (ids)
    ) AS d
    WHERE p.programme_id = programme AND p.event_id = event
    RETURNING CASE WHEN at_head THEN p.first_position - 1 ELSE p.last_position - joins END, p.has_quotas INTO base, is_limited;
  IF is_limited THEN UPDATE quotas AS q SET taken = q.taken + d.change
    FROM (
      SELECT g.quota_id, sum((target IN ('confirmed', 'offered'))::integer - (r.status IN ('confirmed', 'offered'))::integer) AS change
        FROM quotas AS g JOIN registrations AS r ON r.programme_id = g.programme_id AND r.registration_id = ANY (ids)
        WHERE g.programme_id = programme AND g.event_id = event AND quota_hits(g, r)
        GROUP BY g.quota_id
    ) AS d
    WHERE q.programme_id = programme AND q.quota_id = d.quota_id AND d.change <> 0;
  END IF;
  UPDATE registrations AS r SET status = target, version = r.version + 1,
      position = CASE WHEN target = 'waiting' THEN base + n.nth END,
      offer_expires_at = CASE WHEN target = 'offered' THEN expires END,
      cancelled_at = CASE WHEN target = 'cancelled' THEN at END,
      ended_because = CASE WHEN target = 'cancelled' THEN because END,
      verify_by = CASE WHEN target <> 'cancelled' OR because = 'unverified' THEN r.verify_by END,
      has_attended = CASE WHEN target IN ('confirmed', 'offered') THEN r.has_attended END,
      attendance_at = CASE WHEN target IN ('confirmed', 'offered') THEN r.attendance_at END
    FROM unnest(ids) WITH ORDINALITY AS n (id, nth)
    WHERE r.programme_id = programme AND r.registration_id = n.id;
END
$$;

ALTER TYPE signup ADD ATTRIBUTE party text, ADD ATTRIBUTE municipality text, ADD ATTRIBUTE code_id uuid, ADD ATTRIBUTE choices text[],
  -- who comes along: [{ registration_id, contact_id, activity_id, name, email, organisation_name, role }]
  ADD ATTRIBUTE companions jsonb,
  -- what was answered: [{ question, form_version, value, is_special, may_show }]
  ADD ATTRIBUTE answers jsonb,
  -- asked by an organiser to help: confirms by a link
  ADD ATTRIBUTE invites boolean;

-- One signup that cannot be decided in a set. The caller holds the lock; columns and outcomes as of register_batch.
CREATE FUNCTION register_one(b signup, at timestamptz)
RETURNS TABLE (ordinal integer, outcome text, status text, registration_id uuid, receipt uuid, needs_confirmation boolean)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  is_staff boolean := b.actor_kind = 'account';
  p event_places;
  me registrations;
  mate registrations;
  one record;
  people registrations[];
  existing uuid;
  verdict text;
  told text;
BEGIN
  SELECT * INTO p FROM event_places AS x WHERE x.programme_id = b.programme_id AND x.event_id = b.event_id;
  IF p.admission = 'code' AND b.code_id IS NULL AND NOT is_staff THEN
    RETURN QUERY SELECT b.ordinal, 'code-needed', NULL::text, NULL::uuid, NULL::uuid, NULL::boolean;
    RETURN;
  END IF;
  -- who waits and fits goes first
  PERFORM fill_places(b.programme_id, b.event_id, at);
  SELECT * INTO p FROM event_places AS x WHERE x.programme_id = b.programme_id AND x.event_id = b.event_id;

  me.programme_id := b.programme_id;
  me.event_id := b.event_id;
  me.registration_id := b.registration_id;
  SELECT c.contact_id INTO me.contact_id FROM contacts AS c WHERE c.email = b.email AND (c.programme_id = b.programme_id) IS TRUE;
  SELECT n.network_id INTO me.network_id FROM networks AS n WHERE n.programme_id = b.programme_id AND n.slug = b.source;
  me.name := b.name;
  me.organisation_name := b.organisation_name;
  me.role := b.role;
  me.status := 'requested';
  me.source := b.source;
  me.site := b.site;
  me.language := b.language;
  me.note := b.note;
  me.notice_version := b.notice_version;
  me.verify_by := b.verify_by;
  me.party := b.party;
  me.municipality := b.municipality;
  me.code_id := b.code_id;
  me.choices := coalesce(b.choices, '{}');
  me.takes_place := p.crew_counts OR b.role NOT IN ('host', 'speaker', 'crew');
  people := ARRAY[me];
  FOR one IN SELECT * FROM jsonb_to_recordset(b.companions)
      AS x (registration_id uuid, contact_id uuid, activity_id uuid, name text, email text, organisation_name text, role text) LOOP
    mate := me;
    mate.registration_id := one.registration_id;
    mate.lead_id := b.registration_id;
    mate.name := one.name;
    mate.organisation_name := one.organisation_name;
    mate.role := one.role;
    mate.contact_id := one.contact_id;
    mate.note := NULL;
    mate.choices := '{}';
    mate.verify_by := NULL;
    IF one.email IS NOT NULL THEN
      INSERT INTO contacts (programme_id, contact_id, name, email, organisation_name, created_at)
        VALUES (b.programme_id, one.contact_id, one.name, one.email, one.organisation_name, at)
        ON CONFLICT ON CONSTRAINT contacts_email_taken DO NOTHING;
      SELECT c.contact_id INTO mate.contact_id FROM contacts AS c WHERE c.email = one.email AND (c.programme_id = b.programme_id) IS TRUE;
      -- who is registered already keeps that registration
      CONTINUE WHEN EXISTS (SELECT FROM registrations AS x WHERE x.programme_id = b.programme_id AND x.event_id = b.event_id
        AND x.contact_id = mate.contact_id AND x.status <> 'cancelled');
    END IF;
    CONTINUE WHEN mate.contact_id = me.contact_id;
    people := people || mate;
  END LOOP;

  SELECT x.registration_id INTO existing FROM registrations AS x
    WHERE x.programme_id = b.programme_id AND x.event_id = b.event_id AND x.contact_id = me.contact_id AND x.status <> 'cancelled' LIMIT 1;
  IF existing IS NOT NULL AND is_staff THEN
    RETURN QUERY SELECT b.ordinal, 'known', 'waiting', existing, b.receipt, false;
    RETURN;
  END IF;
  IF EXISTS (SELECT FROM quotas AS q WHERE q.programme_id = b.programme_id AND q.event_id = b.event_id
      AND q.kind = 'option' AND q.value = ANY (me.choices) AND q.taken >= q.places) THEN
    RETURN QUERY SELECT b.ordinal, 'choice-full', NULL::text, NULL::uuid, NULL::uuid, NULL::boolean;
    RETURN;
  END IF;
  verdict := CASE WHEN p.admission = 'approval' AND NOT is_staff THEN 'requested'
    WHEN NOT has_room(p, people) THEN 'waiting'
    WHEN b.invites THEN 'offered' ELSE 'confirmed' END;
  told := CASE WHEN existing IS NOT NULL THEN 'repeated' WHEN verdict = 'offered' THEN 'invited' ELSE verdict END;

  IF existing IS NULL THEN
    INSERT INTO contacts (programme_id, contact_id, name, organisation_name, reached_through, created_at)
      SELECT u.programme_id, u.contact_id, u.name, u.organisation_name, me.contact_id, at FROM unnest(people) AS u
        WHERE u.lead_id IS NOT NULL
          AND NOT EXISTS (SELECT FROM contacts AS c WHERE c.programme_id = u.programme_id AND c.contact_id = u.contact_id);
    INSERT INTO registrations (programme_id, registration_id, event_id, contact_id, name, organisation_name, role, status, source,
        network_id, site, language, note, notice_version, verify_by, lead_id, takes_place, party, municipality, code_id, choices, created_at)
      SELECT programme_id, registration_id, event_id, contact_id, name, organisation_name, role, status, source,
          network_id, site, language, note, notice_version, verify_by, lead_id, takes_place, party, municipality, code_id, choices, at
        FROM unnest(people);
    INSERT INTO answers (programme_id, registration_id, question, form_version, value, is_special, may_show, answered_at)
      SELECT b.programme_id, b.registration_id, a.question, a.form_version, a.value, a.is_special, a.may_show, at
        FROM jsonb_to_recordset(b.answers) AS a (question text, form_version integer, value jsonb, is_special boolean, may_show boolean);
    IF cardinality(people) > 1 AND NOT p.has_company THEN
      UPDATE event_places AS x SET has_company = true WHERE x.programme_id = b.programme_id AND x.event_id = b.event_id;
    END IF;
    IF verdict <> 'requested' THEN
      PERFORM move_people(b.programme_id, b.event_id, ids_of(people), verdict, at);
      UPDATE registrations AS x SET version = 1 WHERE x.programme_id = b.programme_id AND x.registration_id = ANY (ids_of(people));
    END IF;
    IF NOT EXISTS (SELECT FROM event_places AS x WHERE x.programme_id = b.programme_id AND x.event_id = b.event_id
        AND x.confirmed + x.offered < x.capacity) THEN
      PERFORM bump_agenda(b.programme_id);
    END IF;
    INSERT INTO activity (programme_id, activity_id, at, name, actor_kind, actor_id, event_id, subject_id, data)
      SELECT b.programme_id, new_id(at), at, 'registration.' || verdict, b.actor_kind, b.actor_id, b.event_id, u.registration_id,
          jsonb_build_object('notify', b.notify)
        FROM unnest(people) AS u WHERE u.lead_id IS NOT NULL;
  END IF;
  INSERT INTO activity (programme_id, activity_id, at, name, actor_kind, actor_id, event_id, subject_id, data)
    VALUES (b.programme_id, b.activity_id, at, 'registration.' || told, b.actor_kind, b.actor_id, b.event_id,
      coalesce(existing, b.registration_id), jsonb_build_object('notify', b.notify));
  IF b.idempotency_key IS NOT NULL THEN
    INSERT INTO idempotency_keys (programme_id, scope, key, request_hash, answer, created_at)
      VALUES (b.programme_id, 'signup', b.idempotency_key, decode(b.request_hash, 'hex'),
        jsonb_build_object('receipt', b.receipt, 'status', verdict, 'needsConfirmation', b.verify_by IS NOT NULL,
          'registration', coalesce(existing, b.registration_id)), at);
  END IF;
  RETURN QUERY SELECT b.ordinal, CASE WHEN existing IS NULL THEN 'created' ELSE 'known' END, verdict,
    coalesce(existing, b.registration_id), b.receipt, b.verify_by IS NOT NULL;
END
$$;

-- As in 0007, with what a form asks, and with what is decided one by one. Outcomes beside those of there:
--   choice-full  an option that was chosen has no place left; nothing is written
--   code-needed  this meeting asks for a code
CREATE OR REPLACE FUNCTION register_batch(items json, at timestamptz)
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
  special signup[];
  some_in_company boolean;
  one signup;
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

  -- what cannot be decided for all at once: limits on groups, approval, company, and who helps at the meeting
  some_in_company := EXISTS (SELECT FROM unnest(fresh) AS f WHERE f.companions IS NOT NULL);
  special := ARRAY(
    SELECT f FROM unnest(fresh) AS f
      JOIN event_places AS p ON p.programme_id = f.programme_id AND p.event_id = f.event_id
      WHERE p.has_quotas OR p.has_company OR p.admission <> 'open' OR f.invites OR f.companions IS NOT NULL
        OR (NOT p.crew_counts AND f.role IN ('host', 'speaker', 'crew'))
        OR (some_in_company AND EXISTS (SELECT FROM unnest(fresh) AS o
          WHERE o.companions IS NOT NULL AND o.programme_id = f.programme_id AND o.event_id = f.event_id))
      ORDER BY f.ordinal);
  FOREACH one IN ARRAY special LOOP
    RETURN QUERY SELECT * FROM register_one(one, at);
  END LOOP;

  RETURN QUERY
  WITH item AS MATERIALIZED (
    SELECT f.*, c.contact_id AS person, n.network_id AS network, r.registration_id AS existing,
        CASE WHEN p.line_closed_at IS NULL THEN p.waiting ELSE 0 END AS waits,
        p.capacity - p.confirmed - p.offered AS free, p.last_position AS tail,
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
      WHERE f.ordinal NOT IN (SELECT s.ordinal FROM unnest(special) AS s)
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
        source, network_id, site, language, note, notice_version, verify_by, party, municipality, code_id, created_at)
      SELECT programme_id, registration_id, event_id, person, name, organisation_name, role, verdict,
          CASE WHEN verdict = 'waiting' THEN tail + nth - CASE WHEN waits = 0 THEN greatest(free, 0) ELSE 0 END END,
          source, network, site, language, note, notice_version, verify_by, party, municipality, code_id, at
        FROM newcomer
  ), answered AS (
    INSERT INTO answers (programme_id, registration_id, question, form_version, value, is_special, may_show, answered_at)
      SELECT n.programme_id, n.registration_id, a.question, a.form_version, a.value, a.is_special, a.may_show, at
        FROM newcomer AS n, jsonb_to_recordset(n.answers)
          AS a (question text, form_version integer, value jsonb, is_special boolean, may_show boolean)
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

