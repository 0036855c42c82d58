-- What the user of an audit wanted to hear nothing of, as a JSON list.
ALTER TABLE audit ADD COLUMN ignores TEXT NOT NULL DEFAULT '[]';
