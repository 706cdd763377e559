"""What files of several formats have in common: XML, tables, JSON, lines of text. No module here knows a format."""
