"""Two people at one subject: the talk list. Sittings of two, with their turns and their Break, will stand beside it.

`models` are its rows, `actions` put them there and clear them, `reading` is what one reader finds, and `origins` says
how a question reads that came from another room.
"""
