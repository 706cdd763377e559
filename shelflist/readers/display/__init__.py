"""Records as a catalogue shows them: labelled text, copied or saved from its page."""
