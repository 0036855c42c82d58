-- `born` tells the process that runs an audit from a later one of the same number; `told` is 0 until
-- its report was handed over, so that it can be had without asking anybody again; `thinned` is 1
-- once its old probes were let go of.
ALTER TABLE audit ADD COLUMN born TEXT NOT NULL DEFAULT '';
ALTER TABLE audit ADD COLUMN told INTEGER NOT NULL DEFAULT 1;
ALTER TABLE audit ADD COLUMN thinned INTEGER NOT NULL DEFAULT 0;

-- A link is also looked for over all audits, so its place comes first.
DROP INDEX link_by_place;
CREATE INDEX link_by_place ON link (place, audit, document, nth_there);

-- What is gone is asked about before what is only in trouble, so the rank comes first.
DROP INDEX work_by_stage;
CREATE INDEX work_by_stage ON work (audit, stage, rank, due);
