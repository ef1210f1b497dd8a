-- What must be known of a report to tell whether another one that comes late concerns it: how many fingerprints of
-- each kind it was looked up by, and the last in the order of nearness of those that it is compared with, where they
-- are as many as may be.

ALTER TABLE standing ADD COLUMN words INTEGER NOT NULL DEFAULT 0;
ALTER TABLE standing ADD COLUMN anchors INTEGER NOT NULL DEFAULT 0;
ALTER TABLE standing ADD COLUMN farthest TEXT;

DELETE FROM named;

CREATE INDEX compared_older ON compared (older);

UPDATE reports SET related = 0;
