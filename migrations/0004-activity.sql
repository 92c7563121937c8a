-- What happened. Written in the transaction of the act itself; a relay turns rows into jobs and live messages. Rows
-- carry ids and names of fields, never personal data: erasing a person must not rewrite history.

CREATE TABLE activity (
  programme_id uuid NOT NULL REFERENCES programmes,
  activity_id uuid NOT NULL,
  at timestamptz NOT NULL,
  name text NOT NULL,
  actor_kind text NOT NULL CONSTRAINT activity_actor CHECK (actor_kind IN ('public', 'participant', 'account', 'system')),
  actor_id uuid,
  event_id uuid,
  subject_id uuid,
  data jsonb NOT NULL DEFAULT '{}',
  relayed_at timestamptz,
  PRIMARY KEY (programme_id, activity_id)
);
-- The relay's work list: stays as small as what is not relayed yet.
CREATE INDEX activity_unrelayed ON activity (activity_id) WHERE relayed_at IS NULL;
CREATE INDEX activity_by_event ON activity (programme_id, event_id, activity_id) WHERE event_id IS NOT NULL;
CREATE INDEX activity_by_subject ON activity (programme_id, subject_id, activity_id) WHERE subject_id IS NOT NULL;
SELECT classify('activity', 'key', 'stays', 'programme_id, activity_id, actor_id, event_id, subject_id');
SELECT classify('activity', 'fact', 'stays', 'at, name, actor_kind, data, relayed_at');

-- The answer to a request that may be sent twice, stored in the transaction that did the work.
CREATE TABLE idempotency_keys (
  programme_id uuid NOT NULL REFERENCES programmes,
  scope text NOT NULL,
  key text NOT NULL,
  request_hash bytea NOT NULL,
  answer jsonb,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (programme_id, scope, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
SELECT classify('idempotency_keys', 'key', '24 hours', 'programme_id, scope, key, request_hash');
-- an answer shows what was made, a person too
SELECT classify('idempotency_keys', 'personal', '24 hours', 'answer');
SELECT classify('idempotency_keys', 'fact', '24 hours', 'created_at');
