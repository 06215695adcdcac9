-- A release that was asked for may be overtaken: the line left the garden in another way before the
-- quarantine system took the request over. It waits no longer, and the next request is a new one.
ALTER TABLE "release" ADD COLUMN overtaken_at INTEGER;
UPDATE "release" SET overtaken_at = (
    SELECT MIN(event.at) FROM quarantine_event AS event
    WHERE event.subject = "release".subject AND event.change <> 'placed'
      AND event.at >= "release".asked_at
) WHERE acknowledged_at IS NULL;
DROP INDEX release_pending;
CREATE UNIQUE INDEX release_pending ON "release" (subject)
    WHERE acknowledged_at IS NULL AND overtaken_at IS NULL;
