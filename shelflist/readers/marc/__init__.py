"""MARC 21 and UNIMARC, whatever carries them: ISO 2709, XML, JSON, text."""
