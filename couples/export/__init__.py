"""All that a person may take with them: `shape` is what each room hands over, `document` the two files made of it."""
