"""LaTeX in the fields of a BibTeX file → plain text in Unicode (The LaTeX Companion, ch. 7; the symbols are pylatexenc's).

One pass without recursion, so that neither depth nor length can stop it. Nothing is carried out: \\input and \\write18 are
commands like any other that has no text of its own, and those are kept as they are printed, and told.
"""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

ACCENTS: dict[str, str] = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307", "u": "\u0306",
    "v": "\u030c", "H": "\u030b", "c": "\u0327", "d": "\u0323", "b": "\u0331", "r": "\u030a", "k": "\u0328", "h": "\u0309",
    "t": "\u0361", "G": "\u030f", "U": "\u030e", "hat": "\u0302", "bar": "\u0304", "tilde": "\u0303", "vec": "\u20d7",
    "dot": "\u0307", "ddot": "\u0308", "acute": "\u0301", "grave": "\u0300", "check": "\u030c", "breve": "\u0306",
    "overline": "\u0305", "ogonek": "\u0328", "cedilla": "\u0327",
}  # fmt: skip
"""Command → the mark that it puts on the next letter."""

SPACING = {"\u0303": "~", "\u0302": "^", "\u0300": "`", "\u0308": '"'}
"""What an accent without a letter prints; the others print nothing."""

SYMBOLS: dict[str, str] = {
    "i": "ı", "j": "ȷ", "ss": "ß", "SS": "ẞ", "l": "ł", "L": "Ł", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ",
    "oe": "œ", "OE": "Œ", "ng": "ŋ", "NG": "Ŋ", "dj": "đ", "DJ": "Đ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "S": "§",
    "P": "¶", "dag": "†", "ddag": "‡", "dagger": "†", "ddagger": "‡", "pounds": "£", "euro": "€", "texteuro": "€", "EUR": "€",
    "copyright": "©", "ldots": "…", "dots": "…", "textellipsis": "…", "emdash": "—", "endash": "–", "slash": "/",
    "textquotesingle": "'", "textquotedbl": '"', "textasciitilde": "~", "textasciicircum": "^", "textunderscore": "_",
    "textbar": "|", "textless": "<", "textgreater": ">", "textdollar": "$", "textbraceleft": "{", "textbraceright": "}",
    "backslash": "\\", "textbackslash": "\\", "lq": "‘", "rq": "’", "glqq": "„", "grqq": "“", "glq": "‚", "grq": "‘",
    "flqq": "«", "frqq": "»", "guillemetleft": "«", "guillemetright": "»", "textemdash": "—", "textendash": "–",
    "textquotedblleft": "“", "textquotedblright": "”", "TM": "™", "hyphen": "-", "textminus": "−", "to": "→",
    "ge": "≥", "le": "≤", "ne": "≠", "gets": "←", "cdot": "·", "bullet": "•", "cdots": "⋯", "lbrace": "{", "rbrace": "}",
    "epsilon": "ε", "phi": "φ", "ell": "ℓ", "emptyset": "∅", "vert": "|", "sim": "∼", "prime": "′", "land": "∧", "lor": "∨",
    "TeX": "TeX", "LaTeX": "LaTeX", "LaTeXe": "LaTeX2ε", "BibTeX": "BibTeX", "AmSTeX": "AMS-TeX", "AMSTEX": "AMS-TeX",
    "AmSLaTeX": "AMS-LaTeX", "AMSLaTeX": "AMS-LaTeX", "LAMSTeX": "LAMS-TeX", "SLiTeX": "SliTeX", "SliTeX": "SliTeX",
    "pdfTeX": "pdfTeX", "PDFTeX": "pdfTeX", "XeTeX": "XeTeX", "XeLaTeX": "XeLaTeX", "LuaTeX": "LuaTeX", "Xy": "Xy", "eTeX": "e-TeX",
    "METAFONT": "Metafont", "MF": "Metafont", "METAPOST": "MetaPost", "MP": "MetaPost", "POSTSCRIPT": "PostScript",
    "PS": "PostScript", "TUB": "TUGboat", "TUGboat": "TUGboat", "WEB": "WEB", "CWEB": "CWEB", "CTAN": "CTAN", "FEATPOST": "FeatPost",
    "toenglish": "[", "endtoenglish": "]", "newblock": " ", "par": " ", "newline": " ", "linebreak": " ", "quad": " ", "qquad": " ",
    "space": " ", "hfill": " ", "hskip": " ", "enspace": " ", "thinspace": " ", "nobreakspace": " ", "break": " ", "item": " ",
    " ": " ", "\n": " ", "\t": " ", ",": " ", ";": " ", ":": " ", ">": " ", "\\": " ", "!": "", "-": "", "/": "", "@": "",
    "&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", "|": "‖", "+": "", "<": "",
}  # fmt: skip
"""Command → its text; what is not here is looked up in pylatexenc's table."""

WORDS = frozenset(
    ("log", "ln", "exp", "sin", "cos", "tan", "lim", "max", "min", "sup", "inf", "det", "dim", "ker", "deg", "gcd", "mod", "arg",
     "Pr", "hom")
)  # fmt: skip
"""Operators of mathematics that are printed as their name."""

SILENT = frozenset(
    ("em", "bf", "it", "tt", "sc", "rm", "sf", "sl", "tiny", "scriptsize", "footnotesize", "small", "normalsize", "large",
     "Large", "LARGE", "huge", "Huge", "emph", "textit", "textbf", "texttt", "textsc", "textrm", "textsf", "textsl", "textup",
     "textnormal", "textmd", "textlf", "text", "mbox", "hbox", "fbox", "makebox", "underline", "uline", "protect", "relax",
     "noindent", "unskip", "ignorespaces", "allowbreak", "nobreak", "nolinebreak", "penalty", "displaystyle", "textstyle",
     "mathrm", "mathit", "mathbf", "mathsf", "mathtt", "mathcal", "mathnormal", "mathop", "operatorname", "boldsymbol", "bm",
     "mkbibemph", "mkbibbold", "mkbibitalic", "mkbibparens", "booktitle", "path", "url", "nolinkurl", "autocap", "bibstring",
     "singleletter", "ensuremath", "left", "right", "big", "Big", "bigg", "Bigg", "limits", "nolimits", "bfseries", "itshape",
     "scshape", "ttfamily", "rmfamily", "sffamily", "mdseries", "upshape", "slshape", "em", "normalfont", "NoCaseChange",
     "MakeLowercase", "titlecap", "pkg", "titleref", "leavevmode", "null", "latin", "textlatin", "textgreek", "textcyrillic",
     "frenchspacing", "sloppy", "raggedright", "centering", "english", "textquotestraightbase")
)  # fmt: skip
"""Commands that change only how their argument looks."""

DROPPED = frozenset(
    ("noopsort", "hphantom", "phantom", "vphantom", "vspace", "hspace", "label", "index", "hyphenation", "color", "textcolor",
     "selectlanguage", "foreignlanguage", "href", "SortNoop", "sortnoop", "nocite", "thispagestyle", "hypersetup", "switchargs")
)  # fmt: skip
"""Commands whose (first) argument is not printed."""

AROUND: dict[str, tuple[str, str]] = {
    "enquote": ("“", "”"), "mkbibquote": ("“", "”"), "footnote": (" (", ")"), "cite": ("[", "]"), "citep": ("[", "]"),
    "citet": ("[", "]"), "mkbibbrackets": ("[", "]"), "frac": ("", "/"), "nicefrac": ("", "/"), "dfrac": ("", "/"),
    "tfrac": ("", "/"), "sqrt": ("√(", ")"), "binom": ("", " over "), "parencite": ("[", "]"), "autocite": ("[", "]"),
}  # fmt: skip
"""Command → what stands before and behind its argument."""

SUPER = dict(zip("0123456789+-=()niabcdefghjklmoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True))
SUB = dict(zip("0123456789+-=()aeoxhklmnpstijruv", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ", strict=True))
DOUBLE = dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True))
TABLES = {
    "^": SUPER, "_": SUB, "B": DOUBLE,
    "above": {c: SUPER[c] for c in "0123456789"}, "below": {c: SUB[c] for c in "0123456789"},
}  # fmt: skip
"""Kind of a script → character → how it looks there. In running text ("19th") letters stay letters."""

SCRIPTS = {"textsuperscript": "above", "mkbibsuperscript": "above", "textsubscript": "below", "mathbb": "B", "Bbb": "B"}

_TOKEN = re.compile(r"\\(?:([A-Za-z]+)\*?[ \t\n]*|(.)|$)|[{}$~^_]|-{2,3}(?!-)|``|''", re.DOTALL)
_CHEAP = re.compile(r"[\\{}$~]|--|``|''")
_ESCAPED = re.compile(r"\\([_%&#~{}$])")
_MATH_ENDS = frozenset("()[]")
_VERBATIM = frozenset(("path", "verb", "url", "lstinline"))
_DOTLESS = {"ı": "i", "ȷ": "j"}


class Text(NamedTuple):
    """A field as text, and the commands in it that have no text of their own."""

    text: str
    unknown: list[str]


@cache
def _symbols() -> dict[str, str]:
    """Command → text: pylatexenc's table turned round, and ours."""
    from pylatexenc.latexencode import get_builtin_uni2latex_dict

    form = re.compile(r"(?:\\ensuremath\{)?\\([A-Za-z]+)(?:\{\})?\}?")
    found: dict[str, str] = {}
    for code, command in get_builtin_uni2latex_dict().items():
        if (match := form.fullmatch(command)) and match[1] not in ACCENTS:
            found.setdefault(match[1], chr(code))
    return found | SYMBOLS | {word: word for word in WORDS}


def read(text: str) -> Text:
    """Text in LaTeX → what it says."""
    if not _CHEAP.search(text):
        return Text(text, [])
    made = _Reading(text)
    made.run()
    return Text("".join(made.out), made.unknown)


def verbatim(text: str) -> str:
    """An address or a name of a file, in which only single signs are escaped."""
    return _ESCAPED.sub(r"\1", text)


def plain(text: str) -> str:
    """The same without the list of what is not known."""
    return read(text).text


class _Group(NamedTuple):
    """An open brace: what its command is, what to print behind it, where its text begins."""

    kind: str
    behind: str
    start: int


class _Reading:
    """One pass over a text; `run` is its one use."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.out: list[str] = []
        self.unknown: list[str] = []
        self.groups: list[_Group] = []
        self.marks: list[str] = []  # accents that wait for their letter
        self.next = ("", "", "")  # kind, before and behind of a group that a command waits for
        self.math = False

    def run(self) -> None:
        text, place = self.text, 0
        while (match := _TOKEN.search(text, place)) is not None:
            if match.start() > place:
                self.say(text[place : match.start()])
            place = match.end()
            mark = match[0]
            if match[1]:
                place = self.command(match, place)
            elif mark[0] == "\\":
                self.symbol(match[2] or "")
            elif mark == "{":
                self.open()
            elif mark == "}":
                self.close()
            else:
                self.sign(mark)
        if place < len(text):
            self.say(text[place:])
        self.flush()

    def say(self, text: str) -> None:
        """Prints text; a waiting accent or script takes its first letter."""
        if self.marks:
            text = text.lstrip()
            if not text:
                return
            if text[0].isalpha():
                base = unicodedata.normalize("NFC", _DOTLESS.get(text[0], text[0]) + "".join(self.marks[::-1]))
                text, self.marks = base + text[1:], []
            self.flush()
        elif self.next[0] in TABLES:
            table, self.next = TABLES[self.next[0]], ("", "", "")
            stripped = text.lstrip()
            if stripped:
                text = table.get(stripped[0], stripped[0]) + stripped[1:]
        elif self.next[0] and (word := text.strip()) and word[0] != "[" and not word.isdecimal():
            self.next = ("", "", "")  # neither \cite[p. 3]{key} nor \write18{…}: the command takes no group
        self.out.append(text)

    def flush(self) -> None:
        """Accents without a letter."""
        self.out += [SPACING.get(mark, "") for mark in self.marks]
        self.marks = []

    def sign(self, mark: str) -> None:
        """A character that is not itself: $ ~ ^ _ -- `` ''."""
        if mark == "$":
            self.math = not self.math
        elif mark in "^_":
            if self.math and not self.marks:
                self.next = (mark, "", "")
            else:
                self.say(mark)
        elif mark[0] == "-":
            self.say(mark if self.math else "–" if mark == "--" else "—")
        else:
            self.say({"~": " ", "``": "“", "''": "”"}[mark])

    def symbol(self, name: str) -> None:
        """A command of one sign."""
        if name in ACCENTS and not self.math:
            self.marks.append(ACCENTS[name])
        elif name in _MATH_ENDS:
            self.math = name in "(["
        elif name in SYMBOLS:
            self.say(SYMBOLS[name])
        else:
            self.say("\\" + name)
            if name:
                self.unknown.append("\\" + name)

    def command(self, match: re.Match[str], place: int) -> int:
        """A command of letters; where reading goes on."""
        name, after = match[1], self.text[place : place + 1]
        if name in _VERBATIM and after and after not in "{ \n}" and (end := self.text.find(after, place + 1)) > 0:
            self.say(self.text[place + 1 : end])
            return end + 1
        if name in _VERBATIM and after == "{" and (end := self.text.find("}", place)) > 0:
            inner = self.text[place + 1 : end]
            if "{" not in inner:
                self.say(verbatim(inner))
                return end + 1
        if name in ACCENTS and (len(name) > 1 or self.math is False):
            self.marks.append(ACCENTS[name])
        elif name in SCRIPTS:
            self.next = (SCRIPTS[name], "", "")
        elif name in AROUND:
            self.next = ("around", *AROUND[name])
        elif name in DROPPED:
            self.next = ("drop", "", "")
        elif name in SILENT:
            if name in ("emph", "text", "mbox") and self.next[0] not in TABLES:
                self.next = ("", "", "")
        elif (found := _symbols().get(name)) is not None:
            self.say(found)
            # The spaces behind a word's command are a part of it in TeX; people who type "\LaTeX and" mean a space.
            if len(found) > 1 and match[0][-1:].isspace():
                self.out.append(" ")
        else:
            self.say(match[0])
            self.unknown.append("\\" + name)
            self.next = ("literal", "{", "}")
        return place

    def open(self) -> None:
        kind, before, behind = self.next
        self.next = ("", "", "")
        if before:
            self.out.append(before)
        self.groups.append(_Group(kind, behind, len(self.out)))

    def close(self) -> None:
        self.flush()
        self.next = ("", "", "")
        if not self.groups:
            return
        group = self.groups.pop()
        if group.kind == "drop":
            del self.out[group.start :]
        elif group.kind in TABLES:
            inner = "".join(self.out[group.start :]).strip()
            table = TABLES[group.kind]
            if len(inner) <= 200 and all(c in table for c in inner):
                inner = "".join(table[c] for c in inner)
            elif self.math and group.kind in "^_":
                inner = f"{group.kind}{inner}" if len(inner) == 1 else f"{group.kind}({inner})"
            self.out[group.start :] = [inner]
        elif group.behind:
            self.out.append(group.behind)
