-- Schema 5: views, the schema as an interface for other programs. Their names and columns stay; tables may change behind them.
-- docs/sql.md describes them. Dates are ISO text, spans code points of the article's text, end exclusive. Several values
-- of a column are parted by ' ; ', in their order (ordered subqueries, not ordered aggregates: SQLite before 3.44, which
-- many programs still bring, could not even open a file with those). Only the present versions, with corrections applied and wrong records left out.

CREATE VIEW v_articles AS
SELECT a.identity AS article, a.url AS url, o.name AS outlet, v.published AS published, v.title AS title,
       v.number AS version, length(v.text) AS characters, v.text AS text,
       (SELECT count(*) FROM records r WHERE r.article_id = a.id AND r.shown) AS records,
       e.engine_version AS engine, e.lexicon_hash AS lexicon
FROM articles a JOIN outlets o ON o.id = a.outlet_id JOIN article_versions v ON v.id = a.version_id
LEFT JOIN readings e ON e.version_id = v.id;

CREATE VIEW v_parties AS
SELECT m.record_id AS record, m.role AS role, m.position AS position, m.text AS text, m.name AS name, m.actor_id AS id,
       m.country || ' ' || m.sector AS code, m.country AS country, m.sector AS sector
FROM mentions m JOIN records r ON r.id = m.record_id WHERE r.shown;

CREATE VIEW v_sources AS
SELECT s.record_id AS record, s.position AS position, s.text AS text, s.kind AS kind, s.name AS name, s.actor_id AS id,
       s.country || ' ' || s.sector AS code, s.country AS country, s.sector AS sector
FROM sources s JOIN records r ON r.id = s.record_id WHERE r.shown;

CREATE VIEW v_events AS
SELECT r.id AS record,
       c.slug AS claim,
       st.slug AS story,
       a.identity AS article, a.url AS url, o.name AS outlet, v.published AS published, v.title AS title,
       r.type AS type, r.mode AS mode,
       (SELECT group_concat(value, ' ; ') FROM json_each(coalesce(j.effective, j.machine), '$.contexts')) AS contexts,
       r.status AS status, r.stance AS stance, r.confidence AS confidence, r.mutual AS mutual,
       r.trigger_text AS trigger, r.trigger_start AS trigger_start, r.trigger_end AS trigger_end,
       (SELECT group_concat(x, ' ; ') FROM (SELECT m.text AS x FROM mentions m
        WHERE m.record_id = r.id AND m.role = 'actor' ORDER BY m.position)) AS actor,
       (SELECT group_concat(x, ' ; ') FROM (SELECT m.country || ' ' || m.sector AS x FROM mentions m
        WHERE m.record_id = r.id AND m.role = 'actor' ORDER BY m.position)) AS actor_code,
       p.name AS actor_name, p.actor_id AS actor_id, p.country AS actor_country, p.sector AS actor_sector,
       (SELECT group_concat(x, ' ; ') FROM (SELECT m.text AS x FROM mentions m
        WHERE m.record_id = r.id AND m.role = 'recipient' ORDER BY m.position)) AS recipient,
       (SELECT group_concat(x, ' ; ') FROM (SELECT m.country || ' ' || m.sector AS x FROM mentions m
        WHERE m.record_id = r.id AND m.role = 'recipient' ORDER BY m.position)) AS recipient_code,
       q.name AS recipient_name, q.actor_id AS recipient_id, q.country AS recipient_country,
       q.sector AS recipient_sector,
       r.place_text AS place, json_extract(coalesce(j.effective, j.machine), '$.place.name') AS place_name,
       r.place_country AS place_country, r.place_geoname_id AS geoname_id, r.place_lat AS lat, r.place_lon AS lon,
       r.when_text AS when_text, r.when_from AS when_from, r.when_to AS when_to,
       coalesce(r.when_from, v.published) AS event_date,
       (SELECT group_concat(x, ' ; ') FROM (SELECT s.text AS x FROM sources s
        WHERE s.record_id = r.id ORDER BY s.position)) AS according_to,
       (SELECT group_concat(x, ' ; ') FROM (SELECT s.kind AS x FROM sources s
        WHERE s.record_id = r.id ORDER BY s.position)) AS according_to_kind,
       (SELECT group_concat(x, ' ; ') FROM (SELECT coalesce(s.country || ' ' || s.sector, '-') AS x FROM sources s
        WHERE s.record_id = r.id ORDER BY s.position)) AS according_to_code,
       (SELECT max(f.value) FROM figures f WHERE f.record_id = r.id AND f.kind = 'killed') AS killed,
       (SELECT max(f.value) FROM figures f WHERE f.record_id = r.id AND f.kind = 'wounded') AS wounded,
       (SELECT max(f.value) FROM figures f WHERE f.record_id = r.id AND f.kind = 'arrested') AS arrested,
       substr(v.text, r.sentence_start + 1, r.sentence_end - r.sentence_start) AS sentence,
       json_extract(coalesce(j.effective, j.machine), '$.gloss.en') AS gloss_en,
       json_extract(coalesce(j.effective, j.machine), '$.gloss.ar') AS gloss_ar,
       r.origin AS origin
FROM records r
JOIN record_json j ON j.record_id = r.id
JOIN article_versions v ON v.id = r.version_id
JOIN articles a ON a.id = r.article_id
JOIN outlets o ON o.id = a.outlet_id
LEFT JOIN mentions p ON p.record_id = r.id AND p.role = 'actor' AND p.position = 0
LEFT JOIN mentions q ON q.record_id = r.id AND q.role = 'recipient' AND q.position = 0
LEFT JOIN claim_records cr ON cr.record_id = r.id
LEFT JOIN claims c ON c.id = cr.claim_id
LEFT JOIN story_articles sa ON sa.article_id = r.article_id
LEFT JOIN stories st ON st.id = sa.story_id
WHERE r.shown;

CREATE VIEW v_claims AS
SELECT c.slug AS claim, c.type AS type, c.class AS class,
       date(c.first_day * 86400, 'unixepoch') AS first_day, date(c.last_day * 86400, 'unixepoch') AS last_day,
       c.record_id AS record, c.records AS records, c.outlets AS outlets, c.voices AS voices
FROM claims c;

CREATE VIEW v_stories AS
SELECT s.slug AS story, v.title AS title,
       date(s.first_day * 86400, 'unixepoch') AS first_day, date(s.last_day * 86400, 'unixepoch') AS last_day,
       s.articles AS articles, s.outlets AS outlets, s.independent AS independent
FROM stories s LEFT JOIN articles a ON a.id = s.title_id LEFT JOIN article_versions v ON v.id = a.version_id;
