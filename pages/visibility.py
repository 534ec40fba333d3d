"""Who sees what somebody writes: said before every input, and beside every word that is taken along."""

ONLY_YOU, SEALED, SHARED = VISIBILITIES = ("only-you", "sealed", "shared")
