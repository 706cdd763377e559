"""The staff view of a book's page: its source records as they came, where each shown value came from, what was mended."""

from collections.abc import Callable
from typing import Any

from shelflist import provenance
from shelflist.cataloguing.formats import FORMATS
from shelflist.model import Book, SourceRecord
from shelflist.pages import labels
from shelflist.wording import gettext as _

Origins = Callable[[str], provenance.Origins]


def view(book: Book, origins: Origins, language: str) -> dict[str, Any]:
    """The page's data of it. `origins` gives a format's table of fields, `language` is that of the site's own words."""
    return {
        "source": {
            "file": book.source.file,
            "record_id": book.source.record_id or book.id,
            "format": format_title(book.source.format),
        },
        "records": [_record(record) for record in book.records],
        "origins": [_origin(row) for row in provenance.rows(book, origins, language)],
        "warnings": [{"field": w.field, "reason": w.reason, "outcome": w.outcome} for w in book.warnings],
    }


def _record(record: SourceRecord) -> dict[str, Any]:
    """A source record, field by field."""
    return {
        "file": record.file,
        "format": format_title(record.format),
        "record_id": record.record_id,
        "fields": provenance.record_fields(record),
    }


def _origin(row: provenance.Row) -> dict[str, str]:
    """Where a value came from."""
    return {**row._asdict(), "field": labels.identifier(row.field) if row.field in labels.IDENTIFIER else row.field}


def format_title(name: str) -> str:
    """What people call a format."""
    return _(FORMATS[name].title) if name in FORMATS else name
