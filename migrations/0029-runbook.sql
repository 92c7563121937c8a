-- The runbook of a meeting: who does what, counted in days from the meeting so that it moves along, or on a day of its own.

ALTER TABLE members ADD COLUMN duties text[] NOT NULL DEFAULT '{}'
  CONSTRAINT members_duties CHECK (duties <@ '{input,throughput,output,process}');
SELECT classify('members', 'fact', 'until removed from the team', 'duties');

CREATE TABLE tasks (
  programme_id uuid NOT NULL,
  task_id uuid NOT NULL,
  event_id uuid NOT NULL,
  title text NOT NULL CONSTRAINT tasks_title CHECK (char_length(title) BETWEEN 1 AND 200),
  kind text NOT NULL CONSTRAINT tasks_kind CHECK (kind IN ('task', 'mail', 'print')),
  duty text NOT NULL CONSTRAINT tasks_duty CHECK (duty IN ('input', 'throughput', 'output', 'process')),
  -- one of the two: days from the meeting, or a day that somebody chose
  day_offset integer CONSTRAINT tasks_offset CHECK (day_offset BETWEEN -365 AND 365),
  fixed_on date,
  -- the screen on which it is done
  place text,
  -- what shows by itself that it is done
  settled_by text CONSTRAINT tasks_settled_by CHECK (settled_by IN ('published', 'attendance', 'held')),
  assignee_id uuid,
  done_at timestamptz,
  done_by uuid,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (programme_id, task_id),
  FOREIGN KEY (programme_id, event_id) REFERENCES events ON DELETE CASCADE,
  CONSTRAINT tasks_one_day CHECK ((day_offset IS NULL) <> (fixed_on IS NULL)),
  CONSTRAINT tasks_done CHECK (done_by IS NULL OR done_at IS NOT NULL)
);
CREATE INDEX tasks_by_event ON tasks (programme_id, event_id);
CREATE INDEX tasks_open ON tasks (programme_id) WHERE done_at IS NULL;
SELECT classify('tasks', 'key', 'with the meeting', 'programme_id, task_id, event_id, assignee_id, done_by');
SELECT classify('tasks', 'fact', 'with the meeting', 'title, kind, duty, day_offset, fixed_on, place, settled_by, done_at, created_at');

-- That the mail of a week was looked after: once, by whichever process.
CREATE TABLE duty_weeks (
  programme_id uuid NOT NULL REFERENCES programmes,
  week_on date NOT NULL,
  duty text NOT NULL,
  sent_at timestamptz NOT NULL,
  PRIMARY KEY (programme_id, week_on, duty)
);
SELECT classify('duty_weeks', 'key', 'stays', 'programme_id, week_on, duty');
SELECT classify('duty_weeks', 'fact', 'stays', 'sent_at');
