-- Schema 2: what many articles say together. Everything here follows from the articles and their records, and is made
-- anew from the first day on which something changed. Days are counted from the beginning of 1970. A period is a
-- fortnight: it leads every key that is looked up by content, so that work happens where the days at hand are stored,
-- however large the rest is.

-- Articles that were stored, read again or corrected since they were last laid beside the others.
CREATE TABLE unwoven (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE
) STRICT;
INSERT INTO unwoven SELECT id FROM articles WHERE version_id IS NOT NULL;

-- Days on which something was laid out of the canonical order.
CREATE TABLE unsettled (
    day INTEGER PRIMARY KEY
) STRICT;

-- What an article is compared by.
CREATE TABLE woven (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    day INTEGER NOT NULL,                  -- of publication; of arrival where that is unknown
    dated INTEGER NOT NULL,                -- 1: the day is that of publication
    shingles BLOB NOT NULL,
    terms BLOB NOT NULL,
    outlet TEXT NOT NULL,                  -- id of its outlet, else the outlet's key
    credits TEXT NOT NULL                  -- ids of the outlets and agencies that it credits, between spaces
) STRICT;
CREATE INDEX woven_by_day ON woven (day);

-- A sample of each article's shingles, and in how many articles of a day each term stands.
CREATE TABLE prints (
    period INTEGER NOT NULL,
    print INTEGER NOT NULL,
    day INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    outlet_id INTEGER NOT NULL,
    PRIMARY KEY (period, print, day, article_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE term_counts (
    period INTEGER NOT NULL,
    term INTEGER NOT NULL,
    day INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    PRIMARY KEY (period, term, day)
) STRICT, WITHOUT ROWID;

-- Pairs of articles that share their words. The other one is of the same day or an earlier one.
CREATE TABLE copies (
    article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    other_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    inside REAL NOT NULL,                  -- share of the article's shingles that the other one has
    holds REAL NOT NULL,                   -- share of the other one's shingles that the article has
    origin TEXT NOT NULL CHECK (origin IN ('article', 'other', 'third', 'unknown')), -- whose words they are
    reason TEXT NOT NULL CHECK (reason IN ('credit', 'date', '')),
    via TEXT,                              -- of 'third': the outlet or agency that both credit
    PRIMARY KEY (article_id, other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX copies_by_other ON copies (other_id);

CREATE TABLE stories (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    slug TEXT NOT NULL,                    -- made from the article that founded it: the same after every settling
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    outlets INTEGER NOT NULL,
    independent INTEGER NOT NULL,          -- articles left when copies are counted once
    title_id INTEGER NOT NULL,             -- the article whose headline is clearest
    centroid BLOB NOT NULL
) STRICT;
CREATE INDEX stories_by_slug ON stories (slug);
CREATE INDEX stories_by_day ON stories (last_day, id);

CREATE TABLE story_articles (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    day INTEGER NOT NULL,
    vector BLOB NOT NULL
) STRICT;
CREATE INDEX story_articles_by_story ON story_articles (story_id);
CREATE INDEX story_articles_by_day ON story_articles (day);

-- Records of one act, joined across articles. `placed` grows in the order in which records were laid.
CREATE TABLE claims (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    slug TEXT NOT NULL,                    -- made from the record that founded it
    type TEXT NOT NULL,
    class TEXT NOT NULL CHECK (class IN ('happened', 'ahead', 'wanted', 'maybe', 'denied')),
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    record_id INTEGER NOT NULL,            -- the one that says it best
    records INTEGER NOT NULL,
    outlets INTEGER NOT NULL,
    voices INTEGER NOT NULL                -- records left when copies are counted once
) STRICT;
CREATE INDEX claims_by_slug ON claims (slug);
CREATE INDEX claims_by_day ON claims (last_day, id);

CREATE TABLE claim_records (
    placed INTEGER PRIMARY KEY AUTOINCREMENT,
    record_id INTEGER NOT NULL UNIQUE REFERENCES records (id) ON DELETE CASCADE,
    claim_id INTEGER NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    day INTEGER NOT NULL,
    voice INTEGER NOT NULL,                -- `placed` of the first record of the claim in the same words
    fact BLOB NOT NULL
) STRICT;
CREATE INDEX claim_records_by_claim ON claim_records (claim_id, placed);
CREATE INDEX claim_records_by_day ON claim_records (day);

CREATE TABLE claim_keys (
    period INTEGER NOT NULL,
    key INTEGER NOT NULL,
    day INTEGER NOT NULL,
    placed INTEGER NOT NULL REFERENCES claim_records (placed) ON DELETE CASCADE,
    PRIMARY KEY (period, key, day, placed)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_keys_by_record ON claim_keys (placed);

-- Pairs of records that cannot both hold, and why; and what was ahead, with what became of it. The later one was laid
-- after the earlier one.
CREATE TABLE contradictions (
    earlier INTEGER NOT NULL REFERENCES claim_records (placed) ON DELETE CASCADE,
    later INTEGER NOT NULL REFERENCES claim_records (placed) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('denied', 'place', 'date', 'doer', 'figure', 'refused')),
    likeness REAL NOT NULL,
    PRIMARY KEY (earlier, later, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX contradictions_by_later ON contradictions (later);

CREATE TABLE outcomes (
    earlier INTEGER NOT NULL REFERENCES claim_records (placed) ON DELETE CASCADE,
    later INTEGER NOT NULL REFERENCES claim_records (placed) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('fulfilled', 'denied', 'postponed', 'overtaken')),
    likeness REAL NOT NULL,
    PRIMARY KEY (earlier, later)
) STRICT, WITHOUT ROWID;
CREATE INDEX outcomes_by_later ON outcomes (later);
