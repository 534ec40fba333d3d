"""A small room such as any other: it owes what stands in its own file, so that a worker process owes the same."""
