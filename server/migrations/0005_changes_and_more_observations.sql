-- The number of the change with which each row came: an open report asks for the rows that are new
-- since the change that it knows, and is not added up anew. Rows from before have the number 0.
ALTER TABLE subject ADD COLUMN came_with INTEGER NOT NULL DEFAULT 0;
ALTER TABLE enrolment ADD COLUMN came_with INTEGER NOT NULL DEFAULT 0;
ALTER TABLE delivery ADD COLUMN came_with INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sighting ADD COLUMN came_with INTEGER NOT NULL DEFAULT 0;
ALTER TABLE coverage_day ADD COLUMN came_with INTEGER NOT NULL DEFAULT 0;
ALTER TABLE quarantine_event ADD COLUMN came_with INTEGER NOT NULL DEFAULT 0;
ALTER TABLE contact ADD COLUMN came_with INTEGER NOT NULL DEFAULT 0;
CREATE INDEX subject_since ON subject (came_with);
CREATE INDEX enrolment_since ON enrolment (came_with);
CREATE INDEX delivery_since ON delivery (came_with);
CREATE INDEX sighting_since ON sighting (came_with);
CREATE INDEX coverage_day_since ON coverage_day (came_with);
CREATE INDEX quarantine_event_since ON quarantine_event (came_with);
CREATE INDEX contact_since ON contact (came_with);

-- Everything that anybody has said a contact was about, so that a report can be computed as it was
-- known before it was said anew. The columns of the contact say what counts now.
CREATE TABLE coding (
    id INTEGER PRIMARY KEY,
    contact INTEGER NOT NULL REFERENCES contact (id),
    codes TEXT NOT NULL, -- JSON
    coded_at INTEGER NOT NULL,
    who TEXT, -- NULL of those from before this table
    came_with INTEGER NOT NULL
) STRICT;
CREATE INDEX coding_of_contact ON coding (contact, id);
CREATE INDEX coding_since ON coding (came_with);
INSERT INTO coding (contact, codes, coded_at, came_with)
    SELECT id, codes, coded_at, 0 FROM contact WHERE codes IS NOT NULL ORDER BY id;

-- Lines that were seen infected and are not in a trial. Their subjects need not exist.
CREATE TABLE ineligible (
    trial TEXT NOT NULL REFERENCES trial (id),
    subject TEXT NOT NULL,
    at INTEGER NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    arrived_at INTEGER NOT NULL,
    came_with INTEGER NOT NULL,
    PRIMARY KEY (trial, subject, at, reason)
) STRICT, WITHOUT ROWID;
CREATE INDEX ineligible_of_subject ON ineligible (subject);
CREATE INDEX ineligible_since ON ineligible (came_with);

CREATE TABLE follow_up_end (
    subject TEXT NOT NULL REFERENCES subject (id),
    at INTEGER NOT NULL,
    reason TEXT NOT NULL CHECK (reason IN ('contract_ended', 'opted_out')),
    arrived_at INTEGER NOT NULL,
    came_with INTEGER NOT NULL,
    PRIMARY KEY (subject, at, reason)
) STRICT, WITHOUT ROWID;
CREATE INDEX follow_up_end_since ON follow_up_end (came_with);

CREATE TABLE survey_answer (
    subject TEXT NOT NULL REFERENCES subject (id),
    at INTEGER NOT NULL,
    answers TEXT NOT NULL, -- JSON: received, read, distrusted, each true, false or null
    arrived_at INTEGER NOT NULL,
    came_with INTEGER NOT NULL,
    PRIMARY KEY (subject, at, answers)
) STRICT, WITHOUT ROWID;
CREATE INDEX survey_answer_since ON survey_answer (came_with);

-- The same table for more kinds.
CREATE TABLE set_aside_of_all_kinds (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('sighting', 'quarantine_event', 'contact', 'ineligible',
                                       'follow_up_end', 'survey_answer')),
    body TEXT NOT NULL, -- JSON
    reason TEXT NOT NULL,
    arrived_at INTEGER NOT NULL,
    UNIQUE (kind, body)
) STRICT;
INSERT INTO set_aside_of_all_kinds SELECT id, kind, body, reason, arrived_at FROM set_aside;
DROP TABLE set_aside;
ALTER TABLE set_aside_of_all_kinds RENAME TO set_aside;
