"""Tracking codes can be dictated, and a slip is noticed."""

from app.applications.codes import ALPHABET, is_code, new_code, normal, shown


def test_a_new_code_is_a_code_however_it_is_typed():
    code = new_code()
    assert is_code(normal(f" {shown(code).lower()} "))


def test_every_wrong_character_is_noticed():
    code = new_code()
    wrong = [code[:at] + other + code[at + 1 :] for at in range(len(code)) for other in ALPHABET if other != code[at]]
    assert [one for one in wrong if is_code(one)] == []


def test_every_two_neighbours_exchanged_are_noticed():
    code = new_code()
    pairs = [(at, at + 1) for at in range(len(code) - 1) if code[at] != code[at + 1]]
    exchanged = [code[:a] + code[b] + code[a] + code[b + 1 :] for a, b in pairs]
    assert [one for one in exchanged if is_code(one)] == []


def test_no_character_can_be_taken_for_another():
    assert not set("01OILUV") & set(ALPHABET)


def test_the_code_that_pages_give_as_an_example_is_one():
    assert is_code(normal("7K4M-92QX-TY"))
