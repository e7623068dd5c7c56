/// The tables, in four kinds (architecture, "The way of the data"): the log, its texts, the projections, which
/// `rebuild` makes again, and operational tables, which it leaves alone. Shipped migrations are never edited.
enum Schema {
    static let search = SearchIndex("item_search")

    static let migrations: [Migration] = [
        Migration(
            version: 1,
            [
                """
                CREATE TABLE county (
                    code text PRIMARY KEY NOT NULL, made int NOT NULL, is_demo flag NOT NULL,
                    reference int NOT NULL
                )
                """,
                // The log.
                """
                CREATE TABLE event (
                    sequence identity, county text NOT NULL REFERENCES county (code), stream text NOT NULL,
                    version int NOT NULL, kind text NOT NULL, payload text NOT NULL, actor text NOT NULL,
                    entered_by text NOT NULL, authentication text NOT NULL, origin text NOT NULL, at int NOT NULL,
                    hash bytes NOT NULL, UNIQUE (county, stream, version)
                )
                """,
                .appendOnly("event"),
                "CREATE INDEX event_at ON event (county, at)",
                // Texts of the log, erasable by law.
                """
                CREATE TABLE text_record (
                    county text NOT NULL, stream text NOT NULL, version int NOT NULL, entries text NOT NULL,
                    PRIMARY KEY (county, stream, version)
                ) clustered
                """,
                // Projections.
                """
                CREATE TABLE stream (
                    county text NOT NULL, id text NOT NULL, version int NOT NULL, hash bytes NOT NULL, at int NOT NULL,
                    first int NOT NULL, state text, PRIMARY KEY (county, id)
                ) clustered
                """,
                """
                CREATE TABLE item (
                    county text NOT NULL, id text NOT NULL, row int NOT NULL, number text NOT NULL, state text NOT NULL,
                    unit text, due text NOT NULL, is_provisional flag NOT NULL, is_escalated flag NOT NULL,
                    source text NOT NULL, mode text, title text NOT NULL, words text NOT NULL, registered int NOT NULL,
                    changed int NOT NULL, round int NOT NULL, PRIMARY KEY (county, id)
                ) clustered
                """,
                "CREATE UNIQUE INDEX item_row ON item (county, row)",
                "CREATE UNIQUE INDEX item_number ON item (county, number)",
                "CREATE INDEX item_changed ON item (county, changed)",
                """
                CREATE TABLE item_scope (
                    county text NOT NULL, scope text NOT NULL, item text NOT NULL, state text NOT NULL,
                    is_open flag NOT NULL, due text NOT NULL, PRIMARY KEY (county, scope, item)
                ) clustered
                """,
                "CREATE INDEX item_scope_due ON item_scope (county, scope, due, item)",
                "CREATE INDEX item_scope_open ON item_scope (county, scope, is_open, due, item)",
                "CREATE INDEX item_scope_state ON item_scope (county, scope, state, due, item)",
                .search(search),
                // Walks, suggestions and sealed cases by who may see them.
                """
                CREATE TABLE document_scope (
                    county text NOT NULL, scope text NOT NULL, kind text NOT NULL, id text NOT NULL,
                    subkind text NOT NULL, state text NOT NULL, PRIMARY KEY (county, scope, kind, id)
                ) clustered
                """,
                """
                CREATE TABLE handle (
                    county text NOT NULL, kind text NOT NULL, key text NOT NULL, id text NOT NULL,
                    PRIMARY KEY (county, kind, key)
                ) clustered
                """,
                """
                CREATE TABLE evidence_use (
                    county text NOT NULL, digest text NOT NULL, stream text NOT NULL,
                    PRIMARY KEY (county, digest, stream)
                ) clustered
                """,
                // Operational tables.
                """
                CREATE TABLE serial (
                    county text NOT NULL, series text NOT NULL, year int NOT NULL, next int NOT NULL,
                    PRIMARY KEY (county, series, year)
                ) clustered
                """,
                """
                CREATE TABLE request (
                    county text NOT NULL, actor text NOT NULL, key text NOT NULL, body_digest text NOT NULL,
                    receipt text NOT NULL, at int NOT NULL, PRIMARY KEY (county, actor, key)
                ) clustered
                """,
                """
                CREATE TABLE credential (
                    county text NOT NULL, account text NOT NULL, hash text, changed int NOT NULL, failures int NOT NULL,
                    locked_until int, PRIMARY KEY (county, account)
                ) clustered
                """,
                """
                CREATE TABLE token (
                    county text NOT NULL, digest text NOT NULL, id text NOT NULL, account text NOT NULL, scopes text, issued int NOT NULL,
                    expires int NOT NULL, revoked int, PRIMARY KEY (county, digest)
                ) clustered
                """,
                "CREATE UNIQUE INDEX token_id ON token (county, id)",
                """
                CREATE TABLE access_log (
                    sequence identity, county text NOT NULL, at int NOT NULL, account text NOT NULL, act text NOT NULL,
                    subject text, outcome text NOT NULL
                )
                """,
                "CREATE INDEX access_log_at ON access_log (county, at)",
            ]),
        Migration(
            version: 2,
            [
                // What a token is for, when it was last used, and to which device it is bound.
                "ALTER TABLE token ADD COLUMN purpose text",
                "ALTER TABLE token ADD COLUMN seen int",
                "ALTER TABLE token ADD COLUMN device text",
                // How often somebody tried something since an instant; the keys are digests.
                """
                CREATE TABLE throttle (
                    county text NOT NULL, kind text NOT NULL, key text NOT NULL, since int NOT NULL,
                    count int NOT NULL, PRIMARY KEY (county, kind, key)
                ) clustered
                """,
                // Receipts of the public door: by which key a report may be asked after.
                """
                CREATE TABLE report_receipt (
                    county text NOT NULL, number text NOT NULL, key_digest text NOT NULL, subject text NOT NULL,
                    made int NOT NULL, PRIMARY KEY (county, number)
                ) clustered
                """,
            ]),
        Migration(
            version: 3,
            [
                // Which edition of the projections the county's tables hold; NULL is before the facts.
                "ALTER TABLE county ADD COLUMN projections int",
                // What rows, walks, answers and unit-weeks give to the statistics (`RowFact`, `WalkFact`).
                """
                CREATE TABLE item_fact (
                    county text NOT NULL, item text NOT NULL, unit text, source text NOT NULL, service text,
                    channels int NOT NULL, checks text, registered int NOT NULL, struck_off int,
                    standing int NOT NULL, due int, rectified int NOT NULL, settled int NOT NULL,
                    present_due int, accept_by int, accepted int NOT NULL, is_reopened flag NOT NULL,
                    was_settled flag NOT NULL, is_returned flag NOT NULL, was_requested flag NOT NULL,
                    calls int NOT NULL, satisfied int NOT NULL, solved int NOT NULL, PRIMARY KEY (county, item)
                ) clustered
                """,
                """
                CREATE TABLE walk_fact (
                    county text NOT NULL, session text NOT NULL, walker text NOT NULL, is_leaders flag NOT NULL,
                    submitted int NOT NULL, unit text, services text, PRIMARY KEY (county, session)
                ) clustered
                """,
                """
                CREATE TABLE answer_fact (
                    county text NOT NULL, session text NOT NULL, code text NOT NULL, value int NOT NULL,
                    submitted int NOT NULL, unit text, service text, channels int NOT NULL,
                    PRIMARY KEY (county, session, code)
                ) clustered
                """,
                """
                CREATE TABLE unit_week_fact (
                    county text NOT NULL, week text NOT NULL, unit text NOT NULL, is_on_time flag NOT NULL,
                    PRIMARY KEY (county, week, unit)
                ) clustered
                """,
            ]),
        Migration(
            version: 4,
            [
                // Who brought which file into the vault: a digest is not a key (architecture 12).
                """
                CREATE TABLE upload (
                    county text NOT NULL, digest text NOT NULL, account text NOT NULL, media_type text NOT NULL,
                    byte_count int NOT NULL, taken int, at int NOT NULL, PRIMARY KEY (county, digest, account)
                ) clustered
                """,
                // Projections: files that are named and have not arrived yet.
                """
                CREATE TABLE evidence_promise (
                    county text NOT NULL, digest text NOT NULL, stream text NOT NULL,
                    PRIMARY KEY (county, digest, stream)
                ) clustered
                """,
                "ALTER TABLE item ADD COLUMN evidence_pending int NOT NULL DEFAULT 0",
            ]),
    ]
}
