"""A generated column of the stored words with its index, and triggers that keep quotes right."""

QUOTES = """
CREATE OR REPLACE FUNCTION annotate_evidence_quote() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE found text;
BEGIN
  -- Offsets count code points from 0, as substr() does from 1.
  SELECT substr(text, new.start + 1, new."end" - new.start) INTO found
    FROM annotate_document WHERE id = new.document_id;
  IF new.document_id IS NOT NULL AND new.quote IS DISTINCT FROM found THEN
    RAISE EXCEPTION 'evidence_quote_at_its_offsets' USING ERRCODE = 'check_violation';
  END IF;
  RETURN new;
END $$;

CREATE OR REPLACE TRIGGER evidence_quote BEFORE INSERT OR UPDATE ON annotate_evidence
  FOR EACH ROW EXECUTE FUNCTION annotate_evidence_quote();
"""

DOCUMENTS = """
CREATE OR REPLACE FUNCTION annotate_document_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'document_text_never_changes' USING ERRCODE = 'check_violation';
END $$;

CREATE OR REPLACE TRIGGER document_text BEFORE UPDATE ON annotate_document
  FOR EACH ROW WHEN (new.text IS DISTINCT FROM old.text)
  EXECUTE FUNCTION annotate_document_text();
"""

# One list of words without weights: the order of answers is ours, the same on both databases.
WORDS = """
DO $$ BEGIN
  IF NOT EXISTS (
    SELECT FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name = 'annotate_casetext'
      AND column_name = 'words'
  ) THEN
    ALTER TABLE annotate_casetext ADD COLUMN words tsvector GENERATED ALWAYS AS
      (to_tsvector('simple', title || ' ' || summary || ' ' || people || ' ' || body)) STORED;
    CREATE INDEX annotate_casetext_words ON annotate_casetext USING gin (words);
  END IF;
END $$;
"""


def take_down(connection):
    """Nothing stands in the way: PostgreSQL changes tables in place."""


def set_up(connection):
    with connection.cursor() as cursor:
        for statements in (QUOTES, DOCUMENTS, WORDS):
            cursor.execute(statements)
