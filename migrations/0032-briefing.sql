-- What hosts, speakers and crew must know before the day; only they and the team read it.
ALTER TABLE events ADD COLUMN briefing_nl text NOT NULL DEFAULT '', ADD COLUMN briefing_en text;
SELECT classify('events', 'fact', 'stays', 'briefing_nl, briefing_en');
