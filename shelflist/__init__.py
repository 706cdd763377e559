"""Shelflist: bibliographic records in, a static, searchable reading list out."""

__version__ = "0.1.0"
