"""What must happen to an index so that it is that of the records that there are now."""

import msgspec

from giaoban.search.layout import Layout, layout_of, place_records

SOME, SHARE = 10, 20
"""When more than SOME documents and one in SHARE change, indexing all of them is quicker."""


class Held(msgspec.Struct, frozen=True):
    """What is known of an indexed record: the digest of its file, and its number."""

    digest: str
    number: int


class Basis(msgspec.Struct, frozen=True):
    """What an index as a whole was made with: its layout, and the digest of program and vocabulary."""

    layout: Layout
    context: str


class Update(msgspec.Struct, frozen=True):
    """Records to `remove` are held under a number that is no longer theirs or have another text now."""

    basis: Basis
    numbers: dict[str, int]
    anew: bool
    remove: list[str]
    insert: list[str]

    @property
    def placed(self) -> list[tuple[int, str]]:
        """The records to insert, in the order of their numbers."""
        return sorted((self.numbers[identity], identity) for identity in self.insert)


def update_of(held: dict[str, Held], basis: Basis | None, listed: dict[str, str], context: str) -> Update:
    """`listed` maps each record that there is now to the digest of its file."""
    wanted = Basis(layout_of(len(listed)), context)
    if basis != wanted:
        return Update(wanted, place_records(listed, wanted.layout.places), True, [], list(listed))
    if held.keys() == listed.keys():
        numbers = {each: known.number for each, known in held.items()}
    else:
        numbers = place_records(listed, wanted.layout.places)
    known = {each: Held(digest, numbers[each]) for each, digest in listed.items()}
    insert = [each for each, now in known.items() if held.get(each) != now]
    remove = [each for each, before in held.items() if known.get(each) != before]
    if max(len(insert), len(remove)) > SOME + len(listed) // SHARE:
        return Update(wanted, numbers, True, [], list(listed))
    return Update(wanted, numbers, False, remove, insert)
