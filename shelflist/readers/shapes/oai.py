"""The envelope of OAI-PMH 2.0 around a record (openarchives.org/OAI/openarchivesprotocol.html): its id, and whether it is gone."""

from xml.etree.ElementTree import Element

from shelflist.errors import BadRecord
from shelflist.model import Extra
from shelflist.readers.shapes import xml

_LISTS = ("ListRecords", "GetRecord")


def is_record(path: list[str]) -> bool:
    """Whether this path (as `xml.stream` asks) is that of a record with its header."""
    return len(path) > 1 and path[-1] == "record" and path[-2] in _LISTS


def header(element: Element) -> tuple[str, list[Extra]]:
    """(id, fields of the header) of a record that may stand in an envelope. Raises BadRecord: it was deleted."""
    found = xml.child(element, "header") if xml.local(element.tag) == "record" else None
    if found is None:
        return "", []
    identifier = xml.value(found, "identifier")[:200]
    if xml.attribute(found, "status") == "deleted":
        raise BadRecord("header", "the source says that this record was deleted", identifier)
    listed = [Extra(f"header/{one.tag}", one.indicators, one.subfields) for one in xml.fields(found)]
    return identifier, listed
