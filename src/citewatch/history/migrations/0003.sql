-- What was left out of an audit's documents or not understood in them, as a JSON list of sentences.
ALTER TABLE audit ADD COLUMN remarks TEXT NOT NULL DEFAULT '[]';
