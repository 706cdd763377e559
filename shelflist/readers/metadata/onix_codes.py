"""ONIX for Books: short tags, and the code lists that the map needs (editeur.org: ONIX 2.1, 3.0, 3.1, code lists issue 36 and later).

Short tags and reference names say the same; the reader compares reference names. Tags that the map does not use need no
entry here: they are kept under the name that they have.
"""

_TAGS = """
a001 RecordReference a002 NotificationType a199 DeletionText b221 ProductIDType b244 IDValue b233 IDTypeName
b004 ISBN b005 EAN13 b006 UPC b008 ISMN b009 DOI b012 ProductForm b333 ProductFormDetail b211 EpubType x314 ProductComposition
b202 TitleType b203 TitleText b030 TitlePrefix b031 TitleWithoutPrefix b029 Subtitle b028 DistinctiveTitle x409 TitleElementLevel
x410 PartNumber b020 YearOfAnnual x501 NoPrefix x478 TitleStatement
b034 SequenceNumber b035 ContributorRole b036 PersonName b037 PersonNameInverted b038 TitlesBeforeNames b039 NamesBeforeKey
b247 PrefixToKey b040 KeyNames b041 NamesAfterKey b248 SuffixToKey b042 LettersAfterNames b043 TitlesAfterNames
b047 CorporateName x443 CorporateNameInverted b249 UnnamedPersons b044 BiographicalNote b049 ContributorStatement
x415 NameIDType b390 PersonNameIDType x417 ContributorDateRole b305 PersonDateRole b306 Date j260 DateFormat
b018 TitleOfSeries b019 NumberWithinSeries b016 SeriesISSN b273 SeriesIDType b023 TitleOfSet b024 SetPartNumber
b025 SetPartTitle b026 ItemNumberWithinSet b281 SetItemTitle x329 CollectionType x344 CollectionIDType
x479 CollectionSequenceType x481 CollectionSequenceNumber x411 NoCollection n338 NoSeries n386 NoEdition
b056 EditionTypeCode x419 EditionType b057 EditionNumber b217 EditionVersionNumber b058 EditionStatement b059 LanguageOfText
b060 OriginalLanguage b253 LanguageRole b252 LanguageCode b061 NumberOfPages b254 PagesRoman b255 PagesArabic
b218 ExtentType b219 ExtentValue b220 ExtentUnit b125 NumberOfIllustrations x422 Illustrated b062 IllustrationsNote
b063 MapScale b064 BASICMainSubject b065 BICMainSubject b191 MainSubjectSchemeIdentifier x425 MainSubject
b067 SubjectSchemeIdentifier b171 SubjectSchemeName b068 SubjectSchemeVersion b069 SubjectCode b070 SubjectHeadingText
b071 CorporateBodyAsSubject b072 PlaceAsSubject b073 AudienceCode b204 AudienceCodeType b206 AudienceCodeValue
b207 AudienceDescription d101 MainDescription d100 Annotation d102 TextTypeCode x426 TextType d103 TextFormat d104 Text
d107 TextAuthor d108 TextSourceTitle b374 TextSourceCorporate x428 SourceTitle x435 ResourceLink x434 CitationNote
x436 ResourceContentType x437 ResourceMode b367 WebsiteRole b294 WebsiteDescription b295 WebsiteLink f170 ProductWebsiteDescription
f123 ProductWebsiteLink b079 ImprintName b291 PublishingRole b081 PublisherName b209 CityOfPublication b083 CountryOfPublication
b003 PublicationDate b086 AnnouncementDate b087 CopyrightYear b088 YearFirstPublished x448 PublishingDateRole
x315 MeasureType c093 MeasureTypeCode c094 Measurement c095 MeasureUnitCode b368 ThesisType b369 ThesisPresentedTo b370 ThesisYear
b052 ConferenceName g126 PrizeName g127 PrizeYear m184 DefaultLanguageOfText
"""
_words = _TAGS.split()
_COMPOSITES = """
ONIXMessage Header Product ProductIdentifier DescriptiveDetail CollateralDetail ContentDetail PublishingDetail RelatedMaterial
ProductSupply TitleDetail TitleElement Title Contributor NameIdentifier PersonNameIdentifier ContributorDate PersonDate Name
Collection CollectionIdentifier CollectionSequence Series SeriesIdentifier Set Language Extent Subject MainSubject
PersonAsSubject NameAsSubject Audience TextContent OtherText CitedContent SupportingResource ResourceVersion Website
ProductWebsite Imprint Publisher PublishingDate CopyrightStatement Measure SupplyDetail ParentIdentifier Conference Prize
MediaFile AlternativeName SalesRights NotForSale RelatedProduct MarketRepresentation
"""
REFERENCE: dict[str, str] = {
    **{name.lower(): name for name in _COMPOSITES.split()},
    **dict(zip(_words[::2], _words[1::2], strict=True)),
    "ONIXmessage": "ONIXMessage",
}
"""Short tag → reference name; that of a composite is its name in lower case."""

SHORT: dict[str, str] = {name: tag for tag, name in REFERENCE.items()}
"""Reference name → short tag."""

ROLES: dict[str, tuple[str, ...]] = {
    "A01": ("aut",), "A02": ("ctb",), "A03": ("aus",), "A04": ("lbt",), "A05": ("lyr",), "A06": ("cmp",), "A07": ("art",),
    "A08": ("pht",), "A09": ("cre",), "A10": ("oth",), "A11": ("bjd",), "A12": ("ill",), "A13": ("pht",), "A14": ("aut",),
    "A15": ("wpr",), "A16": ("aui",), "A17": ("ctb",), "A18": ("wam",), "A19": ("aft",), "A20": ("ann",), "A21": ("cmm",),
    "A22": ("aft",), "A23": ("wpr",), "A24": ("aui",), "A25": ("ann",), "A26": ("ctb",), "A27": ("ctb",), "A29": ("aui", "ann"),
    "A30": ("prg",), "A31": ("lbt", "lyr"), "A32": ("ctb",), "A33": ("ctb",), "A34": ("ctb",), "A35": ("ill",), "A36": ("cov",),
    "A37": ("ctb",), "A38": ("aut",), "A39": ("ctg",), "A40": ("art",), "A41": ("art",), "A42": ("aut",), "A43": ("ivr",),
    "A44": ("ive",), "A45": ("aut",), "A46": ("art",), "A47": ("art",), "A48": ("art",), "A51": ("ctb",), "A99": ("cre",),
    "B01": ("edt",), "B02": ("edt",), "B03": ("adp",), "B04": ("abr",), "B05": ("adp",), "B06": ("trl",), "B07": ("ctb",),
    "B08": ("trl", "cmm"), "B09": ("pbd",), "B10": ("edt", "trl"), "B11": ("edt",), "B12": ("edt",), "B13": ("edt",),
    "B14": ("edt",), "B15": ("edt",), "B16": ("edt",), "B17": ("oth",), "B18": ("edt",), "B19": ("edt",), "B20": ("edt",),
    "B21": ("edt",), "B22": ("adp",), "B23": ("edt",), "B24": ("edt",), "B25": ("oth",), "B26": ("edt",), "B27": ("dgs",),
    "B28": ("oth",), "B29": ("edt",), "B30": ("ctb",), "B31": ("edt",), "B99": ("adp",), "C01": ("com",), "C02": ("com",),
    "C03": ("com",), "C04": ("com",), "C99": ("com",), "D01": ("pro",), "D02": ("drt",), "D03": ("prf",), "D99": ("drt",),
    "E01": ("prf",), "E02": ("prf",), "E03": ("nrt",), "E04": ("cmm",), "E05": ("prf",), "E06": ("prf",), "E07": ("nrt",),
    "E08": ("prf",), "E09": ("prf",), "E10": ("prf",), "E99": ("prf",), "F01": ("pht",), "Z01": ("ctb",), "Z98": ("oth",),
    "Z99": ("oth",),
}  # fmt: skip
"""List 17: contributor role → MARC relator codes."""

IDENTIFIERS = {
    "04": "upc", "05": "ismn", "06": "doi", "13": "lccn", "22": "urn", "23": "oclc", "25": "ismn", "26": "doi", "35": "ark",
}  # fmt: skip
"""List 5: kind of product number → kind of identifier. 02, 03, 15 and 24 are or hold ISBNs."""

NAME_NUMBERS = {"16": "isni", "18": "naf", "21": "orcid", "25": "gnd", "31": "viaf"}
"""List 44: kind of a name's number."""

FORMS: dict[str, tuple[str, str, str]] = {
    "AA": ("audio", "audio disc", "sound recording"), "AB": ("audio cassette", "audio disc", "sound recording"),
    "AC": ("CD-audio", "audio disc", "sound recording"), "AE": ("audio disc", "audio disc", "sound recording"),
    "AJ": ("downloadable audio", "online resource", "sound recording"),
    "AK": ("preloaded audio player", "audio disc", "sound recording"),
    "AL": ("preloaded audio card", "audio disc", "sound recording"),
    "AN": ("downloadable audio", "online resource", "sound recording"),
    "AO": ("online audio", "online resource", "sound recording"), "AZ": ("audio", "audio disc", "sound recording"),
    "BA": ("book", "volume", "book"), "BB": ("hardback", "volume", "book"), "BC": ("paperback", "volume", "book"),
    "BD": ("loose-leaf", "volume", "book"), "BE": ("spiral bound", "volume", "book"), "BF": ("pamphlet", "volume", "pamphlet"),
    "BG": ("leather bound", "volume", "book"), "BH": ("board book", "volume", "book"), "BI": ("rag book", "volume", "book"),
    "BJ": ("bath book", "volume", "book"), "BK": ("novelty book", "volume", "book"), "BL": ("slide bound", "volume", "book"),
    "BM": ("big book", "volume", "book"), "BN": ("part-work", "volume", "book"), "BO": ("fold-out book", "volume", "book"),
    "BP": ("foam book", "volume", "book"), "BZ": ("book", "volume", "book"), "CA": ("sheet map", "sheet", "map"),
    "CB": ("folded map", "sheet", "map"), "CC": ("flat map", "sheet", "map"), "CD": ("rolled map", "sheet", "map"),
    "CE": ("globe", "", "map"), "CZ": ("map", "sheet", "map"), "DA": ("digital", "online resource", "book"),
    "DB": ("CD-ROM", "computer disc", "book"), "DC": ("CD-I", "computer disc", "book"), "DE": ("game cartridge", "", "software"),
    "DF": ("diskette", "computer disc", "book"), "DG": ("e-book", "online resource", "book"),
    "DH": ("online resource", "online resource", "book"), "DI": ("DVD-ROM", "computer disc", "book"),
    "DZ": ("digital", "online resource", "book"), "EA": ("e-book", "online resource", "book"),
    "EB": ("e-book", "online resource", "book"), "EC": ("online resource", "online resource", "book"),
    "ED": ("e-book", "online resource", "book"), "FA": ("film", "video", "film"), "FC": ("slides", "", "picture"),
    "FZ": ("film", "video", "film"), "LA": ("digital licence", "online resource", "book"), "MA": ("microform", "", "book"),
    "MB": ("microfiche", "microfiche", "book"), "MC": ("microfilm", "microfilm reel", "book"),
    "PC": ("calendar", "", "calendar"), "PI": ("sheet music", "", "score"), "VA": ("video", "video", "film"),
    "VF": ("videodisc", "video", "film"), "VI": ("DVD video", "video", "film"), "VJ": ("VHS video", "video", "film"),
    "VO": ("Blu-ray", "video", "film"), "VZ": ("video", "video", "film"),
}  # fmt: skip
"""Lists 7 and 150: product form → (in words, what carries it, the plain word for what it is)."""

SCHEMES = {
    "04": "lcsh", "05": "mesh", "06": "nal", "07": "aat", "10": "bisac", "11": "bisac", "12": "bic", "13": "bic", "14": "bic",
    "15": "bic", "16": "bic", "17": "bic", "26": "wgs", "27": "gnd", "29": "clil", "31": "nugi", "32": "nur", "36": "gnd",
    "66": "bisac", "67": "bisac", "93": "thema", "94": "thema", "95": "thema", "96": "thema", "97": "thema", "98": "thema",
    "99": "thema",
}  # fmt: skip
"""List 27: subject scheme → its name."""

CLASSES = {"01": "ddc", "02": "ddc", "03": "lcc", "08": "udc", "80": "ddc"}
"""List 27: schemes that are classifications for the shelf."""

KINDS = {"11": "place", "13": "place", "15": "period", "94": "place", "96": "period"}
"""List 27: schemes whose headings are not topics."""

KEYWORDS = "20"
AUDIENCES = {
    "01": "General", "02": "Children", "03": "Young adults", "04": "Primary and secondary education",
    "05": "College and higher education", "06": "Professional and scholarly", "07": "English language teaching",
    "08": "Adult education", "09": "Second language teaching",
}  # fmt: skip
"""List 28: audience → in words."""

PAGES = ("00", "11", "05", "07", "08", "06", "10")
"""List 23: counts of pages, the best one first."""

DESCRIPTIONS = {"TextContent": ("03", "02", "05"), "OtherText": ("03", "01", "02", "18", "17")}
"""Lists 153 and 33: descriptions of the book, the best one first; the others stay extra fields."""

REVIEWS = {"TextContent": ("06", "07", "08"), "OtherText": ("05", "06", "07", "08", "09")}
CONTENTS = "04"

TITLES = {"03": "uniform", "06": "parallel"}
"""List 15: the original title, the title in another language; any other type but 00, 01 and 02 is a variant."""

RESOURCES = {
    "11": "Interview", "12": "Presentation", "13": "Reading", "15": "Sample", "17": "Review", "18": "Commentary",
    "19": "Reading group guide", "20": "Teacher's guide", "21": "Article", "25": "Table of contents", "26": "Trailer",
    "28": "Full content", "33": "Student's guide",
}  # fmt: skip
"""List 158: resources that may be linked, in words. Covers, logos and portraits are not."""
