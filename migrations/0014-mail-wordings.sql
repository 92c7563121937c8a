-- What a programme says in its mails instead of our words: per text and language, subject and body. No row: our words.
CREATE TABLE mail_wordings (
  programme_id uuid NOT NULL REFERENCES programmes,
  text_key text NOT NULL,
  language text NOT NULL CONSTRAINT mail_wordings_language CHECK (language IN ('nl', 'en')),
  subject text NOT NULL CONSTRAINT mail_wordings_subject CHECK (char_length(subject) BETWEEN 1 AND 200),
  body text NOT NULL CONSTRAINT mail_wordings_body CHECK (char_length(body) BETWEEN 1 AND 4000),
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (programme_id, text_key, language)
);
SELECT classify('mail_wordings', 'key', 'stays', 'programme_id, text_key, language');
SELECT classify('mail_wordings', 'fact', 'stays', 'subject, body, changed_at');
