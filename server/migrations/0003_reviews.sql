-- The way of a revision through review: rows are only ever added, and the newest of a document says
-- where it stands. A document whose newest row is 'submitted' is locked.
CREATE TABLE review_step (
    id INTEGER PRIMARY KEY,
    document TEXT NOT NULL,
    revision TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('submitted', 'approved', 'changes_requested')),
    person TEXT NOT NULL CHECK (person <> ''),
    at INTEGER NOT NULL,
    note TEXT NOT NULL, -- empty when nobody asked for a change
    waivers TEXT NOT NULL, -- JSON
    FOREIGN KEY (revision, document) REFERENCES revision (hash, document)
) STRICT;
CREATE INDEX review_step_of_document ON review_step (document, id);
