-- One person who stands there twice. What hangs on a contact is found through an index: merging and taking an import back
-- ask for it of many people at once.
CREATE INDEX consents_of ON consents (programme_id, contact_id);

-- Two contacts that an organiser said are two people; the smaller id first. Not suggested again.
CREATE TABLE contacts_apart (
  programme_id uuid NOT NULL,
  one_id uuid NOT NULL,
  other_id uuid NOT NULL CONSTRAINT contacts_apart_order CHECK (one_id < other_id),
  said_at timestamptz NOT NULL,
  PRIMARY KEY (programme_id, one_id, other_id),
  FOREIGN KEY (programme_id, one_id) REFERENCES contacts ON DELETE CASCADE,
  CONSTRAINT contacts_apart_contact FOREIGN KEY (programme_id, other_id) REFERENCES contacts ON DELETE CASCADE
);
CREATE INDEX contacts_apart_other ON contacts_apart (programme_id, other_id);
SELECT classify('contacts_apart', 'key', 'with the contact', 'programme_id, one_id, other_id');
SELECT classify('contacts_apart', 'fact', 'with the contact', 'said_at');
