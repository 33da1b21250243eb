"""The steps of a process: SpiffWorkflow's task specifications with the behaviour the subset promises.

Each class derives from the library's own for that element and replaces what was found wrong there
(docs/decisions/011). None of them keeps anything about a running case: they are shared by all cases.
"""
