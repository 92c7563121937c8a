-- A third purpose: being asked for years what came of a meeting, which is named when one signs up.
ALTER TABLE consents DROP CONSTRAINT consents_purpose;
ALTER TABLE consents ADD CONSTRAINT consents_purpose CHECK (purpose IN ('event', 'news', 'follow-up'));
