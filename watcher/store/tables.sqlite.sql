CREATE TABLE feed (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	url TEXT NOT NULL,
	title TEXT NOT NULL,
	language TEXT NOT NULL,
	interval_s FLOAT,
	enabled BOOLEAN NOT NULL,
	full_text BOOLEAN NOT NULL,
	headers TEXT NOT NULL,
	source TEXT NOT NULL,
	host TEXT NOT NULL,
	final_host TEXT NOT NULL,
	added_at DATETIME NOT NULL,
	retired_at DATETIME,
	document_title TEXT NOT NULL,
	site TEXT NOT NULL,
	document_language TEXT NOT NULL,
	format TEXT NOT NULL,
	hints TEXT NOT NULL,
	validators_url TEXT,
	etag BLOB,
	last_modified BLOB,
	body_hash TEXT,
	next_due_at DATETIME,
	due_set_by TEXT NOT NULL,
	poll_interval_s FLOAT,
	last_attempt_at DATETIME,
	last_success_at DATETIME,
	last_new_item_at DATETIME,
	last_status INTEGER,
	elapsed_s FLOAT,
	consecutive_failures INTEGER NOT NULL,
	failure TEXT NOT NULL,
	error TEXT NOT NULL,
	gone BOOLEAN NOT NULL,
	polls INTEGER NOT NULL,
	successes INTEGER NOT NULL,
	items_per_day FLOAT,
	rhythm_s FLOAT,
	covered_until DATETIME,
	coverage_id INTEGER,
	coverage_same TEXT NOT NULL,
	coverage_run INTEGER NOT NULL,
	moved_to TEXT,
	moved_since DATETIME,
	moved_seen INTEGER NOT NULL,
	CONSTRAINT uq_feed_url UNIQUE (url)
);

CREATE INDEX ix_feed_host ON feed (host);

CREATE INDEX ix_feed_next_due_at ON feed (next_due_at);

CREATE TABLE host_hold (
	host TEXT NOT NULL,
	until DATETIME NOT NULL,
	CONSTRAINT pk_host_hold PRIMARY KEY (host)
);

CREATE TABLE service_state (
	id INTEGER NOT NULL,
	pid INTEGER NOT NULL,
	host TEXT NOT NULL,
	version TEXT NOT NULL,
	started_at DATETIME NOT NULL,
	last_tick_at DATETIME NOT NULL,
	lag_seconds FLOAT NOT NULL,
	config TEXT NOT NULL,
	problems TEXT NOT NULL,
	stopped_at DATETIME,
	CONSTRAINT pk_service_state PRIMARY KEY (id)
);

CREATE TABLE story (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	title TEXT NOT NULL,
	first_at DATETIME NOT NULL,
	last_at DATETIME NOT NULL,
	first_seen DATETIME NOT NULL,
	last_seen DATETIME NOT NULL,
	follows INTEGER,
	merged_into INTEGER,
	muted_until DATETIME,
	CONSTRAINT fk_story_follows FOREIGN KEY(follows) REFERENCES story (id),
	CONSTRAINT fk_story_merged_into FOREIGN KEY(merged_into) REFERENCES story (id)
);

CREATE INDEX ix_story_last_seen ON story (last_seen);

CREATE TABLE watch_version (
	watch TEXT NOT NULL,
	version TEXT NOT NULL,
	at DATETIME NOT NULL,
	CONSTRAINT pk_watch_version PRIMARY KEY (watch)
);

CREATE TABLE coverage_record (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	feed_id INTEGER NOT NULL,
	at DATETIME NOT NULL,
	complete BOOLEAN NOT NULL,
	reason TEXT NOT NULL,
	text TEXT NOT NULL,
	CONSTRAINT fk_coverage_record_feed_id FOREIGN KEY(feed_id) REFERENCES feed (id)
);

CREATE INDEX ix_coverage_record_feed_id_at ON coverage_record (feed_id, at);

CREATE TABLE feed_tag (
	feed_id INTEGER NOT NULL,
	tag TEXT NOT NULL,
	position INTEGER NOT NULL,
	CONSTRAINT pk_feed_tag PRIMARY KEY (feed_id, tag),
	CONSTRAINT fk_feed_tag_feed_id FOREIGN KEY(feed_id) REFERENCES feed (id) ON DELETE CASCADE
);

CREATE INDEX ix_feed_tag_tag ON feed_tag (tag);

CREATE TABLE fetch_evidence (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	feed_id INTEGER NOT NULL,
	at DATETIME NOT NULL,
	status INTEGER,
	url TEXT NOT NULL,
	body_hash TEXT NOT NULL,
	headers TEXT NOT NULL,
	CONSTRAINT fk_fetch_evidence_feed_id FOREIGN KEY(feed_id) REFERENCES feed (id)
);

CREATE TABLE item_key (
	feed_id INTEGER NOT NULL,
	"key" TEXT NOT NULL,
	item_id INTEGER NOT NULL,
	link_key TEXT,
	text_hash TEXT NOT NULL,
	listed BOOLEAN NOT NULL,
	position INTEGER NOT NULL,
	unlisted_at DATETIME,
	CONSTRAINT pk_item_key PRIMARY KEY (feed_id, "key"),
	CONSTRAINT fk_item_key_feed_id FOREIGN KEY(feed_id) REFERENCES feed (id)
);

CREATE INDEX ix_item_key_feed_id_link_key ON item_key (feed_id, link_key);

CREATE INDEX ix_item_key_feed_id_listed_position ON item_key (feed_id, listed, position);

CREATE INDEX ix_item_key_item_id ON item_key (item_id);

CREATE TABLE story_key (
	"key" TEXT NOT NULL,
	story_id INTEGER NOT NULL,
	CONSTRAINT pk_story_key PRIMARY KEY ("key", story_id),
	CONSTRAINT fk_story_key_story_id FOREIGN KEY(story_id) REFERENCES story (id)
);

CREATE INDEX ix_story_key_story_id ON story_key (story_id);

CREATE TABLE item (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	feed_id INTEGER NOT NULL,
	fetch_id INTEGER,
	entry_id TEXT NOT NULL,
	url TEXT NOT NULL,
	title TEXT NOT NULL,
	summary TEXT NOT NULL,
	content TEXT NOT NULL,
	author TEXT NOT NULL,
	language TEXT NOT NULL,
	categories TEXT NOT NULL,
	published DATETIME,
	updated DATETIME,
	first_seen DATETIME NOT NULL,
	edited_at DATETIME,
	cut BOOLEAN NOT NULL,
	text_hash TEXT NOT NULL,
	CONSTRAINT fk_item_feed_id FOREIGN KEY(feed_id) REFERENCES feed (id),
	CONSTRAINT fk_item_fetch_id FOREIGN KEY(fetch_id) REFERENCES fetch_evidence (id)
);

CREATE INDEX ix_item_feed_id_first_seen ON item (feed_id, first_seen);

CREATE INDEX ix_item_fetch_id ON item (fetch_id);

CREATE INDEX ix_item_first_seen_id ON item (first_seen, id);

CREATE TABLE item_version (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	item_id INTEGER NOT NULL,
	fetch_id INTEGER,
	seen_at DATETIME NOT NULL,
	url TEXT NOT NULL,
	title TEXT NOT NULL,
	summary TEXT NOT NULL,
	content TEXT NOT NULL,
	text_hash TEXT NOT NULL,
	CONSTRAINT fk_item_version_item_id FOREIGN KEY(item_id) REFERENCES item (id) ON DELETE CASCADE,
	CONSTRAINT fk_item_version_fetch_id FOREIGN KEY(fetch_id) REFERENCES fetch_evidence (id)
);

CREATE INDEX ix_item_version_fetch_id ON item_version (fetch_id);

CREATE INDEX ix_item_version_item_id ON item_version (item_id);

CREATE TABLE "match" (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	item_id INTEGER NOT NULL,
	watch TEXT NOT NULL,
	watch_version TEXT NOT NULL,
	score FLOAT NOT NULL,
	weight FLOAT NOT NULL,
	hits TEXT NOT NULL,
	terms TEXT NOT NULL,
	rank INTEGER NOT NULL,
	priority_why TEXT NOT NULL,
	novelty FLOAT NOT NULL,
	status TEXT NOT NULL,
	assignee TEXT,
	story_id INTEGER NOT NULL,
	first_seen DATETIME NOT NULL,
	created_at DATETIME NOT NULL,
	CONSTRAINT uq_match_item_id_watch UNIQUE (item_id, watch),
	CONSTRAINT fk_match_item_id FOREIGN KEY(item_id) REFERENCES item (id),
	CONSTRAINT fk_match_story_id FOREIGN KEY(story_id) REFERENCES story (id)
);

CREATE INDEX ix_match_assignee ON "match" (assignee);

CREATE INDEX ix_match_first_seen ON "match" (first_seen);

CREATE INDEX ix_match_rank_id ON "match" (rank, id);

CREATE INDEX ix_match_status_rank_id ON "match" (status, rank, id);

CREATE INDEX ix_match_story_id ON "match" (story_id);

CREATE INDEX ix_match_watch_status_rank_id ON "match" (watch, status, rank, id);

CREATE TABLE page (
	item_id INTEGER NOT NULL,
	url TEXT NOT NULL,
	host TEXT NOT NULL,
	state TEXT NOT NULL,
	due_at DATETIME,
	tries INTEGER NOT NULL,
	error TEXT NOT NULL,
	attempted_at DATETIME,
	body_hash TEXT NOT NULL,
	CONSTRAINT pk_page PRIMARY KEY (item_id),
	CONSTRAINT fk_page_item_id FOREIGN KEY(item_id) REFERENCES item (id) ON DELETE CASCADE
);

CREATE INDEX ix_page_state_due_at ON page (state, due_at);

CREATE TABLE story_block (
	item_id INTEGER NOT NULL,
	story_id INTEGER NOT NULL,
	CONSTRAINT pk_story_block PRIMARY KEY (item_id, story_id),
	CONSTRAINT fk_story_block_item_id FOREIGN KEY(item_id) REFERENCES item (id),
	CONSTRAINT fk_story_block_story_id FOREIGN KEY(story_id) REFERENCES story (id)
);

CREATE TABLE story_item (
	item_id INTEGER NOT NULL,
	story_id INTEGER NOT NULL,
	feed_id INTEGER NOT NULL,
	at DATETIME NOT NULL,
	keys TEXT NOT NULL,
	data TEXT NOT NULL,
	copy_of INTEGER,
	similarity FLOAT NOT NULL,
	why TEXT NOT NULL,
	by_hand BOOLEAN NOT NULL,
	CONSTRAINT pk_story_item PRIMARY KEY (item_id),
	CONSTRAINT fk_story_item_item_id FOREIGN KEY(item_id) REFERENCES item (id),
	CONSTRAINT fk_story_item_story_id FOREIGN KEY(story_id) REFERENCES story (id),
	CONSTRAINT fk_story_item_feed_id FOREIGN KEY(feed_id) REFERENCES feed (id)
);

CREATE INDEX ix_story_item_copy_of ON story_item (copy_of);

CREATE INDEX ix_story_item_story_id_item_id ON story_item (story_id, item_id);

CREATE TABLE suppressed (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	item_id INTEGER NOT NULL,
	watch TEXT NOT NULL,
	term TEXT NOT NULL,
	alias TEXT NOT NULL,
	field TEXT,
	start_offset INTEGER,
	end_offset INTEGER,
	text TEXT NOT NULL,
	score FLOAT NOT NULL,
	rule TEXT NOT NULL,
	seen_at DATETIME NOT NULL,
	CONSTRAINT fk_suppressed_item_id FOREIGN KEY(item_id) REFERENCES item (id) ON DELETE CASCADE
);

CREATE INDEX ix_suppressed_item_id ON suppressed (item_id);

CREATE INDEX ix_suppressed_seen_at_id ON suppressed (seen_at, id);

CREATE INDEX ix_suppressed_watch_seen_at ON suppressed (watch, seen_at);

CREATE TABLE match_event (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	match_id INTEGER NOT NULL,
	at DATETIME NOT NULL,
	who TEXT NOT NULL,
	action TEXT NOT NULL,
	old TEXT NOT NULL,
	new TEXT NOT NULL,
	note TEXT NOT NULL,
	CONSTRAINT fk_match_event_match_id FOREIGN KEY(match_id) REFERENCES "match" (id)
);

CREATE INDEX ix_match_event_match_id_id ON match_event (match_id, id);

CREATE TABLE match_term (
	match_id INTEGER NOT NULL,
	term TEXT NOT NULL,
	watch TEXT NOT NULL,
	CONSTRAINT pk_match_term PRIMARY KEY (match_id, term),
	CONSTRAINT fk_match_term_match_id FOREIGN KEY(match_id) REFERENCES "match" (id)
);

CREATE INDEX ix_match_term_watch_term ON match_term (watch, term);

CREATE VIRTUAL TABLE item_text USING fts5(title, summary, content, content='item', content_rowid='id', tokenize='unicode61 remove_diacritics 2');

CREATE TRIGGER item_text_delete AFTER DELETE ON item BEGIN INSERT INTO item_text (item_text, rowid, title, summary, content) VALUES ('delete', old.id, old.title, old.summary, old.content); END;

CREATE TRIGGER item_text_update AFTER UPDATE OF title, summary, content ON item BEGIN INSERT INTO item_text (item_text, rowid, title, summary, content) VALUES ('delete', old.id, old.title, old.summary, old.content); INSERT INTO item_text (rowid, title, summary, content) VALUES (new.id, new.title, new.summary, new.content); END;

