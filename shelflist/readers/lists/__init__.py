"""The owner's own tables and lists, with ordinary names."""
