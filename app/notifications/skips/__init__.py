"""Leave an agency alone for once: who gets no reminder in the wave of one day, and why."""
