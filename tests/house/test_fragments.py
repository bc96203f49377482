"""Every page that a person may see also answers HTMX: its part alone, and the same as it stands in the page."""

import re

import pytest

from tests.house.endpoints import PEOPLE, TABLE, Asker, read_table

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}
TOKEN = re.compile(r'(name="csrf_token" value=")[^"]+')
NOT_PAGES = frozenset(
    {
        "health.livez",
        "health.readyz",
        "catalogue.suggest",
        "personal_data.download",
        "calendar.show_feed",
        "calendar.download_match",
        "badges.show_picture",
        "certificates.download",
        "photos.download_own",
        "photos.show_picture",
        "photos.show_thumbnail",
    }
)

OPENS_IN_ANOTHER = frozenset({"GET challenge_entries.show_form"})
"""Without script it is a page of its own, with it a form within the page that leads there."""

SEEN = [
    (name, next(person for person in reversed(PEOPLE) if answers[person] == "200"))
    for name, answers in read_table(TABLE).items()
    if name.startswith("GET")
    and "200" in answers.values()
    and name.split()[1] not in NOT_PAGES
    and not name.startswith("GET styleguide")
]


def _plain(html: str) -> str:
    """Without tokens, which differ in every answer, and without the layout's indentation."""
    return " ".join(TOKEN.sub(r"\1", html).split())


@pytest.mark.parametrize("name, person", SEEN)
def test_fragment_renders_alone_and_is_part_of_its_page(asker: Asker, name: str, person: str) -> None:
    address, client = asker.address(asker.row(name)), asker.client(person)
    fragment = client.get(address, headers=PARTIAL)
    assert fragment.status_code == 200
    assert "HX-Request" in fragment.headers["Vary"]
    html = _plain(fragment.get_data(as_text=True))
    assert html
    assert "<html" not in html
    if name not in OPENS_IN_ANOTHER:
        assert html in _plain(client.get(address).get_data(as_text=True))


@pytest.mark.parametrize("name", [name for name, answers in read_table(TABLE).items() if answers["nobody"] == "in"])
def test_signed_out_fragment_sends_the_whole_page_to_sign_in(asker: Asker, name: str) -> None:
    row = asker.row(name)
    response = asker.client("nobody").open(asker.address(row), method=row.method, headers=PARTIAL)
    assert response.status_code == 401
    assert response.headers["HX-Redirect"].startswith("/sign-in")
