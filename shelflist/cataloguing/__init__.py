"""The rules of the catalogue: pure functions from text to a value, one module a subject. They import `model`, and `wording`
to mark the words of their tables, which pages say."""
