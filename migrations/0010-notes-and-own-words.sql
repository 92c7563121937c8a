-- What organisers write about and to the people of a meeting.

-- What an organiser writes about someone for colleagues. The person goes, the note goes.
CREATE TABLE registration_notes (
  programme_id uuid NOT NULL,
  note_id uuid NOT NULL,
  registration_id uuid NOT NULL,
  written_by uuid NOT NULL,
  text text NOT NULL CONSTRAINT registration_notes_text CHECK (text <> ''),
  created_at timestamptz NOT NULL,
  changed_at timestamptz,
  PRIMARY KEY (programme_id, note_id),
  FOREIGN KEY (programme_id, registration_id) REFERENCES registrations
);
CREATE INDEX registration_notes_of ON registration_notes (programme_id, registration_id, note_id);
SELECT classify('registration_notes', 'key', 'with the person', 'programme_id, note_id, registration_id, written_by');
SELECT classify('registration_notes', 'personal', 'with the person', 'text');
SELECT classify('registration_notes', 'fact', 'with the person', 'created_at, changed_at');

-- An organiser's own words in a mail. Activity says which by id only; the mail takes them up when it is made.
CREATE TABLE mail_texts (
  programme_id uuid NOT NULL,
  text_id uuid NOT NULL,
  event_id uuid NOT NULL,
  text text NOT NULL CONSTRAINT mail_texts_text CHECK (text <> ''),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (programme_id, text_id),
  FOREIGN KEY (programme_id, event_id) REFERENCES events
);
CREATE INDEX mail_texts_by_age ON mail_texts (created_at);
SELECT classify('mail_texts', 'key', '90 days', 'programme_id, text_id, event_id');
SELECT classify('mail_texts', 'personal', '90 days', 'text');
SELECT classify('mail_texts', 'fact', '90 days', 'created_at');
