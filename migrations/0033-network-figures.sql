-- A network's own figures stand behind a link that is made and not stored; a new version ends the old link.
ALTER TABLE networks ADD COLUMN figures_version integer NOT NULL DEFAULT 1;
SELECT classify('networks', 'fact', 'stays', 'figures_version');
