"""Why nobody is reminded of a case or a task at present: each reason by itself, and what follows from them together."""
