-- That people were invited, and reminded, shows by itself.
ALTER TABLE tasks DROP CONSTRAINT tasks_settled_by,
  ADD CONSTRAINT tasks_settled_by CHECK (settled_by IN ('published', 'invited', 'reminded', 'attendance', 'held'));
