"""What is held back stays held back until somebody releases it."""

from app.timeline.hold import hold_sending, release_sending, sending_is_held


def test_a_new_installation_sends(reading):
    with reading():
        assert not sending_is_held()


def test_sending_is_held_until_it_is_released(writing, reading, now):
    for _ in range(2):
        with writing():
            hold_sending("restored from a backup", now)
    with reading():
        assert sending_is_held()
    with writing():
        assert release_sending()
    with writing():
        assert not sending_is_held()
        assert not release_sending()
