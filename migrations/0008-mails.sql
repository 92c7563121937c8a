-- Outgoing mail as it was sent. One row per activity and kind, so that a job that runs twice sends once; the row's id is
-- the Message-ID too.

CREATE TABLE mails (
  programme_id uuid NOT NULL REFERENCES programmes,
  mail_id uuid NOT NULL,
  activity_id uuid NOT NULL,
  kind text NOT NULL,
  event_id uuid,
  registration_id uuid,
  language language NOT NULL,
  state text NOT NULL CONSTRAINT mails_state CHECK (state IN ('queued', 'sent', 'failed')),
  to_address text,
  subject text,
  html text,
  body text,
  attempts integer NOT NULL DEFAULT 0,
  error text,
  created_at timestamptz NOT NULL,
  sent_at timestamptz,
  PRIMARY KEY (programme_id, mail_id),
  CONSTRAINT mails_once UNIQUE (programme_id, activity_id, kind)
);
CREATE INDEX mails_by_event ON mails (programme_id, event_id, mail_id);
CREATE INDEX mails_by_registration ON mails (programme_id, registration_id, mail_id) WHERE registration_id IS NOT NULL;
SELECT classify('mails', 'key', 'stays', 'programme_id, mail_id, activity_id, event_id, registration_id');
SELECT classify('mails', 'fact', 'stays', 'kind, language, state, attempts, created_at, sent_at');
SELECT classify('mails', 'personal', '90 days', 'to_address, subject, html, body, error');
