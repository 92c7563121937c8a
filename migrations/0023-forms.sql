-- Answers that change after the signup, and what limits and groups make of them.

-- From a question's choices to those of each registration: a limit counts also who answered before it was there. Only
-- where an answer says so; the caller holds the lock of the meeting's places.
CREATE FUNCTION note_choices(programme uuid, event uuid) RETURNS void LANGUAGE sql AS $$
  UPDATE registrations AS r SET choices = c.choices
    FROM (
      SELECT a.registration_id, array_agg(a.question || ':' || v.value ORDER BY a.question, v.value) AS choices
        FROM registrations AS x
        JOIN answers AS a ON a.programme_id = x.programme_id AND a.registration_id = x.registration_id AND NOT a.is_special
        JOIN event_forms AS f ON f.programme_id = x.programme_id AND f.event_id = x.event_id AND f.version = a.form_version
        JOIN LATERAL jsonb_array_elements(f.questions) AS q ON q ->> 'id' = a.question AND q ->> 'kind' IN ('choice', 'choices')
        JOIN LATERAL (
          SELECT jsonb_array_elements_text(CASE jsonb_typeof(a.value) WHEN 'array' THEN a.value ELSE jsonb_build_array(a.value) END) AS value
        ) AS v ON true
        WHERE x.programme_id = programme AND x.event_id = event
        GROUP BY a.registration_id
    ) AS c
    WHERE r.programme_id = programme AND r.registration_id = c.registration_id AND r.choices IS DISTINCT FROM c.choices
$$;

-- Somebody chose otherwise, or says to be of another party or municipality: the limits on groups move along, and who waits
-- for what came free gets it. Answers null, or the group that has no place left ('question:option' where it is an option).
CREATE FUNCTION change_groups(programme uuid, registration uuid, details jsonb, at timestamptz) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  r registrations := lock_registration(programme, registration);
  n registrations := r;
  full_one text;
BEGIN
  IF r.registration_id IS NULL THEN RETURN NULL; END IF;
  n.choices := ARRAY(SELECT jsonb_array_elements_text(details -> 'choices'));
  IF details ? 'party' THEN n.party := (details ->> 'party')::party; END IF;
  IF details ? 'municipality' THEN n.municipality := details ->> 'municipality'; END IF;
  IF n.choices = r.choices AND n.party IS NOT DISTINCT FROM r.party AND n.municipality IS NOT DISTINCT FROM r.municipality THEN
    RETURN NULL;
  END IF;
  IF r.status IN ('confirmed', 'offered') THEN
    SELECT q.value INTO full_one FROM quotas AS q
      WHERE q.programme_id = programme AND q.event_id = r.event_id AND quota_hits(q, n) AND NOT quota_hits(q, r) AND q.taken >= q.places
      ORDER BY q.kind, q.value LIMIT 1;
    IF full_one IS NOT NULL THEN RETURN full_one; END IF;
    UPDATE quotas AS q SET taken = q.taken + quota_hits(q, n)::integer - quota_hits(q, r)::integer
      WHERE q.programme_id = programme AND q.event_id = r.event_id AND quota_hits(q, n) <> quota_hits(q, r);
  END IF;
  UPDATE registrations AS x SET choices = n.choices, party = n.party, municipality = n.municipality, version = x.version + 1
    WHERE x.programme_id = programme AND x.registration_id = registration;
  PERFORM fill_places(programme, r.event_id, at);
  RETURN NULL;
END
$$;
