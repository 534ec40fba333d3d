"""The plan itself: its content as plain values, and how far somebody is. It knows kinds only by their registry."""
