"""References of reference managers: BibTeX, RIS, CSL-JSON, EndNote, Zotero."""
