"""Types of settings and rows. Made by scripts/python-types of what the library declares; do not edit."""

from __future__ import annotations

import datetime
import os
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ._newsvane import Table


class CommonSettings(TypedDict, total=False):
    """Settings that every function takes."""

    hawkish: str | os.PathLike[str] | None
    """What higher rates and talk of them are: unfavourable (to holders of stocks and bonds), neutral, or favourable (to
    holders of the currency) [default: unfavourable]"""
    weighing: str | Sequence[str] | Mapping[str, object] | None
    """What statements weigh that tell of no fact, from 0 to 1: conditional=0.5, question=0.15, watch=0 are the
    defaults; may be given again"""
    zone: str | os.PathLike[str] | None
    """Zone whose civil days articles count on, e.g. America/New_York [default: UTC]"""
    calendar: str | os.PathLike[str] | None
    """Trading days instead of civil days: nyse, or a calendar file (the built-in one shows the form:
    calendars/nyse.toml)"""
    cutoff: str | os.PathLike[str] | None
    """With a calendar: time of day, in the exchange's zone, after which a story belongs to the next session [default:
    the close]"""
    embargo: int | float | None
    """With a calendar: minutes before the cut-off that a story must have been out [default: 0]"""
    date_only: str | os.PathLike[str] | None
    """With a calendar: where articles of which only the day is known count: next (session; the safe default) or same
    [default: next]"""


class PipelineSettings(CommonSettings, total=False):
    """Settings of `newsvane.Pipeline`."""

    map: str | Sequence[str] | Mapping[str, object] | None
    """Which field of a record means what, for names that are not recognised, e.g. text=Body, or text=fields.bodyText
    for one in an object (title, text, date, url, source, author, id, target, first_seen, label); may be given again"""
    source: str | os.PathLike[str] | None
    """Publisher of records that name none"""
    date_order: str | os.PathLike[str] | None
    """How records write days such as 03/04/2026: dmy or mdy [default: as the file's other days show; else such a day is
    left open]"""
    input_zone: str | os.PathLike[str] | None
    """Zone of times that name none, e.g. America/New_York: without it they are read as UTC, hours off the clock of an
    exchange [default: UTC]"""
    max_record: int | float | None
    """Reject records of more than so many megabytes, at most 1024 [default: 32]"""
    threads: int | float | None
    """Threads [default: all cores]"""
    lexicons: str | os.PathLike[str] | None
    """Folder with lexicon files that replace (same relative path) or extend the built-in ones"""
    boilerplate: str | os.PathLike[str] | None
    """File of recurring lines that are no part of stories, as `newsvane boilerplate learn` writes it"""
    universe: str | os.PathLike[str] | None
    """CSV file of your companies and instruments: columns id, name, and as you like aliases, ticker, themes (several
    with | between them), kind, unit"""


class IndexSettings(CommonSettings, total=False):
    """Settings of `newsvane.index`."""

    format: str | Sequence[str] | None
    """Formats of the tables: csv, jsonl, parquet; and xlsx (a workbook) and html (a page) made of them [default:
    csv]"""
    csv: str | Sequence[str] | None
    """How CSV is written: bom, semicolon or tab, decimal-comma for spreadsheets of your country; raw for readers that
    are none [default: RFC 4180 as it is]"""
    story_window: int | float | None
    """Days within which an article can be a copy of another [default: 7]"""
    entities: str | os.PathLike[str] | None
    """Companies that have an index: off (none, and no entities are listed), lexicon (those of the lexicon or of your
    universe), all (also those that a text alone tells of) [default: lexicon]"""
    half_life: int | float | None
    """Half-life of sentiment_smoothed in days: short for --smoothing half-life(DAYS)"""
    within: str | os.PathLike[str] | None
    """How the theme sentences of an article make its score: mean, zero-damped, net-share, relative [default: mean]"""
    headline: int | float | None
    """What the headline weighs beside a sentence of the story [default: 2.0]"""
    across: str | os.PathLike[str] | None
    """How the stories of a day share its weight: equal, relevance, confidence, proportional, inverse-proportional,
    exponential-length(A), inverse-exponential-length(A), novelty [default: equal]"""
    story: str | os.PathLike[str] | None
    """Who speaks for a story: original, mean (of the day's tellings) or each (telling) [default: original]"""
    source_effects: bool | None
    """Measure publishers against what they usually say [default: false]"""
    smoothing: str | os.PathLike[str] | None
    """How earlier days count in sentiment_smoothed: half-life(D), dnsi(DELTA), equal, linear, exponential(A), inverse-
    exponential(A), almon(R, ORDER), beta(A, B) [default: half-life(5)]"""
    smoothing_of: str | os.PathLike[str] | None
    """What counts once in sentiment_smoothed: articles or days [default: articles]"""
    smoothing_days: int | float | None
    """Days that schemes of smoothing look back which are no decay [default: 30]"""
    z_days: int | float | None
    """Days before a day that its z_score looks at [default: 60]"""
    z_least: int | float | None
    """Fewest of these days that must have news [default: 20]"""
    interval: str | os.PathLike[str] | None
    """How the interval is found: t or bootstrap [default: t]"""
    shrink: bool | None
    """Fill sentiment_shrunk: days with few stories drawn towards the mean of earlier days [default: false]"""
    periods: str | os.PathLike[str] | None
    """Periods of theme_periods: week, month, quarter or year [default: month]"""
    z_periods: int | float | None
    """Periods before one that its z_score in theme_periods looks at [default: 60]"""
    z_periods_least: int | float | None
    """Fewest of these periods that must have news [default: 12]"""


class RunSettings(PipelineSettings, IndexSettings, total=False):
    """Settings of `newsvane.run`."""

    keep: str | Sequence[str] | None
    """Columns of the input to carry into articles, by their names or paths in objects, e.g. ticker, fields.section;
    there they are called kept_ticker, kept_fields_section"""
    undated: str | os.PathLike[str] | None
    """Articles without a known day: bucket (rows of their own), skip, mtime (the day of the file's last change), or a
    day [default: bucket]"""
    max_window: int | float | None
    """Memory for the window of a compressed stream, in megabytes: a power of two up to 2048, for files that `zstd
    --long=31` wrote [default: 128]"""
    scorer: str | os.PathLike[str] | None
    """A model of yours beside the rules: linear:FILE (as `newsvane train` writes it) or bert:DIR (a transformer; needs
    a build with `--features neural`); rules for none [default: rules]"""
    scorer_labels: str | os.PathLike[str] | None
    """What the labels of a transformer stand for, where their names do not say:
    positive=LABEL_2,neutral=LABEL_1,negative=LABEL_0"""
    scorer_on: str | os.PathLike[str] | None
    """Which sentences of a run the scorer scores: all, or themes (those that have one) [default: all]"""


class Mention(TypedDict):
    """One row per sentence and theme."""

    article_id: str
    """Id of the article."""
    part: str
    """Where the offsets count: in the text, or in a separate title."""
    char_start: int
    """Offset of the first character."""
    char_end: int
    """Offset after the last character."""
    section: str
    """Part of the article: headline, takeaways, body ..."""
    theme: str
    """Theme that the sentence bears; it has a row for each."""
    cues: list[str] | None
    """The words by which it bears the theme."""
    sentiment: float
    """What the sentence says of the theme or company, -1 to 1; of a company for a holder of its shares."""
    label: str
    """positive, neutral or negative."""
    confidence: float
    """How likely the label is right, 0 to 1, as fitted on labelled sentences."""
    modality: str
    """actual, forecast, conditional or target."""
    speaker: str | None
    """Who says so."""
    text: str
    """The sentence."""
    sentiment_model: float | None
    """What a scorer of your own says of the sentence, -1 to 1; empty without one."""
    label_model: str | None
    """Its label: positive, neutral or negative."""
    agreement: bool | None
    """Whether its label is that of the rules."""
    mood: float
    """Balance of the words of state in the sentence (robust, crisis), whatever is said of them: -1 to 1; 0 where it has
    none."""


class Entity(TypedDict):
    """One row per article and entity: what `index` reads of companies."""

    article_id: str
    """Id of the article."""
    entity_id: str
    """Id of the entity: that of the lexicon or of your universe; text. and its name where neither knows it."""
    name: str
    """What it is called: the lexicon's name, else the first full one of the text."""
    kind: str
    """company, organisation, person, country, index or commodity."""
    surfaces: list[str] | None
    """The names by which the text calls it."""
    role: str | None
    """Of persons: what they do."""
    org: str | None
    """Of persons: for whom they do it."""
    salience: str
    """main, secondary or mention: how much of the article is about it."""
    sentences: int
    """Sentences that name it or refer to it; those about somebody else are left out."""
    sentiment: float | None
    """Of companies: weighted mean of these sentences, -1 to 1, for a holder of its shares."""
    label: str | None
    """Of companies: the net side, positive, neutral or negative."""
    is_known: bool
    """Whether its id is the lexicon's or that of your universe."""
    hits: int
    """Cue hits; of an entity, names and words that refer to it."""
    density: float
    """The same per 200 words."""
    positive: int
    """Sentences about it that are favourable; 0 for entities that are no company."""
    neutral: int
    """Those that are neither."""
    negative: int
    """Those that are unfavourable."""
    headline_weight: float
    """Sum of the weights of these sentences in the headline."""
    headline_score: float
    """Sum of their weights times their sentiments."""
    body_weight: float
    """Sum of the weights of all others."""
    body_score: float
    """Sum of their weights times their sentiments."""
    ticker: str | None
    """Main listing, exchange and symbol (NYSE:PFE), as the lexicon has it today; of your universe its first ticker."""
    weighed_statements: list[str] | None
    """The sentences about it that weights of modality act on, before these: body conditional -0.6; index --weigh and
    --hawkish read them."""
    mood: float | None
    """Of companies: mean balance of the words of state in these sentences, -1 to 1."""


class EntityMention(TypedDict):
    """One row per sentence and company that it is about."""

    article_id: str
    """Id of the article."""
    part: str
    """Where the offsets count: in the text, or in a separate title."""
    char_start: int
    """Offset of the first character."""
    char_end: int
    """Offset after the last character."""
    section: str
    """Part of the article: headline, takeaways, body ..."""
    entity_id: str
    """Id of the company, as in entities."""
    name: str
    """What it is called."""
    cues: list[str] | None
    """The words that name it or refer to it."""
    sentiment: float
    """What the sentence says of the theme or company, -1 to 1; of a company for a holder of its shares."""
    label: str
    """positive, neutral or negative."""
    confidence: float
    """How likely the label is right, 0 to 1, as fitted on labelled sentences."""
    modality: str
    """actual, forecast, conditional or target."""
    speaker: str | None
    """Who says so."""
    text: str
    """The sentence."""
    trace: list[str] | None
    """How each of the cues was found to mean it: lexicon, structure, short_form, acronym, role_noun, pronoun, paper
    (its shares), frame (the heading or the owner of the release) or record (its field target), with the sentences back
    to what it takes up."""
    mood: float
    """Balance of the words of state in the sentence (robust, crisis), whatever is said of them: -1 to 1; 0 where it has
    none."""


class Claim(TypedDict):
    """One row per claim."""

    article_id: str
    """Id of the article."""
    claim_id: str
    """Id of the claim: the article's and a number in the order of the text."""
    part: str
    """Where the offsets count: in the text, or in a separate title."""
    char_start: int
    """Offset of the number's first character."""
    char_end: int
    """Offset after its last character."""
    surface: str
    """The number as the text has it, with sign, currency, magnitude and unit."""
    value: float
    """The number, fully scaled (3.5 billion is 3500000000); of a range the lower end. A change has its magnitude."""
    value_hi: float | None
    """Upper end of a range."""
    unit: str
    """percent, percentage_point, basis_point, a currency (ISO 4217), index_point, multiple, count ..."""
    counted: str | None
    """What a count counts."""
    qualifier: str
    """exact, about, over, under, at_least or at_most."""
    direction: str | None
    """up, down or flat; empty for what did not move. It carries the sign of a change."""
    kind: str
    """change (by how much), level (how high), share, count, rank, duration or target."""
    subject: str | None
    """What is measured."""
    subject_id: str | None
    """Id of what is measured, where the lexicon or your universe has it."""
    owner_id: str | None
    """Id of the company whose figure it is, where the subject names only the measure."""
    metric: str | None
    """What is measured of it: revenue, earnings per share, closing level ..."""
    period: str | None
    """The words that bound its time."""
    period_start: datetime.date | None
    """First day that they mean, as seen from the day of publication."""
    period_end: datetime.date | None
    """Last day that they mean."""
    as_of: datetime.date | None
    """The day that the figure holds for, where the period is one day."""
    modality: str
    """actual, forecast, conditional or target."""
    speaker: str | None
    """Who says so."""
    themes: list[str] | None
    """Themes that the sentence bears."""
    label: str | None
    """Which way the sentence speaks of what is measured: positive, neutral or negative."""
    prior_value: float | None
    """The value that it had before, where the text gives both: what it moved from, or was a year earlier."""
    prior_period: str | None
    """The words that bound the time of the prior value, where they are others."""
    relation: str | None
    """What the value is that the text sets it against: prior, revised_from, expected, peer or peak."""
    compared_value: float | None
    """That value, whatever it is of."""
    change_derived: float | None
    """(value - prior_value) / prior_value."""
    basis: list[str] | None
    """On which bases it is told, in order: adjusted, annualised, close, constant_currency, core, gaap, gross,
    month_on_month, net, organic, quarter_on_quarter, seasonally_adjusted, total_return, week_on_week, with_debt,
    year_on_year."""
    segment: str | None
    """The part of its owner that it is of: "repair division"."""
    measure_id: str | None
    """The series that it belongs to, an owner and a measure: us.cpi, index.spx.price, company.pfizer.revenue."""
    undefined: bool
    """TRUE where the text never says what the number measures; such claims count nowhere."""
    repeats: int
    """How often the article says it again."""
    rule: str
    """How the number is told: move, level, origin or undefined."""
    sentence: str
    """The sentence; of a very long one the words around the number."""
    suspect: str | None
    """Why the value is doubtful: unread_magnitude, cut_from_longer or unknown_unit; such claims count nowhere."""


class Quote(TypedDict):
    """One row per attributed statement."""

    article_id: str
    """Id of the article."""
    part: str
    """Where the offsets count: in the text, or in a separate title."""
    char_start: int
    """Offset of the first character."""
    char_end: int
    """Offset after the last character."""
    speaker: str | None
    """Who says so."""
    org: str | None
    """For whom the speaker speaks."""
    role: str | None
    """The speaker's role."""
    direct: bool
    """TRUE for words in quotation marks, FALSE for reported speech."""
    sentiment: float | None
    """Mean tone of its sentences, -1 to 1."""
    themes: list[str] | None
    """Themes that its sentences bear."""
    text: str
    """What is said."""
    speaker_id: str | None
    """Id of the speaker in entities, where one is called so."""
    org_id: str | None
    """Id of the organisation in entities, where one is called so."""


class BatchTables(TypedDict):
    """The tables of `Pipeline.analyze_batch`."""

    articles: Table
    """One row per article."""
    mentions: Table
    """One row per sentence and theme."""
    entities: Table
    """One row per article and entity: what `index` reads of companies."""
    entity_mentions: Table
    """One row per sentence and company that it is about."""
    claims: Table
    """One row per claim."""
    quotes: Table
    """One row per attributed statement."""
    removed: Table
    """One row per span taken out by cleaning."""
    article_themes: Table
    """One row per article and theme that it bears: what `index` reads."""
    sketches: Table
    """One row per article: by what near-duplicates are found."""
    rejects: Table
    """One row per input not analysed, or problem with one that was."""
