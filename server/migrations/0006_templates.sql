-- What a revision is compiled to, one template for each target of its channel: pages are filled in
-- from it. Of revisions from before this column it is compiled when it is asked for.
ALTER TABLE revision ADD COLUMN templates TEXT; -- JSON
