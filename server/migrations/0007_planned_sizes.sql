-- Subjects and information that the looks of a started trial wait for; none for one that was started
-- before there were looks.
ALTER TABLE trial ADD COLUMN sizes TEXT; -- JSON
