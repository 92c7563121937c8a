// Every place that holds something of a person: how it is shown to who asks for it, and how it is erased. The table of
// contents of export and erasure; a test fails on a table with personal columns that is not named here.
//
// Figures count rows and never names, so rows of registrations and mails stay, without the person.

import { eraseFromImports } from '#api/imports/actions.ts';
import type { Store } from '#api/privacy/rules.ts';

const registration = `JOIN events AS e ON e.programme_id = r.programme_id AND e.event_id = r.event_id`;
const mine = (alias: string) => `${alias}.programme_id = programme AND ${alias}.contact_id = ANY (contacts)`;
const escaped = (word: string) => `regexp_replace(${word}, '([^[:alnum:] ])', '\\\\\\1', 'g')`;
const without = (text: string) => `regexp_replace(${text}, p.any_word, '…', 'gi')`;
const ofMine = (alias: string) =>
  `${alias}.programme_id = programme AND ${alias}.registration_id = ANY (registrations)`;

export const personalData: readonly Store[] = [
  {
    table: 'contacts',
    purpose: 'meeting',
    shown: `SELECT json_build_object('name', c.name, 'email', c.email, 'organisation', c.organisation_name, 'disciplines', c.disciplines,
        'municipality', c.municipality, 'origin', c.origin, 'reachedThroughOther', c.reached_through IS NOT NULL, 'since', c.created_at) AS row
      FROM contacts AS c, person WHERE ${mine('c')} AND (c.name <> '' OR c.email IS NOT NULL)`,
    erased: `UPDATE contacts AS c SET name = CASE WHEN is_held THEN c.name ELSE '' END,
        organisation_name = CASE WHEN is_held THEN c.organisation_name END, email = NULL, disciplines = '{}', municipality = NULL,
        origin = NULL, reached_through = NULL, version = c.version + 1
      FROM person WHERE ${mine('c')}`,
  },
  {
    table: 'contact_networks',
    purpose: 'lists',
    shown: `SELECT json_build_object('network', n.name, 'since', m.since) AS row
      FROM contact_networks AS m JOIN networks AS n USING (programme_id, network_id), person WHERE m.programme_id = programme AND m.contact_id = ANY (contacts)`,
    erased: `DELETE FROM contact_networks AS m USING person WHERE ${mine('m')}`,
  },
  {
    table: 'consents',
    purpose: 'news',
    shown: `SELECT json_build_object('for', s.purpose, 'basis', s.basis, 'evidence', s.evidence, 'textVersion', s.text_version, 'givenAt', s.given_at,
        'withdrawnAt', s.withdrawn_at, 'source', s.source) AS row
      FROM consents AS s, person WHERE ${mine('s')} ORDER BY s.given_at`,
    erased: `DELETE FROM consents AS s USING person WHERE ${mine('s')}`,
  },
  {
    table: 'subscription_requests',
    purpose: 'news',
    shown: `SELECT json_build_object('name', q.name, 'email', q.email, 'language', q.language, 'source', q.source, 'for', q.purposes, 'askedAt', q.asked_at,
        'confirmedAt', q.confirmed_at) AS row
      FROM subscription_requests AS q, person WHERE q.programme_id = programme AND q.email = ANY (addresses) ORDER BY q.asked_at`,
    erased: `DELETE FROM subscription_requests AS q USING person WHERE q.programme_id = programme AND q.email = ANY (addresses)`,
  },
  {
    table: 'registrations',
    purpose: 'meeting',
    shown: `SELECT json_build_object('meeting', e.title_nl, 'startsAt', e.starts_at, 'as', r.role, 'status', r.status, 'name', r.name,
        'organisation', r.organisation_name, 'note', r.note, 'hasAttended', r.has_attended, 'attendanceAt', r.attendance_at, 'source', r.source,
        'network', n.name, 'site', r.site, 'language', r.language, 'party', r.party, 'municipality', r.municipality,
        'choices', (SELECT jsonb_agg(replace(it, ':', ': ')) FROM unnest(r.choices) AS it), 'admittedBecause', r.admitted_because,
        'noticeVersion', r.notice_version, 'since', r.created_at, 'confirmedAt', r.verified_at, 'cancelledAt', r.cancelled_at,
        'company', (SELECT count(*) FROM registrations AS m WHERE m.programme_id = r.programme_id AND m.lead_id = r.registration_id
          AND m.status NOT IN ('cancelled', 'declined')),
        'broughtByOther', r.lead_id IS NOT NULL) AS row
      FROM registrations AS r ${registration} LEFT JOIN networks AS n ON n.programme_id = r.programme_id AND n.network_id = r.network_id, person
      WHERE ${mine('r')} ORDER BY r.created_at`,
    // links in mails that were sent lead nowhere any more
    erased: `UPDATE registrations AS r SET name = CASE WHEN is_held THEN r.name ELSE '' END,
        organisation_name = CASE WHEN is_held THEN r.organisation_name END, note = NULL, admitted_because = NULL,
        link_version = r.link_version + 1, version = r.version + 1
      FROM person WHERE ${mine('r')}`,
  },
  {
    table: 'answers',
    purpose: 'meeting',
    shown: `SELECT json_build_object('meeting', e.title_nl, 'question', coalesce(q.label, a.question), 'value', a.value, 'isSpecial', a.is_special,
        'mayShow', a.may_show, 'answeredAt', a.answered_at) AS row
      FROM answers AS a JOIN registrations AS r USING (programme_id, registration_id) ${registration}
      LEFT JOIN LATERAL (SELECT it -> 'label' ->> 'nl' AS label FROM event_forms AS f, jsonb_array_elements(f.questions) AS it
        WHERE f.programme_id = r.programme_id AND f.event_id = r.event_id AND f.version = a.form_version AND it ->> 'id' = a.question) AS q ON true, person
      WHERE ${ofMine('a')} ORDER BY a.answered_at, a.question`,
    erased: `DELETE FROM answers AS a USING person WHERE ${ofMine('a')}`,
  },
  {
    table: 'registration_notes',
    purpose: 'meeting',
    shown: `SELECT json_build_object('meeting', e.title_nl, 'text', t.text, 'since', t.created_at) AS row
      FROM registration_notes AS t JOIN registrations AS r USING (programme_id, registration_id) ${registration}, person
      WHERE ${ofMine('t')} ORDER BY t.created_at`,
    erased: `DELETE FROM registration_notes AS t USING person WHERE ${ofMine('t')}`,
  },
  {
    table: 'mail_texts',
    purpose: 'mail',
    because: 'what an organiser added stands in the mail itself',
    // those that went to nobody else
    erased: `DELETE FROM mail_texts AS t USING person WHERE t.programme_id = programme
        AND t.text_id IN (SELECT (a.data ->> 'text')::uuid FROM activity AS a
          WHERE a.programme_id = programme AND a.subject_id = ANY (registrations) AND a.data ? 'text')
        AND NOT EXISTS (SELECT FROM activity AS o WHERE o.programme_id = programme AND o.event_id = t.event_id
          AND o.data ->> 'text' = t.text_id::text AND o.subject_id <> ALL (registrations))`,
  },
  {
    table: 'mails',
    purpose: 'mail',
    shown: `SELECT json_build_object('to', m.to_address, 'subject', m.subject, 'text', m.body, 'state', m.state, 'error', m.error, 'since', m.created_at,
        'sentAt', m.sent_at) AS row
      FROM mails AS m, person WHERE m.programme_id = programme AND m.to_address IS NOT NULL
        AND (m.registration_id = ANY (registrations) OR lower(m.to_address) = ANY (addresses)) ORDER BY m.created_at`,
    // also those to who came along or brought this person, as far as they name them
    erased: `UPDATE mails AS m SET to_address = NULL, subject = NULL, html = NULL, body = NULL, error = NULL
      FROM person WHERE m.programme_id = programme AND coalesce(m.to_address, m.error) IS NOT NULL
        AND (m.registration_id = ANY (registrations) OR lower(m.to_address) = ANY (addresses)
          OR (m.registration_id IN (SELECT r.registration_id FROM registrations AS r WHERE r.programme_id = programme AND r.lead_id = ANY (registrations)
                UNION ALL SELECT r.lead_id FROM registrations AS r WHERE r.programme_id = programme AND r.registration_id = ANY (registrations))
              AND EXISTS (SELECT FROM unnest(names) AS name WHERE position(name IN concat_ws(' ', m.subject, m.body)) > 0)))
      RETURNING m.mail_id`,
    hasFiles: true,
  },
  {
    table: 'invitations',
    purpose: 'news',
    shown: `SELECT json_build_object('meeting', e.title_nl, 'since', i.invited_at, 'source', i.source, 'reminded', i.reminded, 'answer', i.answer,
        'answeredAt', i.answered_at, 'municipality', i.municipality,
        'network', (SELECT string_agg(n.name, ', ') FROM networks AS n WHERE n.programme_id = i.programme_id AND n.network_id = ANY (i.networks))) AS row
      FROM invitations AS i JOIN events AS e USING (programme_id, event_id), person WHERE ${mine('i')} ORDER BY i.invited_at`,
    because: 'it counts in figures; whose it was went with the name',
  },
  {
    table: 'mailing_recipients',
    purpose: 'news',
    shown: `SELECT json_build_object('subject', coalesce(m.subject_nl, m.subject_en), 'state', t.state, 'reason', t.reason, 'sentAt', t.sent_at) AS row
      FROM mailing_recipients AS t JOIN mailings AS m USING (programme_id, mailing_id), person WHERE ${mine('t')} ORDER BY t.mailing_id`,
    because: 'it counts in figures; without an address nothing leaves to it any more',
  },
  {
    table: 'mailings',
    purpose: 'mail',
    because: 'it is for many; who stood in its text or in what was searched for is taken out',
    // a name of one word may be any word, and what is still to leave is not this person's to change
    erased: `UPDATE mailings AS m SET subject_nl = ${without('m.subject_nl')}, subject_en = ${without('m.subject_en')},
        body_nl = ${without('m.body_nl')}, body_en = ${without('m.body_en')},
        audience = CASE WHEN lower(m.audience ->> 'search') IN (SELECT lower(word) FROM unnest(names || addresses) AS word)
          THEN m.audience - 'search' ELSE m.audience END
      FROM person, LATERAL (SELECT '\\m(' || string_agg(${escaped('word')}, '|') || ')\\M' AS any_word
        FROM unnest(names || addresses) AS word WHERE word ~ '[ @]') AS p
      WHERE m.programme_id = programme AND m.state NOT IN ('planned', 'going')
        AND concat_ws(' ', m.audience ->> 'search', m.subject_nl, m.subject_en, m.body_nl, m.body_en) ~* p.any_word`,
  },
  {
    table: 'import_rows',
    purpose: 'lists',
    shown: `SELECT json_build_object('list', i.plan ->> 'origin', 'value', x.cells, 'result', x.result, 'since', i.created_at) AS row
      FROM import_rows AS x JOIN imports AS i USING (programme_id, import_id), person
      WHERE x.programme_id = programme AND x.cells <> '{}' AND (x.contact_id = ANY (contacts) OR x.match_key = ANY (addresses)) ORDER BY i.created_at`,
    erased: async (tx, { programmeId, contacts, addresses }) => {
      for (const contactId of contacts)
        await eraseFromImports(tx, { programmeId, contactId, email: addresses[0] ?? null });
    },
  },
  {
    table: 'import_parts',
    purpose: 'lists',
    because: 'a file that nobody read yet is a list of strangers; it is gone within a day',
    // one that names this person goes as a whole
    erased: `DELETE FROM imports AS i USING person WHERE i.programme_id = programme AND i.state IN ('uploading', 'unreadable')
        AND EXISTS (SELECT FROM import_parts AS p, unnest(addresses) AS address
          WHERE p.programme_id = i.programme_id AND p.import_id = i.import_id AND position(convert_to(address, 'UTF8') IN p.bytes) > 0)`,
  },
  {
    table: 'imports',
    purpose: 'lists',
    because: 'how a list was called and what its columns are; who stood in it is in its rows',
    // a first row that was taken for names of columns
    erased: `UPDATE imports AS i SET headings = array_fill(''::text, ARRAY[cardinality(i.headings)]) FROM person
      WHERE i.programme_id = programme AND cardinality(i.headings) > 0
        AND EXISTS (SELECT FROM unnest(i.headings) AS cell, unnest(addresses || names) AS word WHERE lower(btrim(cell)) = lower(word))`,
  },
  {
    table: 'idempotency_keys',
    purpose: 'security',
    because:
      'the answer to a request that may come twice: what it shows stands in the other stores, and it is gone in a day',
    // those of signups carry ids only, and keep a repeated request from signing this person up again
    erased: `DELETE FROM idempotency_keys AS k USING person WHERE k.programme_id = programme AND k.scope <> 'signup'
        AND EXISTS (SELECT FROM unnest(contacts::text[] || registrations::text[] || addresses) AS word WHERE position(word IN k.answer::text) > 0)`,
  },
  {
    table: 'personal_links',
    purpose: 'own-page',
    because: 'it holds no more than that somebody asked for a link today',
    erased: `DELETE FROM personal_links AS l USING person WHERE ${mine('l')}`,
  },
  {
    table: 'personal_sessions',
    purpose: 'own-page',
    shown: `SELECT json_build_object('since', s.started_at, 'until', s.expires_at) AS row FROM personal_sessions AS s, person WHERE ${mine('s')}`,
    erased: `DELETE FROM personal_sessions AS s USING person WHERE ${mine('s')}`,
  },
  {
    table: 'address_changes',
    purpose: 'own-page',
    shown: `SELECT json_build_object('email', h.new_address, 'askedAt', h.asked_at, 'confirmedAt', h.done_at) AS row FROM address_changes AS h, person WHERE ${mine('h')}`,
    erased: `DELETE FROM address_changes AS h USING person WHERE ${mine('h')}`,
  },
  {
    table: 'holds',
    purpose: 'proof',
    shown: `SELECT json_build_object('reason', h.reason, 'until', h.until, 'since', h.made_at) AS row FROM holds AS h, person WHERE ${mine('h')} AND h.ended_at IS NULL`,
    because: 'it is what stands in the way; its reason goes when it ends',
  },
  {
    table: 'activity',
    purpose: 'proof',
    shown: `SELECT json_build_object('what', a.name, 'since', a.at, 'meeting', e.title_nl) AS row
      FROM person, activity AS a LEFT JOIN events AS e ON e.programme_id = a.programme_id AND e.event_id = a.event_id
      WHERE a.programme_id = programme AND a.subject_id = ANY (contacts || registrations) ORDER BY a.at`,
    because: 'it says what was done, by ids only: what was erased cannot be read from it',
  },
  {
    table: 'helper_links',
    purpose: 'team',
    because:
      'who helps at the door gives a first name to a phone; nothing ties it to a person, and it goes 30 days after the meeting',
  },
  ...['accounts', 'members', 'sessions'].map((table) => ({
    table,
    purpose: 'team' as const,
    because: 'about who works in the team; they go with the account',
  })),
];
