"""LaTeX → text: accents, symbols, mathematics, what is inert; and that no text takes long."""

import pytest

from shelflist.readers.citations import latex
from tests.soak.fuzz import PATIENT, limited

TEXTS = [
    (r"G{\"o}del", "Gödel"),
    (r"\'{E}t\'e", "Été"),
    (r"{\'{\i}}, \'\i, \'i", "í, í, í"),
    (r"\v{S}koda \c cedilla \k{a}", "Škoda çedilla ą"),
    (r"{\L}ukasz, \aa ngstr\"om, \O", "Łukasz, ångström, Ø"),
    (r"\~{}me and \~nandu", "~me and ñandu"),
    (r"``Said'' -- so --- it", "“Said” – so — it"),
    (r"The {\TeX}book, \LaTeX{} and \BibTeX", "The TeXbook, LaTeX and BibTeX"),
    (r"A\&B, 5\,\%, \$3, \#1, a\_b, \{x\}", "A&B, 5 %, $3, #1, a_b, {x}"),
    (r"\emph{In} {\bf fat} \textsc{Small}", "In fat Small"),
    (r"$\alpha^2_{ij}$ and H$_2$O", "α²ᵢⱼ and H₂O"),
    (r"$\mathbb{R}^n$, $O(n \log n)$", "ℝⁿ, O(n log n)"),
    (r"$x^{ab+q}$", "x^(ab+q)"),
    (r"19\textsuperscript{th}, m\textsuperscript{2}", "19th, m²"),
    (r"\noopsort{1973a}1973", "1973"),
    (r"\enquote{So}", "“So”"),
    (r"\path|a_b~c| \url{http://a.example/~b_c}", "a_b~c http://a.example/~b_c"),
    (r"Ad{\-d}i{\-s}on", "Addison"),
    (r"plain text stays \ ", "plain text stays  "),
    ("A {Title} with {{Braces}}", "A Title with Braces"),
    ("unbalanced } and {", "unbalanced  and "),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_text(text, expected):
    assert latex.read(text) == (expected, [])


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        pytest.param(r"\input{/etc/passwd}", [r"\input"], id="row 76 input"),
        pytest.param(r"\write18{rm -rf x}", [r"\write"], id="row 76 write18"),
        pytest.param(r"\include{x} \openin1=y", [r"\include", r"\openin"], id="row 76 include"),
        (r"\strange{word}", [r"\strange"]),
    ],
)
def test_unknown_commands_stay_as_printed(text, unknown):
    assert latex.read(text) == (text, unknown)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{" * 50_000 + "x" + "}" * 50_000, id="row 75 braces"),
        r"\textsuperscript{" * 20_000 + "}" * 20_000,
        "\\" * 100_000, "$" * 100_000, "\\'" * 100_000, "\\path" * 50_000, "\\verb|" * 50_000, "^" * 100_000, "\\url{" * 50_000,
    ],
    ids=lambda text: text[:6],
)  # fmt: skip
def test_nothing_takes_long(text):
    with limited(PATIENT):
        latex.read(text)
