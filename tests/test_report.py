"""The page: what it always says, what it never says, and that it needs nothing else."""

import itertools
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pandas as pd
import pytest
from typer.testing import CliRunner

from sim.errors import InputError, OutputError
from sim.figures.labels import Labels
from sim.figures.measures import of_hundred
from sim.figures.results import Results, read_results
from sim.figures.style import Picture
from sim.report import build_report
from sim.report.amounts import kind_of
from sim.report.no_help import FATES, NoHelpTables
from sim.report.notes import Line, stories
from sim.report.page import page
from sim.results.kept_back import CELL, KeptBack
from sim.results.scenario_note import Explained
from sim.texts import texts_in

from .report_fixture import change_manifest, write_results

VOID = {"meta", "img", "br", "link", "hr", "input"}


class Outline(HTMLParser):
    """What a reader of the page meets: tags in order, texts by tag, images and tables."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.captions = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.text.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def words(self) -> str:
        return " ".join(" ".join(self.text).split())


def made(folder: Path, lang: str = "nl") -> Outline:
    """The page without its figures."""
    return Outline(page(read_results(folder), texts_in(lang), []))  # type: ignore[arg-type]


def changed(folder: Path, **spec: object) -> Path:
    change_manifest(folder, **spec)
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_results(tmp_path_factory.mktemp("results"))


@pytest.fixture(scope="module")
def dutch(folder: Path) -> Outline:
    return made(folder)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_results(tmp_path_factory.mktemp("built"), replications=2)
    build_report(folder)
    return folder


# ------------------------------------------------------------------ files


def test_both_pages_and_all_figures_are_written(built: Path) -> None:
    names = {path.relative_to(built).as_posix() for path in built.rglob("*")}
    assert {"report.html", "report.en.html", "figures/cost.nl.svg", "figures/cost.en.png"} <= names
    assert not [name for name in names if "/." in name or name.startswith(".")]


def test_the_same_results_give_the_same_pages(built: Path) -> None:
    before = {path: path.read_bytes() for path in built.rglob("*.*") if path.suffix != ".parquet"}
    written = build_report(built, "en")
    assert {path.name for path in written if path.suffix == ".html"} == {"report.en.html"}
    assert before == {path: path.read_bytes() for path in before}


def test_a_page_needs_nothing_from_elsewhere(built: Path) -> None:
    html = (built / "report.html").read_text(encoding="utf-8")
    outline = Outline(html)
    assert not outline.open
    assert all(str(i["src"]).startswith("data:image/svg+xml,") for i in outline.all("img"))
    assert [link["href"] for link in outline.all("a")] == ["report.en.html"]
    assert not outline.all("script")
    assert not outline.all("link")
    spaces = r"""["']https?://www\.w3\.org/[^"']*["']"""  # what SVG is called
    named = re.sub(spaces, "", unquote(html))
    assert not re.search(r"url\((?!#)|@import|https?://", named)


def test_a_page_can_be_heard_and_walked_through(built: Path) -> None:
    outline = Outline((built / "report.en.html").read_text(encoding="utf-8"))
    assert outline.all("html") == [{"lang": "en"}]
    assert len(outline.all("img")) == 2 * 9  # each is drawn for a phone too
    assert all(len(str(image["alt"])) > 100 for image in outline.all("img"))
    assert len(outline.all("caption")) == len(outline.all("table")) > 5
    levels = [int(tag[1]) for tag, _ in outline.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    ids = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {attributes["aria-labelledby"] for attributes in outline.all("section")} <= set(ids)


def test_type_is_never_smaller_than_eleven_points(house: Path) -> None:
    css = (house / "sim/report/templates/report.css").read_text(encoding="utf-8")
    rems = [float(size) for size in re.findall(r"(?:font-size|font): ([\d.]+)rem", css)]
    points = [float(size) for size in re.findall(r"font-size: ([\d.]+)pt", css)]
    # One rem is 16 px, which is 12 points.
    assert min(12 * size for size in rems) >= 11
    assert min(points) >= 11


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """One dot instead of the figures."""
    dot = Picture("dot", "Dot", "A dot.", "A dot", "indicators.csv", b"<svg/>", b"")
    monkeypatch.setattr("sim.report.draw_all", lambda *_: [dot])


@pytest.mark.usefixtures("quick")
def test_nothing_changes_when_the_folder_cannot_be_written(tmp_path: Path) -> None:
    folder = write_results(tmp_path, replications=2, looks_back=False)
    (folder / "figures").write_text("in the way", encoding="utf-8")
    before = sorted(folder.iterdir())
    with pytest.raises(OutputError, match=r"figures: cannot be written"):
        build_report(folder, "nl")
    assert sorted(folder.iterdir()) == before


@pytest.mark.usefixtures("quick")
def test_the_command_says_where_the_page_is(tmp_path: Path) -> None:
    from sim.cli import app

    folder = write_results(tmp_path, replications=2, looks_back=False)
    runner = CliRunner()
    done = runner.invoke(app, ["report", str(folder), "--lang", "nl"])
    assert (done.exit_code, done.stdout.strip()) == (0, str(folder / "report.html"))
    assert runner.invoke(app, ["report", str(folder / "figures")]).exit_code == 2
    assert runner.invoke(app, ["report", str(folder), "--lang", "de"]).exit_code == 2


def test_an_unknown_language_is_refused(built: Path) -> None:
    with pytest.raises(InputError, match="must be nl or en"):
        build_report(built, "fy")


# ------------------------------------------------------------------ what every page says


def test_page_one_says_what_this_is_and_is_not(dutch: Outline) -> None:
    # The heading is that of a column of the matrix, and then that of what follows page one.
    one = "".join(dutch.words.split("Het antwoord")[1].split("Wie is slechter af")[:2])
    assert "Dit is een simulatie" in one
    assert "niets over de kwaliteit van de hulp of de veiligheid van een kind" in one
    assert "Van de 485 getallen erin is 43% aangenomen (210)" in one
    assert "twijfel over de invoer zit er niet in" in one
    tested = r"Wachten op 1\d lijsten: 1 getoetst aan een meting, 3 afgeleid, \d niet getoetst"
    assert re.search(tested, one)


def test_what_to_read_first_stands_whole_further_down(dutch: Outline) -> None:
    first = dutch.words.split("Lees dit eerst")[1].split("Wat er verder verandert")[0]
    assert "Dit is een simulatie" in first
    assert "Van de 485 getallen" in first  # 120 + 41 + 12 + 88 + 210 + 11 + 3
    assert "is 43% aangenomen (210)" in first
    assert "Niet getoetst aan gemeten wachttijden: Basis jeugdhulp" in first
    assert "niets over de kwaliteit van de hulp of over de veiligheid van een kind" in first
    assert "twijfel over de invoer zit er niet in" in first


def test_with_draws_the_page_does_not_say_that_doubt_is_missing(tmp_path: Path) -> None:
    draws = {
        "ensemble": None,
        "count": 16,
        "second_runs": 0,
        "repaired": 2,
        "numbers": 300,
        "groups": 9,
    }
    folder = write_results(tmp_path, replications=2, looks_back=False, compared=False, draws=draws)
    words = made(folder, "en").words
    assert "16 draws of 300 numbers with a range" in words
    assert "2 draws were changed where their numbers could not go together" in words
    assert "doubt about the inputs is not in them" not in words


def test_the_answer_gives_the_range_and_no_bare_number(dutch: Outline) -> None:
    answer = dutch.words.split("Wat er verder verandert")[1].split("Terugkijken")[0]
    assert re.search(r"Jeugdigen wachten korter op eerste hulp: 3,[01]", answer)
    assert re.search(r"De hulp kost meer: €\s4,\d tot 4,\d\smln per jaar\.", answer)


def about(outline: Outline, title: str, following: str) -> str:
    """What the page tells of a scenario where it tells what else changes."""
    answers = outline.words.split("Wat er verder verandert")[1]
    return answers.split(title, maxsplit=1)[1].split(following, maxsplit=1)[0]


def test_better_is_refused_when_the_counter_indicator_is_worse(dutch: Outline) -> None:
    answer = about(dutch, "Ambulantisering", "Gesloten plekken naar nul")
    assert "Dat heet hier geen verbetering, want meer jeugdigen haken af" in answer
    assert "niet beter: meer jeugdigen haken af voor de hulp begint" in dutch.words


def test_an_assumed_effect_is_never_a_finding(dutch: Outline) -> None:
    answer = about(dutch, "Ambulantisering", "Gesloten plekken naar nul")
    assert answer.strip().startswith("Geldt alleen als de aanname klopt.")
    assert "Aangenomen, niet gevonden: Thuis tenzij (“minder bedden”)." in dutch.words
    assert "als de aanname klopt: slechter" in dutch.words


def test_untested_waits_show_no_weeks(dutch: Outline) -> None:
    table = dutch.words.split("De lijsten: wordt er korter")[1].split("Weken staan er alleen")[0]
    foster = table.split("Pleegzorg")[1].split("Verblijf")[0]
    assert foster.split() == "niet getoetst ▼ korter ▼ korter = gelijk ▲ langer".split()
    assert re.search(r"Jeugd-ggz getoetst ▼ korter: −[23],\d", table)


def test_cells_under_ten_children_are_not_told(dutch: Outline) -> None:
    worse = dutch.words.split("Wie is slechter af")[2].split("Groepen die aantoonbaar")[0]
    assert "Gemeente: Eemsdelta; Groningen; Het Hogeland." in worse  # Veendam: 5 referrals
    assert "Hulpvraag: meervoudig complex." in worse
    assert "crisishulp" not in worse.lower()


def test_what_becomes_of_100_is_told_in_whole_youths_each_rounded_by_itself(folder: Path) -> None:
    results = read_results(folder)
    html = page(results, texts_in("nl"), [])
    (first, *_) = re.findall(r'(?s)<table class="numbers cards".*?</table>', html)
    rows = re.findall(r'(?s)<tr role="row"><th scope="row".*?</tr>', first)
    assert len(rows) == len(results.ahead)
    for name, row in zip(results.ahead, rows, strict=True):
        numbers = of_hundred(results, name, results.period("ahead"))
        assert numbers is not None
        cells = [
            0 if cell == "–" else int(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)
        ]
        assert [cell for cell in cells if cell] == [
            round(number) for number in numbers.values() if round(number)
        ]


def with_kept(results: Results, *cells: tuple[str, ...]) -> Results:
    """The results, of which these cells and no others are told to nobody."""
    return replace(results, kept=KeptBack(pd.DataFrame(list(cells), columns=list(CELL))))


def test_the_page_says_who_got_no_help_of_1000_of_the_baseline(folder: Path) -> None:
    results = with_kept(read_results(folder))
    period, other = results.period("ahead"), results.ahead[1]
    referred = {"referrals": 1000.0, "first_help:dropped_out": 0.1, "first_help:sent_away": 0.05}
    for name, times in ((results.baseline, 1.0), (other, 0.8)):  # a fifth is no longer referred
        for fate in FATES:
            share = referred.get(f"first_help:{fate}", 0.0) / times
            results.means[name, f"first_help:{fate}", "all", "all", "all", period] = share
        results.means[name, "referrals", "all", "all", "all", period] = 1000.0 * times
    table = NoHelpTables(results, Labels(results.manifest, texts_in("en"))).tables()[0]
    columns = [table.head.index(name) for name in ("Dropped out", "Ended at a gate")]
    for row in table.rows[:2]:
        assert [row[column] for column in (*columns, -1)] == ["100", "50", "150"]


@pytest.mark.parametrize(
    ("indicator", "kind"),
    [
        ("returns_heavier", "youths"), ("in_care_mean", "count"), ("moves_per_youth", "number"),
        ("stay_mean", "number"), ("days_away", "days"), ("cost", "eur"),
        ("cost_cumulative", "eur_total"), ("first_help:later", "share"), ("no_such", "number"),
    ],
)  # fmt: skip
def test_how_an_indicator_is_written_follows_from_its_definition(indicator: str, kind: str) -> None:
    assert kind_of(indicator) == kind


def test_looking_back_stands_apart(dutch: Outline) -> None:
    back = dutch.words.split("Dit is niet gebeurd, of niet zo")[1].split("Alle hoofduitkomsten")[0]
    assert "Zonder Basis jeugdhulp Jeugdigen wachten langer op eerste hulp" in back
    assert "over 2021 tot en met 2024" in dutch.words


@pytest.mark.parametrize(
    ("spec", "reason"),
    [
        ({"trial": True}, "gemaakt om te proberen"),
        ({"scale": 0.05}, "gerekend op schaal 0,05"),
        ({"replications": 3}, "3 runs per scenario (ten minste tien zijn nodig)"),
    ],
)
def test_a_trial_is_marked(tmp_path: Path, spec: dict[str, object], reason: str) -> None:
    folder = write_results(tmp_path, replications=2, looks_back=False)
    changed(folder, **{"replications": 10, **spec})
    words = made(folder).words
    assert "PROEFRUN Dit is een proefrun:" in words
    assert reason in words


def test_a_full_run_has_no_mark(dutch: Outline) -> None:
    assert "PROEFRUN" not in dutch.words


def test_text_from_files_is_escaped(tmp_path: Path) -> None:
    folder = write_results(tmp_path, replications=2, looks_back=False)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    hostile = {"nl": "<script>alert(1)</script>{{ 7*7 }}", "en": "x"}
    scenario = manifest["scenario"]
    scenario["transformation"] |= {"title": hostile, "warnings": ["<img src=x onerror=a>"]}
    scenario["transformation"]["explained"] = {"nl": ["</style><b>"], "en": []}
    changed(folder, scenario=scenario, question=hostile, command="a <b> & {c}")
    outline = made(folder)
    assert not outline.all("script")
    assert not outline.all("img")
    assert not outline.all("b")
    assert "<script>alert(1)</script>{{ 7*7 }}" in outline.words


def test_one_run_gives_no_range_and_no_verdict(tmp_path: Path) -> None:
    folder = write_results(tmp_path, replications=1, looks_back=False)
    words = made(folder).words
    assert "Wachten op eerste hulp: de richting staat niet vast, uit één run volgt geen marge." in (
        words
    )


def test_other_is_explained_only_where_it_stands(folder: Path) -> None:
    results = read_results(folder)
    cells = [(name, f"first_help:{fate}", "all", "all", "all", results.period("ahead"))
             for name in results.ahead for fate in ("refused", "turned_18")]  # fmt: skip
    labels = Labels(results.manifest, texts_in("en"))
    every = (with_kept(results, *cells), with_kept(results))
    tables = [NoHelpTables(item, labels).tables()[0] for item in every]
    assert ["Other" in table.head for table in tables] == [True, False]
    assert ["“Other”" in table.notes[0] for table in tables] == [True, False]


def test_points_of_a_scenario_are_points_and_no_dashes(tmp_path: Path) -> None:
    folder = write_results(tmp_path, replications=2, looks_back=False)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    told = ["It uses a block.", "– First.", "– Second.", "And more."]
    manifest["scenario"]["transformation"]["explained"] = {"nl": [], "en": told}
    results = read_results(changed(folder, scenario=manifest["scenario"]))
    story = stories(results, Labels(results.manifest, texts_in("en")))[-1]
    assert story.lines == (Line("It uses a block.", ("First.", "Second.")), Line("And more."))


def test_a_block_is_told_once(tmp_path: Path) -> None:
    results = read_results(write_results(tmp_path, replications=2, looks_back=False))
    note = results.manifest.scenario["ambulantisation"]
    untold = note.model_copy(update={"explained": Explained(nl=(), en=())})
    lines = []
    for item in (note, untold):
        scenario = {**results.manifest.scenario, "ambulantisation": item}
        manifest = results.manifest.model_copy(update={"scenario": scenario})
        told = stories(replace(results, manifest=manifest), Labels(manifest, texts_in("en")))
        lines += [story.lines for story in told if story.title == "Ambulantisation"]
    assert lines == [
        (Line("More places from 2026."),),
        (
            Line(
                "Block “At home”: effect assumed (put in by us); from Voortgangsnotitie, section 6."
            ),
        ),
    ]


def test_remarks_of_the_check_are_counted_and_not_quoted(tmp_path: Path) -> None:
    folder = write_results(tmp_path, replications=2, looks_back=False)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["scenario"]["ambulantisation"]["warnings"] = ["x.yaml:4: pools.foster: too few"] * 2
    words = made(changed(folder, scenario=manifest["scenario"])).words
    assert words.count("De controle van het bestand gaf 2 opmerkingen") == 1
    assert "x.yaml:4" not in words


def test_a_single_scenario_has_levels_and_no_verdicts(tmp_path: Path) -> None:
    folder = write_results(tmp_path, looks_back=False, compared=False)
    changed(folder, scenarios=["groningen"], baseline="groningen", question=None, kind="run")
    outline = made(folder, "en")
    assert "Nothing was compared: this is a single scenario." in outline.words
    assert "Groningen: present policy, 2031 to 2035: mean and middle 90% of the runs." in (
        outline.words
    )
    assert "worse" not in outline.words


def test_the_small_print_traces_the_numbers(dutch: Outline) -> None:
    end = dutch.words.split("Verantwoording")[-1].replace("\xa0", " ")
    for spec in ("1 maart 2026", "Doorstroom 0.1.0", "2026", "0123abcd", "ab12ab12ab", "numpy"):
        assert spec in end
