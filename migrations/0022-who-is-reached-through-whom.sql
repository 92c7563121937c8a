-- Taking an import back asks of every contact whether somebody is reached through it.
CREATE INDEX contacts_reached ON contacts (programme_id, reached_through) WHERE reached_through IS NOT NULL;
