"""The tables of a casebook, once, as data.

Inside, rows are known by whole numbers; outside, by the ids of the records (``uid``). Days are proleptic ordinals
(``date.toordinal()``; in SQL ``date(day + 1721424.5)``), instants ISO 8601 in UTC. A blob is packed as
``standoff.store.pack`` says. Reports, their bytes and their arrivals are only ever added.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "APPLICATION_ID",
    "CLAIMED_TABLES",
    "COPY_TABLES",
    "INCIDENTS_BY_DAY",
    "KNOWN_TABLES",
    "LAYOUT",
    "ORIGIN_TABLES",
    "REPORTS_REPLACED",
    "TABLES",
    "TELLING_TABLES",
    "UNCLEAR_INDEXES",
    "WORD_TABLES",
]

APPLICATION_ID: Final = 0x53544446
"""Bytes 68 to 71 of the file, "STDF": by this ``file`` and we know a casebook."""
LAYOUT: Final = 7
"""The layout below, kept as ``user_version``. A change raises it and adds a step to ``migrate.py``."""

_WORDS = "tokenize = 'porter unicode61 remove_diacritics 2'"
WORD_TABLES: Final = {"report_words": f"fts5(title, text, content = '', {_WORDS})"}
"""The full-text index over reports keeps no text of its own: a report never changes, so nothing is ever taken out."""

UNCLEAR_INDEXES: Final = (
    """CREATE INDEX comparisons_unclear ON comparisons (abs(score), score, contradicted)
        WHERE score BETWEEN -1 AND 1 AND contradicted = 0""",
    "CREATE INDEX tellings_about ON tellings (id, incident, main) WHERE main = 1",
)
"""By these the pairs that are most nearly even are found, of the tellings that reports are about, and no row of the
others is read. Each has the columns that it is limited by, for else SQLite reads the row to see them."""

TELLING_TABLES: Final = (
    """CREATE TABLE tellings (
        id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice: ``far`` names tellings that may be gone
        uid TEXT NOT NULL UNIQUE, report INTEGER NOT NULL REFERENCES reports,
        main INTEGER NOT NULL,  -- 1: what its report is about
        area INTEGER,  -- of the square it lies in
        state INTEGER NOT NULL,  -- 0: to be compared with others, 1: to be put together with them, 2: settled
        incident INTEGER REFERENCES incidents ON DELETE SET NULL, shape BLOB NOT NULL) STRICT""",
    "CREATE INDEX tellings_by_report ON tellings (report)",
    "CREATE INDEX tellings_by_incident ON tellings (incident)",
    "CREATE INDEX tellings_waiting ON tellings (state) WHERE state < 2",
    """CREATE TABLE telling_keys (
        key INTEGER NOT NULL, telling INTEGER NOT NULL REFERENCES tellings ON DELETE CASCADE,
        PRIMARY KEY (key, telling)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX telling_keys_by_telling ON telling_keys (telling)",
    """CREATE TABLE comparisons (
        a INTEGER NOT NULL REFERENCES tellings ON DELETE CASCADE,
        b INTEGER NOT NULL REFERENCES tellings ON DELETE CASCADE, score REAL NOT NULL, contradicted INTEGER NOT NULL,
        PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX comparisons_by_b ON comparisons (b)",
    """CREATE TABLE far (  -- pairs that are most likely two: for each telling the others, packed
        telling INTEGER PRIMARY KEY REFERENCES tellings ON DELETE CASCADE, pairs BLOB NOT NULL) STRICT""",
    *UNCLEAR_INDEXES,
    "CREATE TABLE telling_words (word TEXT PRIMARY KEY, tellings INTEGER NOT NULL) STRICT, WITHOUT ROWID",
)
"""What linking keeps; all of it follows from reports and judgements, and can be made anew."""

ORIGIN_TABLES: Final = (
    "CREATE TABLE origins (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
    """CREATE TABLE incident_origins (
        origin INTEGER NOT NULL REFERENCES origins,
        incident INTEGER NOT NULL REFERENCES incidents ON DELETE CASCADE,
        PRIMARY KEY (origin, incident)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX incident_origins_by_incident ON incident_origins (incident)",
)
"""Independent beginnings of information, and the incidents that have each."""

CLAIMED_TABLES: Final = (
    """CREATE TABLE incident_claims (
        incident INTEGER NOT NULL REFERENCES incidents ON DELETE CASCADE,
        claim INTEGER NOT NULL REFERENCES claims ON DELETE CASCADE,
        report INTEGER NOT NULL, claimant INTEGER NOT NULL,  -- the claim's, so that both are counted without it
        PRIMARY KEY (incident, claim)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX incident_claims_by_claim ON incident_claims (claim)",
)
"""The claims that are counted to each incident."""

REPORTS_REPLACED: Final = "CREATE INDEX reports_replaced ON reports (day, id) WHERE replaced_by IS NOT NULL"
INCIDENTS_BY_DAY: Final = """CREATE INDEX incidents_by_day ON incidents (
        first_day, id, last_day, lat, lon, type, country, status, disputes, reviewed)"""
"""With all that is asked of an incident itself. Rows are large; to walk along the days is to read none, and a hundred
thousand are passed in a hundredth of a second, whatever is asked of them and however seldom it is met."""

KNOWN_TABLES: Final = (
    """CREATE TABLE incidents_known (
        incident INTEGER NOT NULL REFERENCES incidents ON DELETE CASCADE,
        day INTEGER NOT NULL,  -- from this day on
        record BLOB,  -- packed; NULL where it is not kept how the incident was known
        PRIMARY KEY (incident, day)) STRICT, WITHOUT ROWID""",
)
"""What the largest incidents were as of each day. It follows from the rest and is made anew by linking."""

COPY_TABLES: Final = (
    """CREATE TABLE copies (
        copy INTEGER NOT NULL REFERENCES reports, original INTEGER NOT NULL REFERENCES reports,
        share REAL NOT NULL, record TEXT NOT NULL, PRIMARY KEY (copy, original)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX copies_by_original ON copies (original)",
    "CREATE INDEX copies_by_share ON copies (share)",
)
"""Pairs of reports of one text, and how much of it they share."""

TABLES: Final = (
    # Names, each kept once.
    "CREATE TABLE releases (id INTEGER PRIMARY KEY, version TEXT NOT NULL UNIQUE) STRICT",
    "CREATE TABLE publishers (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
    """CREATE TABLE claimants (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, party TEXT NOT NULL,
        UNIQUE (name, kind, party)) STRICT""",
    """CREATE TABLE claimant_words (
        word TEXT NOT NULL, claimant INTEGER NOT NULL REFERENCES claimants, PRIMARY KEY (word, claimant))
        STRICT, WITHOUT ROWID""",
    """CREATE TABLE actors (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, name TEXT NOT NULL, country TEXT, sector TEXT) STRICT""",
    # Reports as they came in.
    """CREATE TABLE originals (
        id INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE, size INTEGER NOT NULL, body BLOB NOT NULL) STRICT""",
    """CREATE TABLE reports (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE,
        content TEXT NOT NULL,  -- the id of its content as it came; the uid too, unless it came with one of its own
        text_id TEXT NOT NULL,  -- the id of its text alone
        original INTEGER REFERENCES originals, publisher INTEGER REFERENCES publishers, title TEXT,
        url TEXT, address TEXT,  -- the url without what does not tell pages apart
        day INTEGER,  -- of publication
        claims INTEGER NOT NULL,
        version_of INTEGER REFERENCES reports, replaced_by INTEGER REFERENCES reports,
        text_group INTEGER REFERENCES reports,  -- the first of the reports that are copies of one text
        release INTEGER NOT NULL REFERENCES releases, analysed_at TEXT NOT NULL) STRICT""",
    "CREATE INDEX reports_by_day ON reports (day, id)",
    "CREATE INDEX reports_by_publisher ON reports (publisher, day, id)",
    "CREATE INDEX reports_by_address ON reports (address) WHERE address IS NOT NULL",
    "CREATE INDEX reports_by_original ON reports (original)",
    "CREATE INDEX reports_by_version ON reports (version_of) WHERE version_of IS NOT NULL",
    REPORTS_REPLACED,
    "CREATE INDEX reports_by_group ON reports (text_group) WHERE text_group IS NOT NULL",
    """CREATE TABLE texts (
        report INTEGER PRIMARY KEY REFERENCES reports,
        leans INTEGER NOT NULL,  -- 1: the text is packed with the report's original as dictionary
        text BLOB NOT NULL, details BLOB NOT NULL) STRICT""",
    """CREATE TABLE arrivals (
        id INTEGER PRIMARY KEY, report INTEGER NOT NULL REFERENCES reports, at TEXT NOT NULL, how TEXT NOT NULL,
        whence TEXT NOT NULL, received_at TEXT, original INTEGER REFERENCES originals,
        release INTEGER NOT NULL REFERENCES releases) STRICT""",
    "CREATE INDEX arrivals_by_report ON arrivals (report)",
    f"CREATE VIRTUAL TABLE report_words USING {WORD_TABLES['report_words']}",
    # What was found in them.
    """CREATE TABLE findings (
        report INTEGER PRIMARY KEY REFERENCES reports, claims BLOB NOT NULL, mentions BLOB NOT NULL) STRICT""",
    """CREATE TABLE claims (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, report INTEGER NOT NULL REFERENCES reports,
        ordinal INTEGER NOT NULL,  -- among the claims of its report
        type TEXT NOT NULL, stance TEXT NOT NULL, polarity TEXT NOT NULL, reality TEXT NOT NULL,
        claimant INTEGER NOT NULL REFERENCES claimants, first_day INTEGER, last_day INTEGER,
        lat REAL, lon REAL, uncertainty_km REAL, country TEXT) STRICT""",
    "CREATE INDEX claims_by_report ON claims (report, ordinal)",
    "CREATE INDEX claims_by_day ON claims (first_day, id, last_day)",
    "CREATE INDEX claims_by_type ON claims (type, first_day)",
    "CREATE INDEX claims_by_claimant ON claims (claimant, first_day)",
    "CREATE INDEX claims_by_country ON claims (country, first_day) WHERE country IS NOT NULL",
    """CREATE TABLE claim_parties (
        actor INTEGER NOT NULL REFERENCES actors, claim INTEGER NOT NULL REFERENCES claims ON DELETE CASCADE,
        role TEXT NOT NULL, PRIMARY KEY (actor, claim, role)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX claim_parties_by_claim ON claim_parties (claim)",
    "CREATE VIRTUAL TABLE claim_places USING rtree (id, south, north, west, east, first_day, last_day)",
    """CREATE TABLE rejections (
        id INTEGER PRIMARY KEY, report INTEGER REFERENCES reports, stage TEXT NOT NULL, reason TEXT NOT NULL,
        subject TEXT, first INTEGER, past INTEGER, at TEXT NOT NULL) STRICT""",
    "CREATE INDEX rejections_by_report ON rejections (report) WHERE report IS NOT NULL",
    "CREATE INDEX rejected_inputs ON rejections (subject) WHERE report IS NULL",
    # Copies.
    """CREATE TABLE samples (
        run INTEGER NOT NULL, report INTEGER NOT NULL REFERENCES reports, PRIMARY KEY (run, report))
        STRICT, WITHOUT ROWID""",
    *COPY_TABLES,
    # Incidents.
    """CREATE TABLE incidents (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, title TEXT NOT NULL, type TEXT NOT NULL,
        first_day INTEGER, last_day INTEGER, lat REAL, lon REAL, country TEXT, status TEXT NOT NULL,
        disputes INTEGER NOT NULL, reports INTEGER NOT NULL, reviewed INTEGER NOT NULL, record BLOB NOT NULL"""
    ", uncertainty_km REAL) STRICT",  # as SQLite itself writes a column that came later
    INCIDENTS_BY_DAY,
    *KNOWN_TABLES,
    *CLAIMED_TABLES,
    """CREATE TABLE incident_parties (
        actor INTEGER NOT NULL REFERENCES actors, incident INTEGER NOT NULL REFERENCES incidents ON DELETE CASCADE,
        role TEXT NOT NULL, PRIMARY KEY (actor, incident, role)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX incident_parties_by_incident ON incident_parties (incident)",
    """CREATE TABLE incident_claimants (
        claimant INTEGER NOT NULL REFERENCES claimants,
        incident INTEGER NOT NULL REFERENCES incidents ON DELETE CASCADE,
        PRIMARY KEY (claimant, incident)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX incident_claimants_by_incident ON incident_claimants (incident)",
    *ORIGIN_TABLES,
    "CREATE VIRTUAL TABLE incident_places USING rtree (id, south, north, west, east, first_day, last_day)",
    f"CREATE VIRTUAL TABLE incident_words USING fts5(title, place, words, {_WORDS})",
    *TELLING_TABLES,
    # Judgements: what stands once stands for good.
    """CREATE TABLE judgements (
        id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, verdict TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL,
        record TEXT NOT NULL) STRICT""",
    """CREATE TABLE judgement_subjects (
        kind TEXT NOT NULL, uid TEXT NOT NULL, judgement INTEGER NOT NULL REFERENCES judgements, report TEXT,
        PRIMARY KEY (kind, uid, judgement)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX judgement_subjects_by_report ON judgement_subjects (report) WHERE report IS NOT NULL",
    """CREATE TRIGGER judgements_stand BEFORE UPDATE ON judgements
        BEGIN SELECT raise(ABORT, 'a judgement is never altered'); END""",
    """CREATE TRIGGER judgements_stay BEFORE DELETE ON judgements
        BEGIN SELECT raise(ABORT, 'a judgement is never removed'); END""",
    # The casebook itself.
    "CREATE TABLE marks (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE writers (
        id INTEGER PRIMARY KEY, pid INTEGER NOT NULL, host TEXT NOT NULL, duty TEXT NOT NULL, since TEXT NOT NULL)
        STRICT""",
)
