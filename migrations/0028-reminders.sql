-- Standing messages: what leaves by itself before and after a meeting, as the programme has it or as chosen for the
-- meeting, and to whom it went. One row per person and kind: however often it is looked, by however many, it goes once.

CREATE TABLE programme_reminders (
  programme_id uuid PRIMARY KEY REFERENCES programmes,
  kinds text[] NOT NULL CONSTRAINT programme_reminders_kinds CHECK (kinds <@ '{event-in-a-week,event-tomorrow,event-thanks}')
);
SELECT classify('programme_reminders', 'key', 'stays', 'programme_id');
SELECT classify('programme_reminders', 'fact', 'stays', 'kinds');

CREATE TABLE event_reminders (
  programme_id uuid NOT NULL,
  event_id uuid NOT NULL,
  kinds text[] NOT NULL CONSTRAINT event_reminders_kinds CHECK (kinds <@ '{event-in-a-week,event-tomorrow,event-thanks}'),
  PRIMARY KEY (programme_id, event_id),
  FOREIGN KEY (programme_id, event_id) REFERENCES events ON DELETE CASCADE
);
SELECT classify('event_reminders', 'key', 'stays', 'programme_id, event_id');
SELECT classify('event_reminders', 'fact', 'stays', 'kinds');

CREATE TABLE reminders (
  programme_id uuid NOT NULL,
  registration_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT reminders_kind CHECK (kind IN ('event-in-a-week', 'event-tomorrow', 'event-thanks')),
  event_id uuid NOT NULL,
  reminded_at timestamptz NOT NULL,
  PRIMARY KEY (programme_id, registration_id, kind),
  FOREIGN KEY (programme_id, registration_id) REFERENCES registrations ON DELETE CASCADE,
  FOREIGN KEY (programme_id, event_id) REFERENCES events ON DELETE CASCADE
);
CREATE INDEX reminders_by_event ON reminders (programme_id, event_id, kind);
SELECT classify('reminders', 'key', 'stays', 'programme_id, registration_id, event_id');
SELECT classify('reminders', 'fact', 'stays', 'kind, reminded_at');
