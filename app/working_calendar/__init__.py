"""The working calendar as people edit it: decide about days, see beforehand which dates move, let them move."""
