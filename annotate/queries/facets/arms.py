"""The SQL that counts. Each arm counts the cases of one base, by what they have.

A base is a common table `{base}(id, version)`, where `version` is the codebook version whose every
code the case answers, or NULL. A row is (base, kind, id, version, cases). Here, and only here, SQL
is written by hand: one base serves many arms, which no queryset can say.
"""

TOTAL = """
SELECT '{base}', 'total', CAST(NULL AS bigint), version, COUNT(*) FROM {base} GROUP BY version"""

CODES = """
SELECT '{base}', 'code', code_id, CAST(NULL AS bigint), COUNT(*) FROM annotate_tag
WHERE certainty = 'present' AND {in_base} GROUP BY code_id"""

CANNOT_TELL = """
SELECT '{base}', 'cannot-tell', dimension_id, CAST(NULL AS bigint), COUNT(DISTINCT case_id)
FROM annotate_code JOIN annotate_tag ON code_id = annotate_code.id
WHERE certainty = 'cannot-tell' AND {in_base} GROUP BY dimension_id"""

TAGGED_IN_EACH = """
SELECT '{base}', 'tagged', dimension_id, version, COUNT(*) FROM (
  SELECT DISTINCT {base}.id, {base}.version, dimension_id FROM {base}
  JOIN annotate_tag ON case_id = {base}.id JOIN annotate_code ON annotate_code.id = code_id
) AS tagged GROUP BY dimension_id, version"""

TAGGED_IN_ONE = """
SELECT '{base}', 'tagged', {dimension}, version, COUNT(*) FROM {base}
WHERE id IN (SELECT case_id FROM annotate_tag WHERE code_id IN ({codes})) GROUP BY version"""

COUNTRIES = """
SELECT '{base}', 'country', country_id, CAST(NULL AS bigint), COUNT(*) FROM annotate_casecountry
WHERE case_id IN (SELECT id FROM {base}) GROUP BY country_id
UNION ALL
SELECT '{base}', 'country', NULL, NULL, COUNT(*) FROM {base}
WHERE id NOT IN (SELECT case_id FROM annotate_casecountry)"""

# A plus before a column keeps SQLite from walking the base for it: here an index of the column
# that is counted is read once instead.
CONFLICTS = """
SELECT '{base}', 'conflict', conflict_id, CAST(NULL AS bigint), COUNT(*) FROM annotate_case
WHERE +id IN (SELECT id FROM {base}) GROUP BY conflict_id"""

YEARS = """
SELECT '{base}', 'year', start_year, CAST(NULL AS bigint), COUNT(*) FROM annotate_case
WHERE +id IN (SELECT id FROM {base}) GROUP BY start_year"""

# A state is its own kind.
STATES = """
SELECT '{base}', state, CAST(NULL AS bigint), CAST(NULL AS bigint), COUNT(*) FROM annotate_case
WHERE +id IN (SELECT id FROM {base}) GROUP BY state"""

WITHIN = "case_id IN (SELECT id FROM {base})"
WITHIN_BY_CODE = "code_id IN ({codes}) AND +case_id IN (SELECT id FROM {base})"

ALL_DIMENSIONS = [
    CODES.format(base="{base}", in_base=WITHIN),
    CANNOT_TELL.format(base="{base}", in_base=WITHIN),
    TAGGED_IN_EACH,
]


def one_dimension(pk, code_pks):
    codes = ", ".join(map(str, code_pks)) or "NULL"
    within = WITHIN_BY_CODE.format(base="{base}", codes=codes)
    return [
        CODES.format(base="{base}", in_base=within),
        CANNOT_TELL.format(base="{base}", in_base=within),
        TAGGED_IN_ONE.format(base="{base}", dimension=pk, codes=codes),
    ]
