"""How evenly something is spread over people or over needs."""

from collections.abc import Iterable


def gini(counts: Iterable[int], without: int = 0) -> float:
    """The Gini index of counts, 0 (all the same) to almost 1 (one has everything); `without` further ones have none.

    Σ (2i − n − 1) × xᵢ ÷ (n × Σ xᵢ) over the counts in rising order, i from 1 (C. Gini 1912; in this form: Sen, On
    Economic Inequality, 1973). Nothing to spread is spread evenly: 0.
    """
    ordered = sorted(counts)
    number, total = len(ordered) + without, sum(ordered)
    if not total:
        return 0.0
    return sum((2 * place - number - 1) * count for place, count in enumerate(ordered, without + 1)) / (number * total)


def evenest_gini(total: int, over: int) -> float:
    """The lowest Gini index that `total` whole things can have over that many people: some get one more than others.

    Thirty invitations among a thousand people can't be even: 970 have none, and the index is at least 0.97. With two
    values that differ by one, the sum over all pairs of differences is the number of pairs of one and the other.
    """
    if not total:
        return 0.0
    more = total % over
    return (over - more) * more / (over * total)
