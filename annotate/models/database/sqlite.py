"""FTS5 over the stored words, and the triggers that keep it and the quotes right."""

WORDS = """CREATE VIRTUAL TABLE annotate_casewords USING fts5(
    title, summary, people, body,
    content='annotate_casetext', content_rowid='case_id',
    tokenize='unicode61 remove_diacritics 2'
)"""

COLUMNS = "title, summary, people, body"
OLD = "old.case_id, old.title, old.summary, old.people, old.body"
NEW = "new.case_id, new.title, new.summary, new.people, new.body"
FORGET = f"""INSERT INTO annotate_casewords(annotate_casewords, rowid, {COLUMNS})
    VALUES('delete', {OLD});"""
LEARN = f"""INSERT INTO annotate_casewords(rowid, {COLUMNS})
    VALUES({NEW});"""

# Offsets count code points from 0, as substr() does from 1.
QUOTE_IS_NOT_THERE = """new.document_id IS NOT NULL AND new.quote IS NOT (
    SELECT substr(text, new.start + 1, new."end" - new.start)
    FROM annotate_document WHERE id = new.document_id)"""
REFUSE_QUOTE = "SELECT RAISE(ABORT, 'evidence_quote_at_its_offsets');"

TRIGGERS = {
    name: f"CREATE TRIGGER {name} {event}\nBEGIN\n  {action}\nEND"
    for name, event, action in [
        ("casewords_insert", "AFTER INSERT ON annotate_casetext", LEARN),
        ("casewords_delete", "AFTER DELETE ON annotate_casetext", FORGET),
        ("casewords_update", "AFTER UPDATE ON annotate_casetext", f"{FORGET}\n  {LEARN}"),
        (
            "evidence_quote_insert",
            f"BEFORE INSERT ON annotate_evidence WHEN {QUOTE_IS_NOT_THERE}",
            REFUSE_QUOTE,
        ),
        (
            "evidence_quote_update",
            f"BEFORE UPDATE ON annotate_evidence WHEN {QUOTE_IS_NOT_THERE}",
            REFUSE_QUOTE,
        ),
        (
            "document_text_update",
            "BEFORE UPDATE ON annotate_document WHEN new.text IS NOT old.text",
            "SELECT RAISE(ABORT, 'document_text_never_changes');",
        ),
    ]
}
WANTED = {"annotate_casewords": WORDS} | TRIGGERS


def take_down(connection):
    with connection.cursor() as cursor:
        for name in TRIGGERS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def set_up(connection):
    """Makes whatever is missing or reads otherwise, and then reads all words anew."""
    with connection.cursor() as cursor:
        if _present(cursor) == WANTED:
            return
        take_down(connection)
        cursor.execute("DROP TABLE IF EXISTS annotate_casewords")
        for statement in WANTED.values():
            cursor.execute(statement)
        cursor.execute("INSERT INTO annotate_casewords(annotate_casewords) VALUES('rebuild')")


def _present(cursor):
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {name: sql for name, sql in cursor.fetchall() if name in WANTED}
