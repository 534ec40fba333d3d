"""The deck: everyday situations by topic, each to be rated alone. A topic is a file; ratings are rows of `sealed`."""
