"""A histogram that tells how many have more without counting them all. Pure.

Figures below 512 have a bin each; above, a bin is at most 1/256 of its lowest figure wide, as in a floating-point
number with eight bits after the point. So half a million people are some hundreds of sums and one bin that is counted.
"""

FINE = 9
"""Bits of a figure that its bin keeps."""


def bin_of(figure: int) -> int:
    """The number of the bin of a figure that is not below 0; a higher figure never has a lower one."""
    dropped = max(0, figure.bit_length() - FINE)
    return (dropped << FINE - 1) + (figure >> dropped)


def first_of(number: int) -> int:
    """The lowest figure of a bin; that of the next is the first beyond it."""
    dropped = max(0, (number >> FINE - 1) - 1)
    return number - (dropped << FINE - 1) << dropped


ALONE = 1 << FINE
"""Below this, a bin is one figure."""
