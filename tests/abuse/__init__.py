"""Wrong input and misuse: what is refused, in which words, and that nothing changes."""
