-- Keys for machines. A key belongs to one network of one programme and has a secret, or two while the old one is replaced;
-- of a secret only a hash is kept. What was signed up with a key can be asked for by its receipt.

ALTER TABLE activity DROP CONSTRAINT activity_actor,
  ADD CONSTRAINT activity_actor CHECK (actor_kind IN ('public', 'participant', 'account', 'helper', 'partner', 'system'));

CREATE TABLE keys (
  programme_id uuid NOT NULL REFERENCES programmes,
  key_id uuid NOT NULL,
  network_id uuid NOT NULL,
  name text NOT NULL CONSTRAINT keys_name CHECK (char_length(name) BETWEEN 1 AND 80),
  scopes text[] NOT NULL CONSTRAINT keys_scopes CHECK (cardinality(scopes) > 0),
  made_by uuid,
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  revoked_at timestamptz,
  PRIMARY KEY (programme_id, key_id),
  FOREIGN KEY (programme_id, network_id) REFERENCES networks
);
SELECT classify('keys', 'key', 'stays', 'programme_id, key_id, network_id, made_by');
SELECT classify('keys', 'fact', 'stays', 'name, scopes, created_at, expires_at, revoked_at');

CREATE TABLE key_secrets (
  programme_id uuid NOT NULL,
  secret_id uuid NOT NULL,
  key_id uuid NOT NULL,
  -- the beginning, by which people tell one from another
  prefix text NOT NULL,
  hash bytea NOT NULL,
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (programme_id, secret_id),
  FOREIGN KEY (programme_id, key_id) REFERENCES keys ON DELETE CASCADE
);
-- whose it is shows only when it is found: the path may name another programme
CREATE INDEX key_secrets_by_hash ON key_secrets (hash);
CREATE INDEX key_secrets_by_key ON key_secrets (programme_id, key_id);
SELECT classify('key_secrets', 'key', 'stays', 'programme_id, secret_id, key_id');
SELECT classify('key_secrets', 'secret', 'stays', 'prefix, hash');
SELECT classify('key_secrets', 'fact', 'stays', 'created_at, ended_at');

-- Written by the minute and never by the request itself.
CREATE TABLE key_days (
  programme_id uuid NOT NULL,
  secret_id uuid NOT NULL,
  day date NOT NULL,
  requests integer NOT NULL,
  last_used_at timestamptz NOT NULL,
  PRIMARY KEY (programme_id, secret_id, day),
  FOREIGN KEY (programme_id, secret_id) REFERENCES key_secrets ON DELETE CASCADE
);
SELECT classify('key_days', 'key', 'stays', 'programme_id, secret_id, day');
SELECT classify('key_days', 'fact', 'stays', 'requests, last_used_at');

-- What a network sent in. `told` is what it was told then: of a person who was registered before, it is told no more.
CREATE TABLE network_signups (
  programme_id uuid NOT NULL,
  receipt uuid NOT NULL,
  event_id uuid NOT NULL,
  network_id uuid NOT NULL,
  registration_id uuid NOT NULL,
  is_new boolean NOT NULL,
  told text NOT NULL CONSTRAINT network_signups_told CHECK (told IN ('confirmed', 'waiting', 'requested')),
  confirm_by timestamptz,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (programme_id, receipt),
  FOREIGN KEY (programme_id, event_id) REFERENCES events ON DELETE CASCADE,
  FOREIGN KEY (programme_id, registration_id) REFERENCES registrations ON DELETE CASCADE
);
CREATE INDEX network_signups_by_event ON network_signups (programme_id, network_id, event_id, receipt);
CREATE INDEX network_signups_by_registration ON network_signups (programme_id, registration_id);
SELECT classify('network_signups', 'key', 'stays', 'programme_id, receipt, event_id, network_id, registration_id');
SELECT classify('network_signups', 'fact', 'stays', 'is_new, told, confirm_by, received_at');
