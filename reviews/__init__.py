"""The agreement gone through by both at once, line by line, each on a screen of their own; and notes for oneself."""
