-- What a delivery was, in full: the document, the hash of the values, and whether somebody opened the
-- page or a machine only fetched it. Of older deliveries the document is the one of their revision,
-- the hash is made when it is read, and nobody can tell who asked for them.
ALTER TABLE delivery ADD COLUMN document TEXT;
ALTER TABLE delivery ADD COLUMN values_hash TEXT;
ALTER TABLE delivery ADD COLUMN opened INTEGER CHECK (opened IN (0, 1));
UPDATE delivery SET document = (
    SELECT revision.document FROM revision WHERE revision.hash = delivery.revision
    ORDER BY revision.frozen_at, revision.document LIMIT 1
);
