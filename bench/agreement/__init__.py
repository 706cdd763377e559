"""Whether our readers say of a record what another program says of it.

Beside some of the real records stands what Zotero, Better BibTeX, JabRef or yaz-marcdump make of the same file
(`X.expected.json`, `.bib`, `.xml`). `python -m bench.agreement` reads both sides (`ours`, `theirs`), brings eight fields to
a form in which what means the same is the same (`forms`), pairs the records and compares them value by value (`compare`).
Every value that differs must have a verdict with a reason in `verdicts.toml`; the command fails where one has none.

One value is one field of one record: title, people, year, publisher, ISBN, series, pages or language. It is comparable when
both sides have it, and then it agrees or it does not. Where one side alone has it, it is a disagreement whenever the field
is there in the input, whichever side left it out: what we have we have from a field of the input, since our readers invent
nothing, so a value of ours that is missing there always counts; a value of theirs that is missing here always counts too,
even one that they made up. A record that one side alone has counts with every value that it holds. Not
comparable is a field that neither side has, and a title of ours that stands for one that the input lacks (a journal's
title for its article's), where the other side has none. Nothing is left out because it looks bad.
"""
