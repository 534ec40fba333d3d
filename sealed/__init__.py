"""The sealed pair, once for every room: two people answer apart, and both answers open together.

A room says what is asked by a `piece.Piece`, puts its pages (`urls`) under an address of its own, and registers in
`pieces` how it is found again. The rest is here: `models` are the rows, `actions` keep, seal, take back and open,
`reading` is what one reader finds, `folding` decides question by question what opens, `times` decides when.
"""
