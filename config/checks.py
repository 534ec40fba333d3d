"""System checks: what is wrong with this machine's settings, and how to mend it. `manage.py check` shows them."""
