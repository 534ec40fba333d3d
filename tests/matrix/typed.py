"""What is typed into forms is marked, so that it can be looked for where nothing typed may be: in sessions, in logs."""

TYPED = "zqtyped0words0zq"
NEW_PASSWORD = "zqtyped0password0zq"
