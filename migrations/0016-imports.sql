-- Lists of people from elsewhere: a file that arrives in parts, its rows as they were read, and what became of each. The
-- rows are personal data on their way: they go after thirty days, and the file itself as soon as it is read.

CREATE TABLE imports (
  programme_id uuid NOT NULL REFERENCES programmes,
  import_id uuid NOT NULL,
  state text NOT NULL CONSTRAINT imports_state
    CHECK (state IN ('uploading', 'reading', 'unreadable', 'columns', 'checking', 'checked', 'running', 'done', 'undoing', 'undone')),
  file_name text,
  file_size integer NOT NULL CONSTRAINT imports_file_size CHECK (file_size > 0),
  started_by uuid NOT NULL,
  -- why the file could not be read, as a code and what fills its sentence
  problem jsonb,
  -- how it was read: encoding and separator, or sheet
  reading jsonb,
  has_header boolean,
  headings text[],
  -- per column of the file which field it is; '' is none
  columns text[],
  plan jsonb,
  rows integer NOT NULL DEFAULT 0,
  done integer NOT NULL DEFAULT 0,
  totals jsonb,
  created_at timestamptz NOT NULL,
  finished_at timestamptz,
  PRIMARY KEY (programme_id, import_id)
);
SELECT classify('imports', 'key', 'stays', 'programme_id, import_id, started_by');
SELECT classify('imports', 'fact', 'stays', 'state, file_size, problem, reading, has_header, columns, rows, done, totals, created_at, finished_at');
SELECT classify('imports', 'personal', '30 days', 'file_name, headings, plan');

CREATE TABLE import_parts (
  programme_id uuid NOT NULL,
  import_id uuid NOT NULL,
  part integer NOT NULL,
  bytes bytea NOT NULL CONSTRAINT import_parts_bytes CHECK (octet_length(bytes) BETWEEN 1 AND 524288),
  PRIMARY KEY (programme_id, import_id, part),
  FOREIGN KEY (programme_id, import_id) REFERENCES imports ON DELETE CASCADE
);
-- a list of addresses does not get smaller by trying
ALTER TABLE import_parts ALTER COLUMN bytes SET STORAGE EXTERNAL;
SELECT classify('import_parts', 'key', 'until it is read, at most a day', 'programme_id, import_id, part');
SELECT classify('import_parts', 'personal', 'until it is read, at most a day', 'bytes');

CREATE TABLE import_rows (
  programme_id uuid NOT NULL,
  import_id uuid NOT NULL,
  row_number integer NOT NULL,
  cells text[] NOT NULL,
  -- what an organiser put in place of what the file says, by field
  fixes jsonb,
  -- what the row says, made out; null where it was not checked yet
  given jsonb,
  -- by what two rows, or a row and a contact, are the same person: the address, or without one name and organisation
  match_key text,
  verdict text CONSTRAINT import_rows_verdict CHECK (verdict IN ('new', 'known', 'double', 'faulty')),
  -- codes with their field: what is wrong, and what is worth knowing
  faults jsonb NOT NULL,
  is_skipped boolean NOT NULL DEFAULT false,
  contact_id uuid,
  result text CONSTRAINT import_rows_result CHECK (result IN ('created', 'updated', 'unchanged', 'double', 'refused', 'skipped')),
  -- what undoing needs: what stood there before, and what came along
  before jsonb,
  undo text CONSTRAINT import_rows_undo CHECK (undo IN ('removed', 'restored', 'kept')),
  PRIMARY KEY (programme_id, import_id, row_number),
  FOREIGN KEY (programme_id, import_id) REFERENCES imports ON DELETE CASCADE
);
CREATE INDEX import_rows_by_verdict ON import_rows (programme_id, import_id, verdict, row_number);
CREATE INDEX import_rows_by_match ON import_rows (programme_id, import_id, match_key, row_number) WHERE match_key IS NOT NULL;
CREATE INDEX import_rows_by_contact ON import_rows (programme_id, contact_id) WHERE contact_id IS NOT NULL;
SELECT classify('import_rows', 'key', '30 days', 'programme_id, import_id, row_number, contact_id');
SELECT classify('import_rows', 'personal', '30 days, or with the person', 'cells, fixes, given, match_key, before');
SELECT classify('import_rows', 'fact', '30 days', 'verdict, faults, is_skipped, result, undo');

-- What an import brought, as long as it is known which: to take it back.
ALTER TABLE contacts ADD COLUMN import_id uuid,
  ADD CONSTRAINT contacts_import FOREIGN KEY (programme_id, import_id) REFERENCES imports;
ALTER TABLE contact_networks ADD COLUMN import_id uuid,
  ADD CONSTRAINT contact_networks_import FOREIGN KEY (programme_id, import_id) REFERENCES imports;
ALTER TABLE consents ADD COLUMN import_id uuid,
  ADD CONSTRAINT consents_import FOREIGN KEY (programme_id, import_id) REFERENCES imports;
SELECT classify('contacts', 'key', 'until erasure', 'import_id');
SELECT classify('contact_networks', 'key', 'with the contact', 'import_id');
SELECT classify('consents', 'key', 'with the contact', 'import_id');
