"""Waves: what goes out on one day, seen before it does and after it has; and the days ahead."""
