"""The words in which limits are written down."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Amount:
    """So many times in so many seconds, which begin and end for everybody at the same moments."""

    most: int
    seconds: int


@dataclass(frozen=True)
class Kind:
    """Acts that are counted together: for each member, for each address, and for the address of who is signed out."""

    name: str
    member: tuple[Amount, ...] = ()
    address: tuple[Amount, ...] = ()
    visitor: tuple[Amount, ...] = ()
    routes: frozenset[str] = frozenset()
    counts_reading: bool = False  # opening the page already is the act
    is_apart: bool = False  # counted here alone, so that it leaves room for what people do
