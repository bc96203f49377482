"""Pages of a long list, as components/lists.html shows them."""

from dataclasses import dataclass

from flask import request, url_for

AROUND = 1
"""How many numbers stand on either side of the page that is shown; first and last always do."""


@dataclass(frozen=True, slots=True)
class PageNumber:
    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Pages:
    """`numbers` has None for a gap; `previous` and `next` are addresses or None."""

    here: int
    last: int
    previous: str | None
    next: str | None
    numbers: tuple[PageNumber | None, ...]


def asked_page() -> int:
    """The page number in the address, from 1; anything else is 1."""
    return max(1, min(request.args.get("page", 1, int), 100_000))


def _address(number: int) -> str:
    arguments = {**(request.view_args or {}), **request.args.to_dict(flat=False), "page": number}
    return url_for(request.endpoint or "", **arguments)


def pages_of(total: int, size: int) -> Pages:
    """The pages of `total` rows, `size` a page, around the one that the address asks for."""
    last = max(1, -(-total // size))
    here = min(asked_page(), last)
    shown = [n for n in range(1, last + 1) if n in (1, last) or abs(n - here) <= AROUND]
    numbers: list[PageNumber | None] = []
    for number in shown:
        if numbers and number - (numbers[-1].number if numbers[-1] else 0) > 1:
            numbers.append(None)
        numbers.append(PageNumber(number, _address(number)))
    return Pages(
        here=here,
        last=last,
        previous=_address(here - 1) if here > 1 else None,
        next=_address(here + 1) if here < last else None,
        numbers=tuple(numbers),
    )
