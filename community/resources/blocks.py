"""Claims that belong together on the page: a paragraph, the items of a list, a disagreement, a comparison."""

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from community.resources.models import Claim, Part


class Row(NamedTuple):
    name: str
    cells: "list[Claim]"


class Block(NamedTuple):
    kind: str
    claims: "list[Claim]"

    @property
    def shares_basis(self) -> bool:
        return len({(claim.basis, claim.strength) for claim in self.claims}) == 1

    @property
    def rows(self) -> list[Row]:
        """Of a comparison, whose first claim is its title."""
        return [Row(name, list(cells)) for name, cells in groupby(self.claims[1:], lambda claim: claim.row)]


def blocks_of(claims: "Iterable[Claim]") -> list[Block]:
    groups = groupby(claims, lambda claim: claim.block)
    return [Block((together := list(group))[0].kind, together) for _number, group in groups]


class PartOfPage(NamedTuple):
    part: "Part"
    blocks: list[Block]


def parts_of(claims: "Iterable[Claim]") -> list[PartOfPage]:
    """Claims in the order of the page, each with its part."""
    return [PartOfPage(part, blocks_of(below)) for part, below in groupby(claims, lambda claim: claim.part)]
