"""What the tags and codes of PICA mean, as data, by the K10plus format (format.k10plus.de) and its map to MARC 21."""

ORIGINS: dict[str, tuple[str, ...]] = {
    "title": ("021A", "036C", "022A"),
    "subtitle": ("021A",),
    "parts": ("036C", "021A", "021C"),
    "responsibility": ("021A",),
    "parallel_titles": ("021G", "021A"),
    "other_titles": ("025@", "027A", "046A", "046C", "047C"),
    "uniform_title": ("022A",),
    "contributors": ("028A", "028B", "028C", "028D", "028E", "028F", "028G", "029A", "029E", "029F", "029G"),
    "edition": ("032@",),
    "imprints": ("033A", "033B", "033C", "033E", "033F", "011@"),
    "date": ("011@", "033A", "011F"),
    "extent": ("034D", "034M", "034I", "034K", "002E"),
    "series": ("036E", "036F", "036C", "036D"),
    "isbns": ("004A", "004D"),
    "identifiers": ("003@", "003O", "003T", "004R", "004U", "004V", "005A", "005I", "006A", "006G"),
    "classes": ("045A", "045B", "045C", "045E", "045F", "045G", "045Q", "045R", "045T", "045X"),
    "subjects": ("013D", "013G", "041A", "044A", "044C", "044K", "044L", "044N", "044S", "045D"),
    "languages": ("010@",),
    "original_languages": ("010@",),
    "country": ("019@",),
    "contents": ("031C", "046M"),
    "summary": ("047I",),
    "notes": ("030F", "037A", "037C", "037F", "037G", "046H", "046L", "046P", "046U", "046V"),
    "links": ("009Q", "017C", "017D", "017G", "017H"),
    "host": ("039B", "031A"),
}

FORMS = {
    "A": "printed text", "B": "film", "C": "braille", "E": "microform", "F": "microform", "G": "sound recording",
    "H": "manuscript", "K": "map", "M": "score", "O": "online resource", "S": "computer file", "V": "object",
    "Z": "mixed materials",
}  # fmt: skip
"""First letter of 002@: what it is."""

LEVELS = {
    "a": "monograph", "b": "serial", "c": "multi-part work", "d": "series", "f": "part", "F": "part", "o": "article",
    "s": "article", "v": "volume of a serial",
}  # fmt: skip
"""Second letter of 002@: how it is published."""

CARRIERS = {
    "nc": "volume", "cr": "online resource", "cd": "computer disc", "sd": "audio disc", "he": "microfiche",
    "hd": "microfilm reel", "vd": "video", "nb": "sheet",
}  # fmt: skip
ROLES = {
    "verfasser": "aut", "herausgeber": "edt", "übersetzer": "trl", "illustrator": "ill", "mitwirkende": "ctb",
    "fotograf": "pht", "komponist": "cmp", "regisseur": "drt", "bearbeiter": "edt", "beiträger": "ctb", "sprecher": "nrt",
    "herausgebendes organ": "isb", "kartograf": "ctg", "verfasser eines vorworts": "wpr", "redakteur": "red",
    "verlag": "pbl", "drucker": "prt",
}  # fmt: skip
"""The words of $B without their gender."""

CLASSES = {
    "045A": "lcc", "045B": "kab", "045C": "nlm", "045E": "sdnb", "045F": "ddc", "045G": "ddc", "045Q": "bkl",
    "045R": "rvk", "045T": "rvk", "045X": "",
}  # fmt: skip
NOTES = {
    "030F": "general", "037A": "general", "037C": "thesis", "037F": "general", "037G": "general", "046H": "general",
    "046L": "language", "046P": "general", "046U": "audience", "046V": "general",
}  # fmt: skip
SUBJECTS = {
    "013D": ("genre", "gnd-content"), "013G": ("genre", ""), "041A": ("topic", "gnd"), "044A": ("topic", "lcsh"),
    "044C": ("topic", "mesh"), "044K": ("topic", "gnd"), "044L": ("topic", "gnd"), "044N": ("keyword", ""),
    "044S": ("genre", "gnd"), "045D": ("topic", "stw"),
}  # fmt: skip
KINDS = {"Tp": "person", "Tb": "corporate", "Tf": "meeting", "Tg": "place", "Tu": "title"}
"""Opening of $V: the kind of an authority record."""

IDENTIFIERS = {
    "003O": "oclc", "003T": "oclc", "004R": "handle", "004U": "urn", "004V": "doi", "005A": "issn", "005I": "issn",
    "006A": "lccn", "006G": "dnb",
}  # fmt: skip
USED: dict[str, str] = {
    "002@": "0", "002E": "ab", "003@": "0", "004A": "0Af", "004D": "0Af", "010@": "ac", "011@": "abn", "011F": "n",
    "019@": "a", "021A": "adefhl", "021C": "aldh", "021G": "ad", "022A": "adfgnp", "025@": "a", "027A": "a",
    "030F": "ajkp", "031A": "dehjy", "031C": "ay", "032@": "ah", "034D": "a", "034I": "a", "034K": "a", "034M": "a",
    "036C": "adlh", "036D": "adlh", "036E": "adlhpm", "036F": "adl1", "037A": "a", "037C": "adefg", "037F": "a",
    "039B": "atdefgnphliC6", "046A": "a", "046C": "a", "046M": "ahup", "047C": "a", "047I": "a",
    **dict.fromkeys(("028A", "028B", "028C", "028D", "028E", "028F", "028G"), "adcnlPADCNLEMB48"),
    **dict.fromkeys(("029A", "029E", "029F", "029G"), "abcdngAFGBDM48"),
    **dict.fromkeys(("033A", "033B", "033C", "033E", "033F"), "pnh"),
    **dict.fromkeys(CLASSES, "ae"), "045A": "ab", "045E": "a", **dict.fromkeys(IDENTIFIERS, "a0"),
    **{tag: "a" for tag in NOTES if tag not in ("030F", "037C")},
    **dict.fromkeys(SUBJECTS, "asxyzgADG8SNEM"), **dict.fromkeys(("009Q", "017C", "017D", "017G", "017H"), "uy3"),
}  # fmt: skip
"""Tag → the subfields that this map uses; what else stands in them is an extra field."""

PLUMBING = frozenset("9735VTUwv12X")
"""Subfields that link to other records of the same database and say nothing of the book."""
