-- Accounts stand outside programmes (one person may work for several); what they may do is per programme.

CREATE TABLE accounts (
  account_id uuid PRIMARY KEY,
  email email NOT NULL CONSTRAINT accounts_email_taken UNIQUE,
  name text NOT NULL,
  language language NOT NULL DEFAULT 'nl',
  created_at timestamptz NOT NULL
);
SELECT classify('accounts', 'key', 'as long as someone is in a team, and 30 days', 'account_id');
SELECT classify('accounts', 'personal', 'as long as someone is in a team, and 30 days', 'email, name, language');
SELECT classify('accounts', 'fact', 'as long as someone is in a team, and 30 days', 'created_at');

CREATE TABLE members (
  programme_id uuid NOT NULL REFERENCES programmes,
  account_id uuid NOT NULL REFERENCES accounts,
  -- as this team calls them: what another team calls the same address is not theirs to see
  name text NOT NULL,
  role text NOT NULL CONSTRAINT members_role CHECK (role IN ('owner', 'organiser', 'host', 'partner', 'viewer')),
  since timestamptz NOT NULL,
  PRIMARY KEY (programme_id, account_id)
);
CREATE INDEX members_by_account ON members (account_id);
SELECT classify('members', 'key', 'until removed from the team', 'programme_id, account_id');
SELECT classify('members', 'personal', 'until removed from the team', 'name');
SELECT classify('members', 'fact', 'until removed from the team', 'role, since');

-- Only a hash of the session's secret is kept.
CREATE TABLE sessions (
  session_hash bytea PRIMARY KEY,
  session_id uuid NOT NULL CONSTRAINT sessions_id UNIQUE,
  account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
  started_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  device text NOT NULL
);
CREATE INDEX sessions_by_account ON sessions (account_id);
SELECT classify('sessions', 'secret', 'until expiry', 'session_hash');
SELECT classify('sessions', 'key', 'until expiry', 'session_id, account_id');
SELECT classify('sessions', 'personal', 'until expiry', 'started_at, last_seen_at, expires_at, device');

-- The link and the code of a sign-in mail follow from the server's secret and the nonce, so neither is kept. A request
-- for an unknown address has a row too (without account): the same work, and the same tries before it ends.
CREATE TABLE sign_in_requests (
  request_id uuid PRIMARY KEY,
  account_id uuid REFERENCES accounts ON DELETE CASCADE,
  nonce bytea NOT NULL,
  language language NOT NULL,
  asked_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  tries integer NOT NULL DEFAULT 0
);
CREATE INDEX sign_in_requests_by_account ON sign_in_requests (account_id, expires_at);
SELECT classify('sign_in_requests', 'key', '1 day', 'request_id, account_id');
SELECT classify('sign_in_requests', 'secret', '1 day', 'nonce');
SELECT classify('sign_in_requests', 'fact', '1 day', 'language, asked_at, expires_at, used_at, tries');
