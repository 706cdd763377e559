"""Exports of reading trackers, with what their readers did and thought."""
