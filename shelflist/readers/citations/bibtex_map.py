"""What the types and fields of BibTeX, BibLaTeX and of the programs that write them are for Book, as data.

btxdoc; the BibLaTeX manual §2.1 and §2.2; JabRef's special fields; BibDesk, Mendeley, CiteULike and Tellico by their exports.
"""

from shelflist.readers.citations.bibtex_names import ROLES

TYPES: dict[str, str] = {
    "article": "article", "suppperiodical": "article", "review": "review", "newspaper": "article", "magazine": "article",
    "book": "book", "mvbook": "book", "collection": "book", "mvcollection": "book", "reference": "book", "mvreference": "book",
    "inbook": "chapter", "bookinbook": "chapter", "incollection": "chapter", "suppbook": "chapter", "suppcollection": "chapter",
    "inreference": "chapter", "inproceedings": "conference paper", "conference": "conference paper",
    "proceedings": "book", "mvproceedings": "book", "booklet": "pamphlet", "manual": "manual",
    "techreport": "report", "report": "report", "thesis": "thesis", "phdthesis": "thesis", "mastersthesis": "thesis",
    "bachelorthesis": "thesis", "periodical": "periodical", "online": "web page", "electronic": "web page", "www": "web page",
    "web": "web page", "webpage": "web page", "web_page": "web page", "patent": "patent", "unpublished": "manuscript",
    "letter": "letter", "dataset": "data set", "data": "data set", "software": "software", "softwareversion": "software",
    "softwaremodule": "software", "codefragment": "software", "film": "film", "movie": "film", "video": "video",
    "artwork": "picture", "image": "picture", "audio": "sound recording", "music": "sound recording",
    "performance": "performance", "standard": "standard", "legislation": "law", "legal": "law",
    "jurisdiction": "court case",
}  # fmt: skip
WHOLES = frozenset(
    ("book", "mvbook", "collection", "mvcollection", "reference", "mvreference", "proceedings", "mvproceedings", "booklet",
     "manual", "techreport", "report", "thesis", "phdthesis", "mastersthesis", "bachelorthesis", "periodical")
)  # fmt: skip
TITLES = ("title", "maintitle", "booktitle", "issuetitle", "journaltitle", "journal", "eventtitle")
"""Where a title is looked for, in this order."""

PEOPLE = tuple(ROLES)
REPEATED = frozenset(
    ("isbn", "isbn-13", "isbn13", "issn", "url", "keywords", "keyword", "note", "abstract", "language", *PEOPLE)
)
"""Fields that may stand more than once; of every other the first counts, as BibTeX has it."""

IDENTIFIERS: dict[str, str] = {
    "issn": "issn", "issn-l": "issn", "eissn": "issn", "mrnumber": "mr", "zmnumber": "zbl", "zblnumber": "zbl", "zbl": "zbl",
    "pmid": "pmid", "pmcid": "pmcid", "oclc": "oclc", "coden": "coden", "urn": "urn", "hdl": "hdl", "asin": "asin", "isrn": "isrn",
    "ismn": "ismn", "swhid": "swhid", "ean": "ean", "ark": "ark", "isan": "isan", "iswc": "iswc", "hal_id": "hal",
    "ppn_gvk": "ppn", "pii": "pii", "bid": "bid",
}  # fmt: skip
"""Field → kind of number."""

NOTES = (
    "note",
    "annote",
    "annotation",
    "addendum",
    "remark",
    "howpublished",
    "titleaddon",
    "booktitleaddon",
    "maintitleaddon",
)
PERSONAL: dict[str, str] = {
    "readstatus": "status", "read": "status", "ranking": "rating", "rating": "rating", "timestamp": "dates", "date-added": "dates",
    "date-modified": "dates", "creationdate": "dates", "modificationdate": "dates", "posted-at": "dates", "added-at": "dates",
    "groups": "shelves", "mendeley-groups": "shelves", "mendeley-tags": "tags", "review": "review", "comment": "private",
    "comments": "private", "priority": "private", "relevance": "private", "quality": "private", "printed": "private",
    "owner": "private", "username": "private", "file": "private", "pdf": "private", "local-url": "private", "localfile": "private",
    "bdsk-file": "private", "price": "private", "pur_price": "private",
    "pur_date": "private", "gift": "private", "loaned": "private", "condition": "private", "signed": "private",
    "qualityassured": "private", "copies": "owned",
}  # fmt: skip
ORIGINS: dict[str, tuple[str, ...]] = {
    "title": TITLES, "subtitle": ("title", "subtitle", "mainsubtitle", "booksubtitle", "shorttitle"), "responsibility": ("responsibility",), "contributors": PEOPLE,
    "edition": ("edition",),
    "imprints": ("publisher", "location", "address", "organization", "institution", "school", "date", "year", "publisher2",
                 "address2", "location2", "year2"),
    "date": ("printeddate", "date", "year", "month", "day"), "extent": ("pagetotal", "numpages", "pages", "volumes"),
    "series": ("series", "number", "volume", "part", "maintitle", "mainsubtitle", "series2", "number2", "series3", "number3"),
    "isbns": ("isbn", "isbn-13", "isbn13", "cancelledisbn"),
    "identifiers": ("doi", "eprint", "lccn", "number", "type", *IDENTIFIERS), "classes": ("lccn", "mrclass", "ddc", "lcc", "udc"),
    "subjects": ("keywords", "keyword", "subject"), "languages": ("language", "langid", "hyphenation"),
    "original_languages": ("origlanguage",), "contents": ("tableofcontents", "shorttableofcontents"), "summary": ("abstract",),
    "notes": (*NOTES, "type", "school", "institution"), "links": ("url", "howpublished", "note"),
    "host": ("journaltitle", "journal", "journalsubtitle", "booktitle", "booksubtitle", "volume", "number", "issue", "pages",
             "eid", "issn"),
    "uniform_title": ("origtitle",), "other_titles": ("booktitle", "eventtitle"), "parts": ("volume", "part", "volume2"),
    "reading": tuple(PERSONAL),
}  # fmt: skip
BABEL: dict[str, str] = {
    "american": "en", "british": "en", "australian": "en", "canadian": "en", "newzealand": "en", "usenglish": "en",
    "ukenglish": "en", "ngerman": "de", "naustrian": "de", "austrian": "de", "nswissgerman": "de", "swissgerman": "de",
    "francais": "fr", "frenchb": "fr", "canadien": "fr", "acadian": "fr", "mexican": "es", "portuges": "pt", "brazil": "pt",
    "brazilian": "pt", "polutonikogreek": "el", "norsk": "nb", "nynorsk": "nn", "magyar": "hu", "bahasa": "id", "scottish": "gd",
    "uppersorbian": "hsb", "lowersorbian": "dsb", "serbianc": "sr", "samin": "se", "classiclatin": "la", "medievallatin": "la",
    "ancientgreek": "grc", "farsi": "fa", "pinyin": "zh",
}  # fmt: skip
"""Languages by the names of babel and polyglossia that are no names of languages."""

THESES = {"phdthesis": "PhD thesis", "mastersthesis": "Master’s thesis", "bachelorthesis": "Bachelor’s thesis"}
THESIS_KEYS = {
    "phdthesis": "PhD thesis",
    "mathesis": "Master’s thesis",
    "candthesis": "Candidate thesis",
    "techreport": "",
    "resreport": "",
}
