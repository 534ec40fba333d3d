"""What a password has to be, as the settings say."""

from django.contrib.auth.password_validation import MinimumLengthValidator, get_default_password_validators


def least_password() -> int:
    """How many characters a password needs."""
    return next((v.min_length for v in get_default_password_validators() if isinstance(v, MinimumLengthValidator)), 8)
