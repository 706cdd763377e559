"""Programs for private collections, and the answers of catalogues on the web."""
