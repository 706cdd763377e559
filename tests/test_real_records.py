"""The real records beside the project, all of them: recognised without a hint, books or rejections with a reason."""

from pathlib import Path

from bench import formats

REJECTED = {
    "biblatex/biblatex__biblatex-examples.bib": 2,  # lists of other entries (@set)
    "bibtex/jabref__BibtexImporter.examples.bib": 2,  # the same
    "bibtex/pybtex__xampl.bib": 2,  # no title of any kind
    "bibtex/tellico__test.bib": 2,  # the same two
    "csl_json/csl-suite__date_AccessedCrash.json": 1,  # neither title nor name
    "csl_json/csl-suite__number_IsNumericWithAlpha.json": 1,  # the same
    "csl_json/csl-suite__punctuation_DateStripPeriods.json": 1,  # the same
    "marc21/traject__escaped_character_reference.marc8.marc": 1,  # an imprint alone
    "marcxml/natlibfi__oai-marcxml_from-no-xml-decl.xml": 1,  # an authority record
    "marcxml/natlibfi__oai-marcxml_from1.xml": 1,  # an authority record
    "mods/jabref__ModsExportFormatTestBook.xml": 1,  # no title
    "mods/jabref__ModsExportFormatTestTotalPages.xml": 1,  # no title
    "opds1/palace__metadata_isbn_response.opds": 1,  # an error message where the title should be
    "opds1/palace__metadata_updates_response.opds": 1,  # the same
    "openlibrary_reading_log/bookwyrm__openlibrary.csv": 4,  # numbers alone
    "storygraph_csv/neodb__storygraph_library_export.csv": 1,  # a row with a cell too many
    "unimarc/qualimarc-api__02731667X.xml": 1,  # an authority record
}
"""File → rejections, each looked at: what is rejected cannot be a book."""


def test_every_file_is_recognised_and_every_record_accounted_for(shared_records: Path) -> None:
    found = list(formats.outcomes())
    assert len(found) > 500
    assert [one.file for one in found if one.refused] == []
    assert all(one.records == one.books + len(one.rejected) for one in found)
    assert {one.file: len(one.rejected) for one in found if one.rejected} == REJECTED
    records = sum(one.records for one in found)
    assert sum(REJECTED.values()) <= records * 0.005
    assert all(reason for one in found for *_, reason in one.rejected)


def test_broken_files_break_nothing(shared_records: Path) -> None:
    found = list(formats.outcomes(bad=True))
    assert len(found) > 50
    assert {one.file for one in found if one.refused} == {"marcxml/bad/traject__namespace-test.xml"}, "it holds no MARC"
    assert sum(one.books for one in found) > 1_000
    assert all(reason for one in found for *_, reason in one.rejected)
