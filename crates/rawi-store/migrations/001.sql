-- Schema 1: articles with versions, readings, records with their parts, corrections, full-text search.
-- Spans are in Unicode code points of the version's text, end exclusive. Dates are ISO text. Times are RFC 3339.
-- Codes and names are those of the JSON that `rawi read` prints.

CREATE TABLE outlets (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    key TEXT NOT NULL                      -- the name, folded: spelling variants of one outlet share it
) STRICT;
CREATE INDEX outlets_by_key ON outlets (key);

CREATE TABLE articles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    identity TEXT NOT NULL UNIQUE,         -- what it is known by: its own id, URL or path
    url TEXT,
    outlet_id INTEGER NOT NULL REFERENCES outlets (id),
    version_id INTEGER REFERENCES article_versions (id) DEFERRABLE INITIALLY DEFERRED, -- the present one
    search_row INTEGER NOT NULL UNIQUE,    -- its row in article_search: newest publication highest
    stored_at TEXT NOT NULL
) STRICT;
CREATE INDEX articles_by_outlet ON articles (outlet_id);
CREATE INDEX articles_by_version ON articles (version_id);

CREATE TABLE article_versions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,               -- from 1, in order of arrival
    hash BLOB NOT NULL,                    -- BLAKE3 of title and text
    published TEXT,
    title TEXT NOT NULL,
    byline TEXT,
    stored_at TEXT NOT NULL,
    text TEXT NOT NULL,
    furniture TEXT NOT NULL,               -- JSON: what was on the page and is not part of the report
    source_map TEXT NOT NULL,              -- JSON: where each stretch of the text stood in the input
    UNIQUE (article_id, hash),
    UNIQUE (article_id, number)
) STRICT;

-- The last reading of each version.
CREATE TABLE readings (
    version_id INTEGER PRIMARY KEY REFERENCES article_versions (id) ON DELETE CASCADE,
    engine_version TEXT NOT NULL,
    lexicon_hash TEXT NOT NULL,
    records_hash BLOB NOT NULL,            -- BLAKE3 of the machine's records, as JSON
    read_at TEXT NOT NULL
) STRICT;
CREATE INDEX readings_by_engine ON readings (engine_version, lexicon_hash);

-- Records of the effective view: what the machine read, corrections applied. What the machine read itself stands in
-- record_json. The key is (version, trigger span, key_type, nth); key_type is the machine's type and never changes.
CREATE TABLE records (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    version_id INTEGER NOT NULL REFERENCES article_versions (id) ON DELETE CASCADE,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    trigger_start INTEGER NOT NULL,
    trigger_end INTEGER NOT NULL,
    trigger_text TEXT NOT NULL,
    key_type TEXT NOT NULL,
    nth INTEGER NOT NULL,                  -- 0, unless several records share trigger and type
    shown INTEGER NOT NULL,                -- 1: of the present version and not marked wrong
    wrong INTEGER NOT NULL,                -- 1: marked wrong by a person
    origin TEXT NOT NULL CHECK (origin IN ('machine', 'mended', 'added')),
    position INTEGER NOT NULL,             -- order in the article, from 0
    published TEXT NOT NULL,               -- the version's; '' where unknown
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    type TEXT NOT NULL,
    mode TEXT,
    status TEXT NOT NULL,
    stance TEXT NOT NULL,
    confidence REAL NOT NULL,
    mutual INTEGER NOT NULL,
    when_text TEXT,                        -- day, month or year
    when_from TEXT,                        -- first and last day that it may mean
    when_to TEXT,
    place_text TEXT,
    place_country TEXT,
    place_geoname_id INTEGER,
    place_lat REAL,
    place_lon REAL,
    UNIQUE (version_id, trigger_start, trigger_end, key_type, nth)
) STRICT;
CREATE INDEX records_by_publication ON records (published, article_id, position) WHERE shown;
CREATE INDEX records_by_confidence ON records (confidence) WHERE shown;
CREATE INDEX records_by_type ON records (type, published, article_id, position) WHERE shown;
CREATE INDEX records_by_event_date ON records (when_from, when_to) WHERE shown AND when_from IS NOT NULL;
CREATE INDEX records_by_article ON records (article_id);

-- The whole record, so that nothing is lost. `effective` is NULL where it is what the machine read.
CREATE TABLE record_json (
    record_id INTEGER PRIMARY KEY REFERENCES records (id) ON DELETE CASCADE,
    machine TEXT,                          -- NULL where a person added the record or the machine lost it
    effective TEXT,
    CHECK (machine IS NOT NULL OR effective IS NOT NULL)
) STRICT;

CREATE TABLE mentions (
    record_id INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('actor', 'recipient')),
    position INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    text TEXT NOT NULL,
    country TEXT NOT NULL,
    sector TEXT NOT NULL,
    actor_id TEXT,
    name TEXT,
    PRIMARY KEY (record_id, role, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_by_code ON mentions (country, sector, role);
CREATE INDEX mentions_by_actor ON mentions (actor_id, role) WHERE actor_id IS NOT NULL;

-- The chain of attribution, innermost first.
CREATE TABLE sources (
    record_id INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    text TEXT NOT NULL,
    kind TEXT NOT NULL,
    country TEXT,
    sector TEXT,
    actor_id TEXT,
    name TEXT,
    PRIMARY KEY (record_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX sources_by_kind ON sources (kind);
CREATE INDEX sources_by_actor ON sources (actor_id) WHERE actor_id IS NOT NULL;

CREATE TABLE figures (
    record_id INTEGER NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    value REAL,
    unit TEXT,
    hedge TEXT,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (record_id, position)
) STRICT, WITHOUT ROWID;

-- What people put right. Rows are only ever added; they go when their article is deleted.
CREATE TABLE corrections (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    version_id INTEGER NOT NULL REFERENCES article_versions (id) ON DELETE CASCADE, -- that the person saw
    quote TEXT NOT NULL,                   -- the trigger that it is about
    span_start INTEGER NOT NULL,           -- where it stood in that version
    span_end INTEGER NOT NULL,
    type TEXT NOT NULL,                    -- key_type of the record
    kind TEXT NOT NULL CHECK (kind IN ('wrong', 'changed', 'added', 'undone')),
    field TEXT,                            -- of 'changed'
    value TEXT,                            -- JSON: of 'changed' the field with its value, of 'added' the record
    record TEXT,                           -- JSON: of 'changed' the record as the person left it
    undoes INTEGER REFERENCES corrections (id) ON DELETE CASCADE,
    who TEXT NOT NULL,
    made_at TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX corrections_by_article ON corrections (article_id);
CREATE INDEX corrections_by_version ON corrections (version_id);
CREATE INDEX corrections_by_undone ON corrections (undoes) WHERE undoes IS NOT NULL;

CREATE TRIGGER corrections_are_never_changed BEFORE UPDATE ON corrections
BEGIN SELECT RAISE(ABORT, 'corrections are append-only'); END;
CREATE TRIGGER corrections_are_never_removed BEFORE DELETE ON corrections
WHEN EXISTS (SELECT 1 FROM articles WHERE id = OLD.article_id)
BEGIN SELECT RAISE(ABORT, 'corrections are append-only'); END;

-- What became of each correction in the present reading; worked out anew whenever the article changes.
CREATE TABLE correction_standing (
    correction_id INTEGER PRIMARY KEY REFERENCES corrections (id) ON DELETE CASCADE,
    standing TEXT NOT NULL CHECK (standing IN ('applied', 'settled', 'detached', 'undone', 'undoing')),
    record_id INTEGER REFERENCES records (id) ON DELETE SET NULL -- of 'applied'
) STRICT;
CREATE INDEX correction_standing_by_record ON correction_standing (record_id);
CREATE INDEX corrections_detached ON correction_standing (correction_id) WHERE standing = 'detached';

-- Full-text search over our own tokens; the text itself stands in article_versions. `words` holds each reading of each
-- word once (with and without the clitics and the article in front), `stems` one token a word in order, for phrases.
CREATE VIRTUAL TABLE article_search USING fts5 (
    words, stems, content = '', contentless_delete = 1, tokenize = 'ascii'
);
CREATE VIRTUAL TABLE record_search USING fts5 (
    words, stems, actor, recipient, source, place, content = '', contentless_delete = 1, tokenize = 'ascii'
);
