"""Papers that differ only in year, month, body or organisation, and questions that only one of them answers.

All of it is made by this program and invented: ten annual reports each of three counties' partnerships, and twelve months of
minutes of two panels. The wording is the same in all of a kind; figures, names and dates differ. Nothing is random: a figure is
taken from the SHA-256 of what it is a figure of, so every machine makes the same papers and the same questions.
"""

import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.cases import Case, CaseType, GoldEvidence
from eval.stores import key_of

_COUNTIES = ("Ambershire", "Merrowshire", "Halvershire")
_FIRST_YEARS = range(2013, 2023)  # 2013-14 to 2022-23
_MONTHS = range(1, 13)
_YEAR_OF_MINUTES = 2021
_CHAIRS = ("Marian Colclough", "Desmond Arkwell", "Priscilla Venn", "Hugo Tallis", "Ingrid Sower")
_MEMBERS = ("Cllr Sunita Rao", "Cllr Keith Lomax", "Cllr Helen Frayne", "Cllr Idris Pugh", "Cllr Bea Whitlock", "Cllr Owen Tranter")
_PAGE = "\f"


@dataclass(frozen=True, slots=True)
class _Made:
    """A paper as text with the questions that it alone answers."""

    file: str
    text: str
    cases: tuple[Case, ...]


def write_papers(folder: Path) -> tuple[Path, tuple[Case, ...]]:
    """Write the papers into a folder within `folder` that is named for what they say; gives it and the questions."""
    made = near_identical()
    papers = folder / f"near-identical-{key_of(paper.text.encode() for paper in made)}"
    papers.mkdir(parents=True, exist_ok=True)
    for paper in made:
        (papers / paper.file).write_text(paper.text, encoding="utf-8")
    return papers, tuple(case for paper in made for case in paper.cases)


def near_identical() -> tuple[_Made, ...]:
    reports = [_annual_report(county, year) for county in _COUNTIES for year in _FIRST_YEARS]
    highways = [_minutes("Highways Scrutiny Panel", "salt", "potholes", "repaired", month) for month in _MONTHS]
    libraries = [_minutes("Libraries Scrutiny Panel", "books", "visits", "answered", month) for month in _MONTHS]
    return (*reports, *highways, *libraries)


def _figure(least: int, most: int, *of: object) -> int:
    """A whole number from `least` to `most`, always the same for the same things."""
    digest = hashlib.sha256("/".join(map(str, of)).encode()).digest()
    return least + int.from_bytes(digest[:4], "big") % (most - least + 1)


def _one_of(names: Sequence[str], *of: object) -> str:
    return names[_figure(0, len(names) - 1, *of)]


def _annual_report(county: str, year: int) -> _Made:
    of = (county, year)
    period, file = _period(year), f"{county.lower()}-scp-annual-report-{_period(year)}.txt"
    presented = datetime.date(year + 2, 1, 19)
    name = f"{county} Safeguarding Children Partnership"
    chair = _one_of(_CHAIRS, *of, "chair")
    contacts, enquiries = f"{_figure(15000, 26000, *of, 'contacts'):,}", f"{_figure(1100, 1900, *of, 'enquiries'):,}"
    again, plans = f"{_figure(170, 249, *of, 'again') / 10}%", _figure(310, 480, *of, "plans")
    neglect, after = _figure(130, 210, *of, "neglect"), _figure(520, 710, *of, "after")
    police, health = f"£{_figure(31000, 58000, *of, 'police'):,}", f"£{_figure(61000, 98000, *of, 'health'):,}"
    spent, places = f"£{_figure(190000, 260000, *of, 'spent'):,}", f"{_figure(900, 1900, *of, 'places'):,}"
    pages = (
        f"# {name}\n\n# Annual Report {period}\n\n1 April {year} to 31 March {year + 1}\n\n"
        f"Presented to the Children's Scrutiny Panel of {county} County Council on {_day(presented)}.\n\n"
        f"## Foreword\n\nThis is the annual report of the {name}. The Independent Chair in the year was {chair}, who thanks "
        "all those who work with children for their care and candour. The year was a hard one for families and for the services "
        "that help them, and the partners have set out plainly what went well and what did not. The report for "
        f"{_period(year - 1)} was published in January {year + 1}, and that for {_period(year + 1)} will follow in January {year + 3}.",
        "## 1. The year in figures\n\nTable 1 gives the main measures of the year.\n\nTable 1: Main measures\n\n"
        f"Measure\tTarget\tResult\nContacts about a child\tnone\t{contacts}\nReferrals within 12 months of an earlier one\t20.0%\t{again}\n"
        f"Section 47 enquiries begun\tnone\t{enquiries}\nPlaces taken on training\t1,200\t{places}\n\n"
        "The partners compare these figures with those of like counties each autumn. Where a measure misses its target, the "
        "Quality Group asks the partner concerned for a plan.",
        f"## 2. Children in need of protection\n\nOn 31 March {year + 1} there were {plans} children on a child protection plan in the "
        f"county. Neglect was the main reason for {neglect} of them. On the same day {after} children were looked after by the Council.\n\n"
        "A child protection plan is made when a conference decides that a child is likely to suffer significant harm. "
        "The chair of the conference reviews it after three months and then every six.",
        "## 3. Money\n\nThe partners share the cost of the office, training and reviews.\n\nTable 2: What the partners "
        f"paid\n\nPartner\tAmount\nPolice\t{police}\nHealth\t{health}\n\nIn all, the Partnership spent {spent} in the year. The balance "
        "was carried forward for reviews of serious incidents.",
    )  # fmt: skip
    slash, ends = f"{year}/{(year + 1) % 100:02}", year + 1
    asked = (
        (CaseType.TABLE, f"How many contacts about children did {county}'s partnership have in {slash}?", 2, (contacts,)),
        (CaseType.FACT, f"Number of kids on protection plans in {county}, end of March {ends}?", 3, (str(plans),)),
        (CaseType.TABLE, f"What did the police chip in to the {county} safeguarding partnership in {period}?", 4, (police,)),
        (CaseType.FACT, f"Who was independent chair of {county} safeguarding in {slash}?", 1, (chair,)),
        (CaseType.TABLE, f"In the {period} annual report for {county}, what was the re-referral rate?", 2, (again,)),
        (CaseType.FACT, f"How much did {county}'s safeguarding partnership spend altogether in {slash}?", 4, (spent,)),
        (CaseType.FACT, f"How many of the plans in {county} were for neglect at 31 March {ends}?", 3, (str(neglect),)),
        (CaseType.FACT, f"How many children did {county} look after as of March {ends}?", 3, (str(after),)),
        (CaseType.TABLE, f"What was the health contribution in {county} for the year {slash}?", 4, (health,)),
        (CaseType.TABLE, f"How many section 47 enquiries were begun in {county} in {period}?", 2, (enquiries,)),
        (CaseType.TABLE, f"How many places on training were taken up in {county} in {slash}?", 2, (places,)),
    )
    turn = _COUNTIES.index(county) * len(_FIRST_YEARS) + year
    return _Made(file, _PAGE.join(pages), (_case(file, presented, *asked[turn % len(asked)]),))


def _minutes(body: str, stock: str, reported: str, done: str, month: int) -> _Made:
    of = (body, month)
    met = _second_tuesday(_YEAR_OF_MINUTES, month)
    file = f"{body.split()[0].lower()}-{met.isoformat()}-minutes.txt"
    absent, mover = _one_of(_MEMBERS[:3], *of, "absent"), _one_of(_MEMBERS[3:], *of, "mover")
    tonnes, cost = f"{_figure(1100, 2900, *of, 'stock'):,}", f"£{_figure(21000, 98000, *of, 'cost'):,}"
    seen, over = f"{_figure(1200, 4900, *of, 'seen'):,}", f"£{_figure(110, 990, *of, 'over')},000"
    share, grant = f"{_figure(610, 979, *of, 'share') / 10}%", f"£{_figure(3000, 19000, *of, 'grant'):,}"
    first = 10 * month
    year_before, month_before = (_YEAR_OF_MINUTES, month - 1) if month > 1 else (_YEAR_OF_MINUTES - 1, 12)
    year_after, month_after = (_YEAR_OF_MINUTES, month + 1) if month < 12 else (_YEAR_OF_MINUTES + 1, 1)
    pages = (
        f"Ambershire County Council\n\n# {body}\n\nMinutes of the meeting held on {_day(met)} at 10.00 am in the Council Chamber, "
        f"County Hall, Stannick\n\nPresent: {', '.join(name for name in _MEMBERS if name != absent)}\n\nApologies: {absent}\n\n"
        f"## {first}. Apologies and minutes\n\nAn apology for absence was received from {absent}. The minutes of the meeting held on "
        f"{_day(_second_tuesday(year_before, month_before))} were approved as a correct record.\n\n"
        f"## {first + 1}. Stock of {stock}\n\nOfficers reported that {tonnes} units of {stock} were held at the end of the month before. "
        f"It was moved by {mover} and RESOLVED that {cost} be spent on {stock} before the next meeting.\n\n"
        f"## {first + 2}. {reported.capitalize()}\n\nThere had been {seen} {reported} since the last meeting. Of these, {share} had been "
        f"{done} within the time allowed. Members asked for the figures by district.",
        f"## {first + 3}. Budget monitoring\n\nThe Director of Finance forecast an overspend of {over} on the panel's services. "
        "Members asked what was being done about it, and were told that vacant posts were being held.\n\n"
        f"## {first + 4}. Grants to parishes\n\nThe Panel agreed that grants of {grant} be made to parish councils, on the motion of "
        f"{mover}. The next meeting would be held on {_day(_second_tuesday(year_after, month_after))}.\n\nThe meeting ended at 11.40 am.",
    )
    when, panel = f"{met:%B}", body.split()[0].lower()
    asked = (
        (CaseType.FACT, f"How many {reported} had the {panel} panel been told of at the {when} {met.year} meeting?", 1, (seen,)),
        (CaseType.DECISION, f"What did the {panel} panel agree to spend on {stock} in {when} {met.year}?", 1, (cost,)),
        (CaseType.FACT, f"How big an overspend was forecast at {panel} scrutiny in {when} {met.year}?", 2, (over,)),
        (CaseType.DECISION, f"What grants to parishes did {panel} scrutiny agree on {met.day} {when}?", 2, (grant,)),
        (CaseType.FACT, f"Who gave apologies to the {panel} panel in {when} {met.year}?", 1, (absent,)),
        (CaseType.FACT, f"What percentage of {reported} were dealt with in time, {panel} panel, {met:%b} {met.year}?", 1, (share,)),
    )  # fmt: skip
    turn = month + (0 if panel == "highways" else 1)
    return _Made(file, _PAGE.join(pages), (_case(file, met, *asked[turn % len(asked)]),))


def _case(file: str, met: datetime.date, kind: CaseType, question: str, page: int, marks: tuple[str, ...]) -> Case:
    evidence = GoldEvidence(file=file, page=page, marks=marks, meeting_date=met)
    facts = tuple((mark,) for mark in marks)
    return Case(id=Path(file).stem, type=kind, question=question, answer=", ".join(marks), must_contain=facts, evidence=(evidence,))


def _period(year: int) -> str:
    return f"{year}-{(year + 1) % 100:02}"


def _second_tuesday(year: int, month: int) -> datetime.date:
    first = datetime.date(year, month, 1)
    return first + datetime.timedelta(days=(1 - first.weekday()) % 7 + 7)


def _day(day: datetime.date) -> str:
    return f"{day:%A}, {day.day} {day:%B %Y}"
