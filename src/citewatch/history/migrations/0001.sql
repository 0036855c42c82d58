-- Everything observed and found, in all audits. Times are seconds since 1970 (UTC), as REAL.

-- One run of `citewatch audit`. `finished` and `ending` are NULL while it runs, or if it was killed.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  sources TEXT NOT NULL,          -- the same sources have the same text here
  title TEXT,
  started REAL NOT NULL,
  finished REAL,
  ending TEXT,
  version TEXT NOT NULL,
  ready INTEGER NOT NULL DEFAULT 0,       -- 1 once all of its documents are written down
  uncompared INTEGER NOT NULL DEFAULT 0,
  machine TEXT NOT NULL,
  process INTEGER NOT NULL                -- who runs it, to tell an audit that runs from a dead one
) STRICT;
CREATE INDEX audit_by_sources ON audit (sources, id);

-- A document of an audit. `key` names it in all audits; `before` is the last whole audit that had it,
-- as its document `before_nth`.
CREATE TABLE document (
  audit INTEGER NOT NULL REFERENCES audit (id) ON DELETE CASCADE,
  nth INTEGER NOT NULL,
  key TEXT NOT NULL,
  source TEXT NOT NULL,
  title TEXT,
  sha256 TEXT NOT NULL DEFAULT '',
  before INTEGER,
  before_nth INTEGER,
  PRIMARY KEY (audit, nth)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_by_key ON document (key, audit);

-- A citation as it was read, kept once however often it was audited.
CREATE TABLE citation (
  id INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE,
  body BLOB NOT NULL
) STRICT;

-- A citation of an audit, in the order of its documents.
CREATE TABLE cited (
  audit INTEGER NOT NULL REFERENCES audit (id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  document INTEGER NOT NULL,
  citation INTEGER NOT NULL REFERENCES citation (id),
  at BLOB,
  PRIMARY KEY (audit, seq)
) STRICT, WITHOUT ROWID;

-- An address as it is asked for. `place` is equal for spellings that lead to the same page.
CREATE TABLE address (
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,
  host TEXT NOT NULL,
  owner TEXT NOT NULL
) STRICT;

-- What was found of a link, kept once however often it was found.
CREATE TABLE finding (
  id INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE,
  body BLOB NOT NULL
) STRICT;

-- A link of an audit. `place` and `nth_there` know it again in the next audit of its document.
CREATE TABLE link (
  audit INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  nth INTEGER NOT NULL,
  document INTEGER NOT NULL,
  place INTEGER NOT NULL,
  nth_there INTEGER NOT NULL,
  address INTEGER REFERENCES address (id),
  day TEXT,
  finding INTEGER REFERENCES finding (id),
  verdict TEXT,
  checked REAL,
  seen_in INTEGER,                -- the audit whose probes the finding rests on
  change TEXT,
  verdict_before TEXT,
  since REAL,
  first_seen REAL,
  last_ok REAL,
  audits INTEGER NOT NULL DEFAULT 0,
  stood INTEGER NOT NULL DEFAULT 0,
  silent_since REAL,
  silent_audits INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (audit, seq, nth),
  FOREIGN KEY (audit, seq) REFERENCES cited (audit, seq) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX link_by_place ON link (audit, document, place, nth_there);
CREATE INDEX link_by_address ON link (address, audit);
CREATE INDEX link_by_verdict ON link (audit, verdict, seq, nth);

-- One observation. Pages keep their texts only until the address is settled.
CREATE TABLE probe (
  id INTEGER PRIMARY KEY,
  audit INTEGER NOT NULL REFERENCES audit (id) ON DELETE CASCADE,
  address INTEGER NOT NULL REFERENCES address (id),
  purpose TEXT NOT NULL,
  at REAL NOT NULL,
  body BLOB NOT NULL
) STRICT;
CREATE INDEX probe_by_address ON probe (address, audit, id);
CREATE INDEX probe_by_audit ON probe (audit);

-- What is left to do in an audit that has not ended.
CREATE TABLE work (
  audit INTEGER NOT NULL REFERENCES audit (id) ON DELETE CASCADE,
  address INTEGER NOT NULL REFERENCES address (id),
  host TEXT NOT NULL,
  owner TEXT NOT NULL,
  stage INTEGER NOT NULL,         -- 0 to look at, 1 to ask archives about, 2 to search for
  due REAL NOT NULL,
  rank INTEGER NOT NULL,
  PRIMARY KEY (audit, address)
) STRICT, WITHOUT ROWID;
CREATE INDEX work_by_host ON work (audit, host, stage, rank, due);
CREATE INDEX work_by_stage ON work (audit, stage, due);
CREATE INDEX work_by_owner ON work (audit, owner, stage);

-- Hosts that have addresses to look at, and which of them are being visited.
CREATE TABLE host (
  audit INTEGER NOT NULL REFERENCES audit (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  open INTEGER NOT NULL DEFAULT 0,
  waiting INTEGER NOT NULL,
  due REAL NOT NULL,
  PRIMARY KEY (audit, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX host_by_size ON host (audit, open, waiting DESC);

-- What editors decided.
CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  document TEXT NOT NULL,
  at REAL NOT NULL,
  body BLOB NOT NULL
) STRICT;
CREATE INDEX decision_by_document ON decision (document, id);

-- Answers of archives, believed for some days. `name` is the digest of the question.
CREATE TABLE kept_answer (
  name BLOB PRIMARY KEY,
  at REAL NOT NULL,
  until REAL NOT NULL,
  body BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX kept_answer_by_end ON kept_answer (until);

-- What the Wayback Machine was asked to save.
CREATE TABLE preserved (
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL,
  at REAL NOT NULL,
  body BLOB NOT NULL
) STRICT;
CREATE INDEX preserved_by_url ON preserved (url, id);
