"""What e-books and their libraries say of themselves: OPF, EPUB, OPDS, calibre."""
