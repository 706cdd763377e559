"""What is not there: volumes of a series, decades and classes between ones that have books, classes without a caption.

Which series have holes, and which are a publisher's, is `catalogue.series`' to say.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from shelflist.catalogue import Authority, Catalogue, Headed, heading_key
from shelflist.catalogue import series as rule
from shelflist.cataloguing import designations
from shelflist.mirror import offers
from shelflist.mirror.values import Finding, Link, Offer
from shelflist.wording import figure, ngettext
from shelflist.wording import gettext as _

LEAST_BOOKS = 2
"""Books that a decade or a class must have for the emptiness beside it to be one."""

MOST_CAPTIONS = 100
"""Classes offered for a caption at once."""


def series(catalogue: Catalogue, authority: Authority) -> list[Finding]:
    """Series with holes: a note that puts the first missing volume on the list, or the line that says it is none."""
    said = rule.owned(authority)
    found = []
    for headed in catalogue.families["series"]:
        volumes = rule.volumes(headed, catalogue.entries, catalogue.headings)
        kind = rule.kind(headed, volumes, catalogue.entries, said)
        own = any(rule.fold(label) in said for label in (headed.label, *headed.forms))
        missing, highest = rule.missing(kind, volumes, own)
        if missing:
            found.append(_hole(headed, volumes, missing, highest, catalogue))
    return found


def _hole(
    headed: Headed, volumes: Sequence[rule.Volume], missing: Sequence[int], highest: int, catalogue: Catalogue
) -> Finding:
    first = missing[0]
    held = sorted({number for one in volumes for number in one.numbers if number > 0})
    given = {"series": headed.label, "held": designations.spans(held), "missing": designations.spans(missing)}
    text = _("%(series)s: %(held)s held, %(missing)s missing up to %(highest)s.") % {**given, "highest": highest}
    people = _hands([one.position for one in volumes if one.numbers], catalogue)
    lines = [f"authors: {offers.listed(people)}"] if people else []
    lines.append(f"series: {offers.quoted(f'{headed.label} ; {first}')}")
    row = offers.row(
        "series.tsv", [headed.label, "collection"], _("If it is a publisher's series, which has no holes.")
    )
    mend = [offers.wanted(f"{headed.label}, {first}", lines), row]
    return Finding("series", text, [Link(headed.label, headed.href)], mend, len(held))


def _hands(positions: Sequence[int], catalogue: Catalogue) -> list[str]:
    """Who is named in every one of these books."""
    names = [{n.form: None for n in catalogue.entries[p].names if not n.via and n.form} for p in positions]
    return [form for form in names[0] if all(form in others for others in names)] if names else []


# --- decades and classes --------------------------------------------------------------------------------------


def decades(catalogue: Catalogue) -> list[Finding]:
    """Decades without a book between two that have some."""
    numbers: Counter[int] = Counter()
    for entry in catalogue.entries:
        if entry.when[0] and entry.when[2] != "suspect":
            numbers[entry.when[0] // 10] += 1
    full = sorted(decade for decade, number in numbers.items() if number >= LEAST_BOOKS)
    found = []
    for low, high in pairwise(full):
        empty = [n for n in range(low + 1, high) if n not in numbers]
        if empty:
            text = _nothing(empty, _of(numbers[low], low), _of(numbers[high], high))
            links = [Link(_("the %(decade)ss") % {"decade": n * 10}, f"years/#l-{n}0s") for n in (low, high)]
            title = _("A book of the %(decade)ss") % {"decade": empty[0] * 10}
            offer = offers.wanted(title, [f"year: {empty[0] * 10}"])
            found.append(Finding("decades", text, links, [offer], min(numbers[low], numbers[high])))
    return found


def _nothing(empty: Sequence[int], before: str, after: str) -> str:
    """The sentence on decades without a book, between what stands before and after them."""
    given = {"first": empty[0] * 10, "last": empty[-1] * 10, "before": before, "after": after}
    if len(empty) == 1:
        return _("Nothing of the %(first)ss, between %(before)s and %(after)s.") % given
    if len(empty) == 2:
        return _("Nothing of the %(first)ss and %(last)ss, between %(before)s and %(after)s.") % given
    return _("Nothing of the %(first)ss to %(last)ss, between %(before)s and %(after)s.") % given


def _of(number: int, decade: int) -> str:
    given = {"n": figure(number), "decade": decade * 10}
    return ngettext("%(n)s book of the %(decade)ss", "%(n)s books of the %(decade)ss", number) % given


def classes(catalogue: Catalogue) -> list[Finding]:
    """Dewey's three digits without a book, between two of the same ten that have some."""
    numbers: Counter[int] = Counter()
    for entry in catalogue.entries:
        held = {int(n[:3]) for scheme, _, n in entry.shelf if scheme == "ddc" and n[:3].isdecimal() and len(n) > 2}
        numbers.update(held)
    full = sorted(number for number, books in numbers.items() if books >= LEAST_BOOKS)
    found = []
    for low, high in pairwise(full):
        empty = [n for n in range(low + 1, high) if n not in numbers]
        if empty and low // 10 == high // 10:
            given = {
                "numbers": ", ".join(f"{n:03}" for n in empty),
                "before": _in(numbers[low], low),
                "after": _in(numbers[high], high),
            }
            text = _("Nothing in %(numbers)s, between %(before)s and %(after)s.") % given
            headed = [catalogue.headings.get(heading_key("classes", f"{n:03}")) for n in (low, high)]
            links = [Link(h.label, h.href) for h in headed if h is not None]
            found.append(Finding("classes", text, links, [], min(numbers[low], numbers[high])))
    return found


def _in(number: int, class_number: int) -> str:
    return _("%(n)s in %(class)s") % {"n": figure(number), "class": f"{class_number:03}"}


def captions(catalogue: Catalogue, authority: Authority) -> list[Finding]:
    """Classes that the owner's table does not name, in one finding: the lines to fill in, those with most books first."""
    spoken = {number.partition("\t")[0] for number in authority.captions}
    bare = [headed for headed in catalogue.families["classes"] if headed.label not in spoken]
    if not bare:
        return []
    bare.sort(key=lambda h: (-len(h.books), h.sort, h.label))
    first = bare[:MOST_CAPTIONS]
    given = {"n": figure(len(bare)), "total": figure(len(catalogue.families["classes"]))}
    text = _("%(n)s of %(total)s classes have no caption.") % given
    if len(first) < len(bare):
        text += " " + _("The %(n)s with most books:") % {"n": len(first)}
    links = [Link(h.label, h.href) for h in first[:20]]
    lines = "".join(f"{headed.label}\t\n" for headed in first)
    offer = Offer("content/classes.tsv", _("Lines, each with its caption written behind the tab:"), lines)
    return [Finding("captions", text, links, [offer])]
