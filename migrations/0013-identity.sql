-- How a programme looks and speaks outside: its own accent and logo, and whether its Dutch pages say `je` or `u`.

-- Files behind one door: small, beside the rows they belong to, so inside every backup and reachable for every process.
CREATE TABLE files (
  programme_id uuid NOT NULL REFERENCES programmes,
  file_id uuid NOT NULL,
  purpose text NOT NULL CONSTRAINT files_purpose CHECK (purpose IN ('logo')),
  media_type text NOT NULL
    CONSTRAINT files_media_type CHECK (media_type IN ('image/png', 'image/jpeg', 'image/webp', 'image/svg+xml')),
  bytes bytea NOT NULL CONSTRAINT files_bytes CHECK (octet_length(bytes) BETWEEN 1 AND 153600),
  width integer NOT NULL CONSTRAINT files_width CHECK (width BETWEEN 1 AND 4000),
  height integer NOT NULL CONSTRAINT files_height CHECK (height BETWEEN 1 AND 4000),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (programme_id, file_id)
);
SELECT classify('files', 'key', 'stays', 'programme_id, file_id');
SELECT classify('files', 'fact', 'stays', 'purpose, media_type, bytes, width, height, created_at');

ALTER TABLE programmes
  ADD COLUMN accent text CONSTRAINT programmes_accent CHECK (accent ~ '^#[0-9a-f]{6}$'),
  ADD COLUMN address_form text NOT NULL DEFAULT 'je' CONSTRAINT programmes_address_form CHECK (address_form IN ('je', 'u')),
  ADD COLUMN logo_id uuid,
  ADD CONSTRAINT programmes_logo FOREIGN KEY (programme_id, logo_id) REFERENCES files,
  ADD CONSTRAINT programmes_languages CHECK (languages <@ '{nl,en}' AND 'nl' = ANY (languages));
SELECT classify('programmes', 'key', 'stays', 'logo_id');
SELECT classify('programmes', 'fact', 'stays', 'accent, address_form');
