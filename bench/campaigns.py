"""placeholder"""


def measure(place, sizes):
    yield from ()
