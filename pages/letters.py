"""When two texts are the same, and when a text is none: letters that look alike, letters that print nothing. Pure."""

import re
import unicodedata

# Default_Ignorable_Code_Point of the Unicode Character Database (DerivedCoreProperties), and the empty Braille cell.
# The standard library tells categories only, by which the fillers among them are letters.
PRINT_NOTHING = (
    *((0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F)),
    *((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x2800, 0x2800), (0x3164, 0x3164), (0xFE00, 0xFE0F)),
    *((0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF)),
)
BLANK = re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in PRINT_NOTHING) + "]")
MAILED_CODE = re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b")


def is_visible(text: str) -> bool:
    """Whether there is anything to see: not only spaces, controls, fillers, joiners and marks of direction."""
    return any(unicodedata.category(letter)[0] not in "ZC" for letter in BLANK.sub("", text))


def composed(text: str) -> str:
    """The text with every letter in one form (NFC): a keyboard may send an é as one letter or as two."""
    return unicodedata.normalize("NFC", text)


def same_name(text: str) -> str:
    """By what names are compared: one form of each letter however wide, no case, no letters that print nothing, and
    one space between words."""
    plain = unicodedata.normalize("NFKC", BLANK.sub("", text))
    return " ".join(unicodedata.normalize("NFKC", plain.casefold()).split())


def same_address(text: str) -> str:
    """By what e-mail addresses are compared: one form of each letter, small letters, nothing around."""
    return composed(text).strip().lower()


def code_in(text: str) -> str:
    """The code that somebody typed or pasted, be it with the whole line of the mail: its letters and digits, however
    wide they were and whatever stood between them."""
    plain = unicodedata.normalize("NFKC", text).upper()
    mailed = MAILED_CODE.search(plain)
    return "".join(letter for letter in (mailed[0] if mailed else plain) if letter.isalnum())
