"""Descriptions made for exchange: MODS, Dublin Core, ONIX."""
