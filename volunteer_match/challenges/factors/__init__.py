"""Factors: figures with their sources, in versions."""

from volunteer_match.challenges.factors.sets import Factor, FactorSet

__all__ = ["Factor", "FactorSet"]
