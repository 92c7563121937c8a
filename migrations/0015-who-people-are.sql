-- What a segment of people is chosen by (municipality, networks), where we have someone from, and on which ground we may
-- mail them when that is not a consent given to us (Telecommunicatiewet 11.7).

ALTER TABLE contacts
  -- as the programme's municipalities are called, without "Gemeente" before it
  ADD COLUMN municipality text CONSTRAINT contacts_municipality CHECK (municipality <> ''),
  -- of whom did not come by themselves: from which list
  ADD COLUMN origin text CONSTRAINT contacts_origin CHECK (origin <> ''),
  -- the same person as another contact, which has everything since: this row is only an old address for it
  ADD COLUMN merged_into uuid,
  ADD CONSTRAINT contacts_merged FOREIGN KEY (programme_id, merged_into) REFERENCES contacts,
  ADD CONSTRAINT contacts_merged_is_bare CHECK (merged_into IS NULL OR (name = '' AND email IS NULL));
SELECT classify('contacts', 'personal', '5 years after the last meeting, 30 days after a signup that was never confirmed, or on request',
  'municipality, origin');
SELECT classify('contacts', 'key', 'until erasure', 'merged_into');
CREATE INDEX contacts_by_municipality ON contacts (programme_id, lower(municipality)) WHERE municipality IS NOT NULL;
CREATE INDEX contacts_merged_away ON contacts (programme_id, merged_into) WHERE merged_into IS NOT NULL;

-- Members of a network: told by the person, or by the network's list.
CREATE TABLE contact_networks (
  programme_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  network_id uuid NOT NULL,
  since timestamptz NOT NULL,
  PRIMARY KEY (programme_id, contact_id, network_id),
  FOREIGN KEY (programme_id, contact_id) REFERENCES contacts ON DELETE CASCADE,
  FOREIGN KEY (programme_id, network_id) REFERENCES networks
);
CREATE INDEX contact_networks_members ON contact_networks (programme_id, network_id);
SELECT classify('contact_networks', 'key', 'with the contact', 'programme_id, contact_id, network_id');
SELECT classify('contact_networks', 'personal', 'with the contact', 'since');

-- `consent`: the person said yes. `customer`: took part before and was told how to stop. `published`: an organisation that
-- made the address known for this purpose. The last two are no consent, but a ground all the same, and stop as easily.
ALTER TABLE consents
  ADD COLUMN basis text NOT NULL DEFAULT 'consent' CONSTRAINT consents_basis CHECK (basis IN ('consent', 'customer', 'published')),
  ADD COLUMN evidence text CONSTRAINT consents_evidence CHECK (evidence <> '');
SELECT classify('consents', 'personal', 'with the contact', 'basis, evidence');

-- Who bears the same name, asked for every row of a list.
CREATE INDEX contacts_by_plain_name ON contacts (programme_id, lower(name)) WHERE name <> '';
