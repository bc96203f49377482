"""Plain order against fair order over twelve weeks, on the same random numbers; exposure/model.py says what is assumed.

    python -m benchmarks.simulate_exposure                      the model, 20 seeds
    python -m benchmarks.simulate_exposure --scenario busy      other circumstances; `all` for all of them
    python -m benchmarks.simulate_exposure --frontier           the strengths, from off to far beyond strong

Changes are paired differences to plain order with their 95 % intervals. A target is reached only where the whole
interval says so.
"""

import argparse
import json
from dataclasses import fields, replace
from typing import Any

from benchmarks.exposure.model import COMPARED, FRONTIER, PLAIN, SCENARIOS, Model
from benchmarks.exposure.report import Results, as_json, compared, frontier, simulate
from benchmarks.figures import print_table


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=20, help="how many worlds (default 20)")
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--scenario", choices=[*SCENARIOS, "all"], default="usual")
    parser.add_argument("--frontier", action="store_true", help="compare strengths")
    parser.add_argument("--json", action="store_true")
    for one in fields(Model):
        parser.add_argument(f"--{one.name.replace('_', '-')}", type=type(one.default), help=f"default {one.default}")
    return parser.parse_args()


def _model(scenario: str, given: argparse.Namespace) -> Model:
    own = {one.name: getattr(given, one.name) for one in fields(Model) if getattr(given, one.name) is not None}
    return replace(Model(), **{**SCENARIOS[scenario], **own})


def _show(scenario: str, results: Results, *, strengths: bool) -> None:
    print(f"\n{scenario}, {len(results[PLAIN.name])} seeds\n")
    if strengths:
        print_table(frontier(results))
        return
    print_table(compared(results, COMPARED[0].name))
    for arm in COMPARED[1:]:
        print(f"\nof that, {arm.name}\n")
        print_table(
            [{key: row[key] for key in ("figure", "plain", arm.name, "change")} for row in compared(results, arm.name)]
        )


def main() -> None:
    given = _arguments()
    seeds = range(given.first_seed, given.first_seed + given.seeds)
    arms = [PLAIN, *FRONTIER] if given.frontier else [PLAIN, *COMPARED]
    told: dict[str, Any] = {}
    for scenario in SCENARIOS if given.scenario == "all" else [given.scenario]:
        model = _model(scenario, given)
        results = simulate(model, arms, seeds)
        told[scenario] = as_json(model, results)
        if not given.json:
            _show(scenario, results, strengths=given.frontier)
    if given.json:
        print(json.dumps(told, indent=2))


if __name__ == "__main__":
    main()
