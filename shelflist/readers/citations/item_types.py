"""What reference managers call the kinds of things that they hold, and what people do for them.

Names come from the CSL 1.0.2 schema (types, names), Zotero's item types and creator types, the reference types of EndNote
(names and numbers, as its XML writes them) and the classes of the Bibliographic Ontology and schema.org. They are compared
by their letters and digits alone, in lower case (`references.fold`).
"""

_NAMES: dict[str, str] = {
    "book": "book monograph editedbook electronicbook ebook collection editedcollection classic classicalwork ancienttext serial "
            "catalog multivolumebook proceedings collectedvolume bookwhole",
    "article": "article journalarticle articlejournal articlemagazine articlenewspaper magazinearticle newspaperarticle "
               "electronicarticle academicarticle scholarlyarticle newsarticle pressarticle articleinpress",
    "review": "review reviewbook",
    "chapter": "chapter booksection inbook bookchapter electronicbooksection documentpart",
    "conference paper": "conferencepaper paperconference conferenceproceedings conference inproceedings",
    "entry": "entry entrydictionary entryencyclopedia dictionaryentry encyclopediaarticle dictionary encyclopedia "
             "referencesource",
    "thesis": "thesis dissertation phdthesis mastersthesis",
    "report": "report governmentdocument legalruleorregulation grant technicalreport techreport workingpaper",
    "preprint": "preprint",
    "manuscript": "manuscript unpublishedwork unpublished",
    "pamphlet": "pamphlet booklet",
    "periodical": "periodical journal magazine newspaper periodicalissue publicationissue issue",
    "web page": "webpage webpages website websitepage onlinedatabase aggregateddatabase onlinemultimedia url",
    "blog post": "blogpost postweblog blog blogposting",
    "post": "post forumpost discussionforum instantmessage socialmedia",
    "letter": "letter email personalcommunication message",
    "interview": "interview",
    "film": "film motionpicture filmorbroadcast movie",
    "video": "videorecording video audiovisualmaterial audiovisual audiovisualdocument videoobject",
    "broadcast": "broadcast radiobroadcast tvbroadcast podcast",
    "sound recording": "audiorecording audio song music audiodocument audiobook musicrecording",
    "score": "musicalscore",
    "picture": "artwork figure graphic image chartortable equation photograph visualartwork",
    "map": "map",
    "performance": "performance",
    "talk": "presentation speech slides slide",
    "software": "software computerprogram computerapplication softwaresourcecode softwareapplication",
    "data set": "dataset database",
    "patent": "patent",
    "standard": "standard",
    "law": "bill legislation statute regulation treaty legalstatute",
    "court case": "case legalcase legaldecision courtreportedcase legalcasedocument",
    "hearing": "hearing",
    "document": "document generic miscellaneous misc note creativework description",
}  # fmt: skip
TYPES: dict[str, str] = {name: word for word, names in _NAMES.items() for name in names.split()}
"""A type's folded name in any of these vocabularies → the plain word for it."""

ENDNOTE_NUMBERS: dict[str, str] = {
    "0": "article", "1": "book", "2": "picture", "3": "video", "4": "law", "5": "chapter", "6": "book", "7": "court case",
    "8": "book", "9": "software", "10": "conference paper", "12": "web page", "13": "document", "14": "hearing", "17": "article",
    "19": "article", "20": "map", "21": "film", "23": "article", "24": "pamphlet", "25": "patent", "26": "letter", "27": "report",
    "28": "book", "31": "law", "32": "thesis", "34": "manuscript", "36": "manuscript", "37": "picture", "38": "picture",
    "39": "picture", "43": "article", "44": "book", "45": "web page", "46": "report", "47": "conference paper", "48": "web page",
    "49": "book", "50": "report", "51": "book", "52": "entry", "53": "entry", "54": "report", "55": "web page", "56": "blog post",
    "57": "book", "58": "standard", "59": "data set", "60": "chapter", "61": "sound recording",
}  # fmt: skip
"""EndNote's number of a reference type → the plain word: where its name says nothing."""

WITHIN: frozenset[str] = frozenset(("article", "review", "chapter", "conference paper", "entry", "blog post", "post"))
"""Words for what always stands in something: its pages are a range there, its volume and issue are those of the whole."""

PERIODICAL: frozenset[str] = frozenset(("article", "review"))
"""Words for what stands in a periodical: its own series is rare, its number is an issue."""

ROLES: dict[str, str] = {
    "author": "aut", "authors": "aut", "creator": "aut", "reviewer": "aut", "podcaster": "aut", "presenter": "aut",
    "editor": "edt", "editors": "edt", "editortranslator": "edt", "guesteditor": "edt",
    "serieseditor": "pbd", "serieseditors": "pbd", "collectioneditor": "pbd", "editorialdirector": "pbd",
    "translator": "trl", "translators": "trl",
    "compiler": "com", "illustrator": "ill", "artist": "art", "artists": "art", "photographer": "pht",
    "composer": "cmp", "composers": "cmp", "wordsby": "lyr", "performer": "prf", "performers": "prf", "castmember": "prf",
    "castmembers": "prf", "narrator": "nrt", "director": "drt", "directors": "drt",
    "interviewer": "ivr", "interviewers": "ivr", "interviewee": "ive", "interviewees": "ive", "cartographer": "ctg",
    "cartographers": "ctg", "contributor": "ctb", "contributors": "ctb", "commenter": "cmm", "commenters": "cmm",
    "sponsor": "spn", "sponsors": "spn", "cosponsor": "spn", "cosponsors": "spn", "publisher": "pbl",
    "scriptwriter": "aus", "scriptwriters": "aus", "producer": "pro", "producers": "pro", "executiveproducer": "pro",
    "seriescreator": "aut", "inventor": "inv", "inventors": "inv", "programmer": "prg", "programmers": "prg",
    "recipient": "rcp", "recipients": "rcp", "host": "hst", "guest": "oth", "guests": "oth", "chair": "oth", "curator": "oth",
    "organizer": "oth", "containerauthor": "oth", "bookauthor": "oth", "bookauthors": "oth", "originalauthor": "ant",
    "attorneyagent": "oth", "attorneyagents": "oth", "counsel": "oth",
}  # fmt: skip
"""What a creator is called in CSL and Zotero, folded → MARC relator code. The author of a reviewed work did nothing for this one."""

ENDNOTE_ROLES: dict[str, tuple[str, str, str, str]] = {
    "": ("aut", "edt", "pbd", "trl"),
    "book": ("aut", "pbd", "edt", "trl"),
    "report": ("aut", "pbd", "oth", "trl"),
    "thesis": ("aut", "dgs", "oth", "oth"),
    "article": ("aut", "edt", "oth", "trl"),
    "film": ("drt", "drt", "pro", "prf"),
    "video": ("drt", "prf", "pro", "prf"),
    "broadcast": ("drt", "prf", "pro", "prf"),
    "sound recording": ("cmp", "edt", "pro", "prf"),
    "score": ("cmp", "edt", "pbd", "pro"),
    "map": ("ctg", "pbd", "oth", "oth"),
    "patent": ("inv", "oth", "oth", "oth"),
    "software": ("prg", "pbd", "oth", "oth"),
    "picture": ("art", "oth", "oth", "oth"),
    "letter": ("aut", "rcp", "oth", "oth"),
    "talk": ("aut", "edt", "oth", "oth"),
    "law": ("spn", "spn", "oth", "oth"),
    "court case": ("oth", "oth", "oth", "oth"),
}  # fmt: skip
"""Word for a reference → the roles of EndNote's authors, secondary, tertiary and subsidiary authors ("" for all others).

EndNote's table of reference types names them: the secondary author of a book is the editor of its series, that of a chapter
is the editor of the book. Where a book has no series, its secondary authors are its editors: no series, no series editor.
"""

ENDNOTE_SERIES: frozenset[str] = frozenset(
    ("book", "report", "software", "map", "standard", "data set", "pamphlet", "manuscript")
)
"""Words for references whose secondary title in EndNote is their series, and whose number is a number in it."""

STANDS_FOR_TITLE = (
    "short-title", "reviewed-title", "volume-title", "part-title", "host", "event", "series", "genre", "number"
)  # fmt: skip
"""Kinds whose text may stand for a title that is not there, the best first."""

FILLS: dict[str, tuple[str, ...]] = {
    "title": ("title", "subtitle"), "subtitle": ("subtitle",), "short-title": ("other_titles",), "translated-title": ("parallel_titles",),
    "original-title": ("uniform_title",), "person": ("contributors",), "host": ("host",), "host-short": ("host",),
    "volume": ("host", "parts"), "issue": ("host",), "pages": ("host", "extent"), "page-count": ("extent",),
    "volume-count": ("extent",), "volume-title": ("parts",), "part": ("parts",), "part-title": ("parts",),
    "series": ("series",), "series-number": ("series",), "edition": ("edition",), "publisher": ("imprints", "notes"),
    "place": ("imprints",), "date": ("date", "imprints"), "day": ("date", "imprints"), "original-date": ("notes",),
    "original-publisher": ("notes",), "original-place": ("notes",), "event": ("notes",), "event-place": ("notes",),
    "event-date": ("notes",), "genre": ("notes",), "number": ("notes", "host", "series"), "medium": ("notes",), "court": ("notes",), "size": ("extent",),
    "reviewed-title": ("notes",), "standard-number": ("isbns", "identifiers", "host"),
    "issn-number": ("identifiers", "host"), "doi": ("identifiers",),
    "pmid": ("identifiers",), "pmcid": ("identifiers",), "oclc": ("identifiers",), "url": ("links",), "abstract": ("summary",), "note": ("notes",),
    "keywords": ("subjects",), "keyword": ("subjects",), "language": ("languages",), "call-number": ("classes",),
}  # fmt: skip
"""Kind → the fields of the book that it may fill."""
