-- Asking people to a meeting: mailings with whom they go to, one invitation a person and meeting whoever sent it, what
-- networks say they mailed themselves, and addresses that do not take mail.

CREATE TABLE mailings (
  programme_id uuid NOT NULL,
  mailing_id uuid NOT NULL,
  event_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT mailings_kind CHECK (kind IN ('invitation', 'reminder', 'message')),
  state text NOT NULL CONSTRAINT mailings_state CHECK (state IN ('planned', 'going', 'sent', 'cancelled', 'stopped')),
  -- how its people were chosen, and what it says
  audience jsonb,
  subject_nl text,
  subject_en text,
  body_nl text,
  body_en text,
  -- a moment was chosen; else it leaves when the minute in which it can be stopped is over
  is_planned boolean NOT NULL,
  leaves_at timestamptz NOT NULL,
  made_by uuid,
  created_at timestamptz NOT NULL,
  left_at timestamptz,
  ended_at timestamptz,
  PRIMARY KEY (programme_id, mailing_id),
  FOREIGN KEY (programme_id, event_id) REFERENCES events
);
CREATE INDEX mailings_by_event ON mailings (programme_id, event_id, mailing_id);
CREATE INDEX mailings_under_way ON mailings (leaves_at) WHERE state IN ('planned', 'going');
SELECT classify('mailings', 'key', 'stays', 'programme_id, mailing_id, event_id, made_by');
SELECT classify('mailings', 'fact', 'stays', 'kind, state, is_planned, leaves_at, created_at, left_at, ended_at');
-- people type names into a search and into a text
SELECT classify('mailings', 'personal', '5 years after the meeting', 'audience, subject_nl, subject_en, body_nl, body_en');

-- Everyone who was chosen, also who gets nothing, with the reason.
CREATE TABLE mailing_recipients (
  programme_id uuid NOT NULL,
  mailing_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  -- of the mail, and of the invitation it brings
  mail_id uuid NOT NULL,
  registration_id uuid,
  nth integer NOT NULL,
  language language NOT NULL,
  state text NOT NULL CONSTRAINT mailing_recipients_state CHECK (state IN ('to-send', 'sending', 'sent', 'failed', 'bounced', 'excluded')),
  reason text,
  attempts integer NOT NULL DEFAULT 0,
  claimed_at timestamptz,
  retry_at timestamptz,
  sent_at timestamptz,
  PRIMARY KEY (programme_id, mailing_id, contact_id),
  FOREIGN KEY (programme_id, mailing_id) REFERENCES mailings,
  FOREIGN KEY (programme_id, contact_id) REFERENCES contacts,
  CONSTRAINT mailing_recipients_reason CHECK ((state IN ('excluded', 'bounced', 'failed')) = (reason IS NOT NULL))
);
CREATE INDEX mailing_recipients_work ON mailing_recipients (nth, mailing_id) WHERE state IN ('to-send', 'sending');
CREATE INDEX mailing_recipients_sent ON mailing_recipients (sent_at) WHERE sent_at IS NOT NULL;
CREATE INDEX mailing_recipients_of ON mailing_recipients (programme_id, contact_id);
SELECT classify('mailing_recipients', 'key', 'stays without the person', 'programme_id, mailing_id, contact_id, mail_id, registration_id');
SELECT classify('mailing_recipients', 'fact', 'stays without the person',
  'nth, language, state, reason, attempts, claimed_at, retry_at, sent_at');

CREATE TABLE invitations (
  programme_id uuid NOT NULL,
  invitation_id uuid NOT NULL,
  event_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  invited_at timestamptz NOT NULL,
  -- null: outside Pr8werk, by `source`
  mailing_id uuid,
  source text NOT NULL,
  reminded integer NOT NULL DEFAULT 0,
  reminded_at timestamptz,
  -- said without signing up; `unstated`: answered, and what is not known
  answer text CONSTRAINT invitations_answer CHECK (answer IN ('coming', 'not-coming', 'unstated')),
  answered_at timestamptz,
  answered_by text CONSTRAINT invitations_answered_by CHECK (answered_by IN ('link', 'organiser')),
  -- signed up by the link of this invitation, perhaps with another address
  registration_id uuid,
  -- where the person was at that time: figures stay the same when people move or are forgotten
  municipality text,
  networks uuid[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (programme_id, invitation_id),
  FOREIGN KEY (programme_id, event_id) REFERENCES events,
  FOREIGN KEY (programme_id, contact_id) REFERENCES contacts,
  CONSTRAINT invitations_one_per_person UNIQUE (programme_id, event_id, contact_id),
  CONSTRAINT invitations_answered CHECK ((answer IS NULL) = (answered_at IS NULL) AND (answer IS NULL) = (answered_by IS NULL))
);
CREATE INDEX invitations_of ON invitations (programme_id, contact_id);
CREATE INDEX invitations_answered_by_signup ON invitations (programme_id, registration_id) WHERE registration_id IS NOT NULL;
SELECT classify('invitations', 'key', 'stays without the person', 'programme_id, invitation_id, event_id, contact_id, mailing_id, registration_id');
SELECT classify('invitations', 'fact', 'stays without the person',
  'invited_at, source, reminded, reminded_at, answer, answered_at, answered_by, municipality, networks');

-- A network mails its members itself and says how many: a stated figure, never added to what is counted.
CREATE TABLE network_invitations (
  programme_id uuid NOT NULL,
  event_id uuid NOT NULL,
  network_id uuid NOT NULL,
  reported integer NOT NULL CONSTRAINT network_invitations_reported CHECK (reported > 0),
  mailed_on date NOT NULL,
  reported_by text NOT NULL CONSTRAINT network_invitations_by CHECK (reported_by IN ('network', 'organiser')),
  reported_at timestamptz NOT NULL,
  PRIMARY KEY (programme_id, event_id, network_id),
  FOREIGN KEY (programme_id, event_id) REFERENCES events,
  FOREIGN KEY (programme_id, network_id) REFERENCES networks
);
SELECT classify('network_invitations', 'key', 'stays', 'programme_id, event_id, network_id');
SELECT classify('network_invitations', 'fact', 'stays', 'reported, mailed_on, reported_by, reported_at');

-- An address that a mail server refused for good.
ALTER TABLE contacts ADD COLUMN undeliverable_at timestamptz,
  ADD COLUMN undeliverable_because text CONSTRAINT contacts_undeliverable_because
    CHECK (undeliverable_because IN ('no-such-address', 'mailbox-full', 'refused')),
  ADD CONSTRAINT contacts_undeliverable CHECK ((undeliverable_at IS NULL) = (undeliverable_because IS NULL));
CREATE INDEX contacts_undeliverable ON contacts (programme_id) WHERE undeliverable_at IS NOT NULL;
SELECT classify('contacts', 'personal', 'until the address changes, or with the person', 'undeliverable_at, undeliverable_because');

CREATE FUNCTION forget_undeliverable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.undeliverable_at := NULL;
  NEW.undeliverable_because := NULL;
  RETURN NEW;
END
$$;
-- whoever changes the address: by hand, by merging, by forgetting
CREATE TRIGGER contacts_other_address BEFORE UPDATE OF email ON contacts FOR EACH ROW
  WHEN (OLD.email IS DISTINCT FROM NEW.email AND OLD.undeliverable_at IS NOT NULL) EXECUTE FUNCTION forget_undeliverable();
