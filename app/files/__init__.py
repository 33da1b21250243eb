"""Uploaded files: refuse what is dangerous, keep the rest by content, give it back as a download."""
