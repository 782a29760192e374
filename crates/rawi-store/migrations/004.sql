-- Schema 4: feeds that are watched with what came of them, and alerts: filters that are asked again of whatever is new.
-- Moments are seconds since the beginning of 1970.

CREATE TABLE feeds (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    etag TEXT,                             -- as the server said, to be said back to it
    modified TEXT,
    due INTEGER NOT NULL DEFAULT 0,        -- when to ask again
    failures INTEGER NOT NULL DEFAULT 0,   -- in a row
    asked INTEGER,                         -- the last time
    answered INTEGER,                      -- the last time that it gave a feed, or said that nothing is new
    error TEXT                             -- of the last time, if it failed
) STRICT;

-- What feeds list. Two feeds that list the same article have it once.
CREATE TABLE feed_items (
    id INTEGER PRIMARY KEY,
    feed_id INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
    identity TEXT NOT NULL UNIQUE,         -- as articles.identity
    hash BLOB NOT NULL,                    -- of what the feed says about it
    state TEXT NOT NULL CHECK (state IN ('waiting', 'stored', 'failed')),
    article TEXT,                          -- JSON: the article as the feed has it; of 'waiting'
    due INTEGER NOT NULL,
    tries INTEGER NOT NULL,                -- that failed, since it waits
    changes INTEGER NOT NULL,              -- how often the feed said something else about it
    seen INTEGER NOT NULL,                 -- when a feed listed it last
    error TEXT
) STRICT;
CREATE INDEX feed_items_waiting ON feed_items (feed_id, due) WHERE state = 'waiting';
CREATE INDEX feed_items_by_feed ON feed_items (feed_id, seen);

CREATE TABLE alerts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    filter TEXT NOT NULL,                  -- JSON: which records
    made_at TEXT NOT NULL,
    asked INTEGER NOT NULL,                -- versions of articles up to this one have been asked
    atom TEXT,                             -- file that holds its hits as an Atom feed
    webhook TEXT,                          -- where its hits are posted
    secret TEXT,                           -- that signs them
    delivered INTEGER NOT NULL DEFAULT 0,  -- hits up to this one were taken by the webhook
    due INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,   -- in a row
    error TEXT,
    CHECK ((webhook IS NULL) = (secret IS NULL))
) STRICT;

CREATE TABLE alert_hits (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    alert_id INTEGER NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
    record_id INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    found_at TEXT NOT NULL,
    UNIQUE (alert_id, record_id)
) STRICT;
CREATE INDEX alert_hits_by_record ON alert_hits (record_id);
