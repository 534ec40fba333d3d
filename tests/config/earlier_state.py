"""What an earlier Twofold left behind, in a few statements for either database."""

EARLIER = [
    "CREATE TABLE django_migrations (id integer PRIMARY KEY, app varchar(255), name varchar(255), applied timestamp)",
    "INSERT INTO django_migrations VALUES (1, 'vault', '0001_initial', '2026-11-21 00:00:00')",
    "INSERT INTO django_migrations VALUES (2, 'couples', '0001_initial', '2026-11-21 00:00:00')",
    "INSERT INTO django_migrations VALUES (3, 'couples', '0002_session', '2026-11-22 00:00:00')",
    "CREATE TABLE vault_key (id varchar(32) PRIMARY KEY, wrapped varchar(99), destroyed_on date)",
    "CREATE TABLE couples_person (id varchar(32) PRIMARY KEY, email varchar(254))",
    "INSERT INTO couples_person VALUES ('1', 'robin@example.org')",
]

WRITTEN = "was written by another version of Twofold, most likely an earlier one, and this one cannot read it"
MOVE_IT_AWAY = (
    f"What is in {{folder}} {WRITTEN}; nothing in it was changed:"
    " move that folder away, or set TWOFOLD_DATA to another, and try again.\n"
)
NAME_ANOTHER = (
    f"The database that DATABASE_URL names {WRITTEN}; nothing in it was changed:"
    " keep it as it is, let DATABASE_URL name a new one, and try again.\n"
)
