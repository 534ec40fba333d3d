"""Files that say what pages hold: what a field of one may be, and the same file in another language. Pure."""
