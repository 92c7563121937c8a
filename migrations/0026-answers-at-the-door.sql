-- What is asked at the door can be answered there: one more thing that a phone does.
ALTER TABLE door_entries DROP CONSTRAINT door_entries_kind,
  ADD CONSTRAINT door_entries_kind CHECK (kind IN ('in', 'out', 'walk-in', 'answers'));
