"""The sealed pair, once for every room: two people answer apart, and both answers open together.

`piece` says which models hold a question, `models` are their abstract rows, `actions` keep, seal, take back and open,
`folding` decides question by question what opens, `times` decides when.
"""
