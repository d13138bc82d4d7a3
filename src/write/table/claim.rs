//! The tables of claims.

use super::table;

table! {
    /// One row per claim.
    Claims = "claims" {
        /// Id of the article.
        ArticleId: Code = "article_id";
        /// Id of the claim: the article's and a number in the order of the text.
        ClaimId: Code = "claim_id";
        /// Where the offsets count: in the text, or in a separate title.
        Part: Code = "part";
        /// Offset of the number's first character.
        CharStart: Int = "char_start";
        /// Offset after its last character.
        CharEnd: Int = "char_end";
        /// The number as the text has it, with sign, currency, magnitude and unit.
        Surface: Text = "surface";
        /// The number, fully scaled (3.5 billion is 3500000000); of a range the lower end. A change
        /// has its magnitude.
        Value: Decimal = "value", annotated as "value";
        /// Upper end of a range.
        ValueHi: Option<Decimal> = "value_hi", annotated as "value_hi";
        /// percent, `percentage_point`, `basis_point`, a currency (ISO 4217), `index_point`,
        /// multiple, count ...
        Unit: Code = "unit", annotated as "unit";
        /// What a count counts.
        Counted: Option<Text> = "counted", annotated as "of";
        /// exact, about, over, under, `at_least` or `at_most`.
        Qualifier: Code = "qualifier", annotated as "qualifier";
        /// up, down or flat; empty for what did not move. It carries the sign of a change.
        Direction: Option<Code> = "direction", annotated as "direction";
        /// change (by how much), level (how high), share, count, rank, duration or target.
        Kind: Code = "kind", annotated as "kind";
        /// What is measured.
        Subject: Option<Text> = "subject", annotated as "subject";
        /// Id of what is measured, where the lexicon or your universe has it.
        SubjectId: Option<Code> = "subject_id", annotated as "subject_id";
        /// Id of the company whose figure it is, where the subject names only the measure.
        OwnerId: Option<Code> = "owner_id", annotated as "owner_id";
        /// What is measured of it: revenue, earnings per share, closing level ...
        Metric: Option<Text> = "metric", annotated as "metric";
        /// The words that bound its time.
        Period: Option<Text> = "period", annotated as "period";
        /// First day that they mean, as seen from the day of publication.
        PeriodStart: Option<Day> = "period_start", annotated as "period_start";
        /// Last day that they mean.
        PeriodEnd: Option<Day> = "period_end", annotated as "period_end";
        /// The day that the figure holds for, where the period is one day.
        AsOf: Option<Day> = "as_of", annotated as "as_of";
        /// actual, forecast, conditional or target.
        Modality: Code = "modality", annotated as "modality";
        /// Who says so.
        Speaker: Option<Text> = "speaker", annotated as "speaker";
        /// Themes that the sentence bears.
        Themes: List<Code> = "themes", annotated as "themes";
        /// Which way the sentence speaks of what is measured: positive, neutral or negative.
        Label: Option<Code> = "label";
        /// The value that it had before, where the text gives both: what it moved from, or was a
        /// year earlier.
        PriorValue: Option<Decimal> = "prior_value", annotated as "prior_value";
        /// The words that bound the time of the prior value, where they are others.
        PriorPeriod: Option<Text> = "prior_period", annotated as "prior_period";
        /// What the value is that the text sets it against: prior, `revised_from`, expected, peer or peak.
        Relation: Option<Code> = "relation", annotated as "relation";
        /// That value, whatever it is of.
        ComparedValue: Option<Decimal> = "compared_value", annotated as "compared_value";
        /// (value - `prior_value`) / `prior_value`.
        ChangeDerived: Option<Decimal> = "change_derived", annotated as "change_derived";
        /// On which bases it is told, in order: adjusted, annualised, close, `constant_currency`, core,
        /// gaap, gross, `month_on_month`, net, organic, `quarter_on_quarter`, `seasonally_adjusted`,
        /// `total_return`, `week_on_week`, `with_debt`, `year_on_year`.
        Basis: List<Code> = "basis", annotated as "basis";
        /// The part of its owner that it is of: "repair division".
        Segment: Option<Text> = "segment", annotated as "segment";
        /// The series that it belongs to, an owner and a measure: `us.cpi`, `index.spx.price`,
        /// `company.pfizer.revenue`.
        MeasureId: Option<Code> = "measure_id", annotated as "measure_id";
        /// TRUE where the text never says what the number measures; such claims count nowhere.
        Undefined: Bool = "undefined", annotated as "undefined";
        /// How often the article says it again.
        Repeats: Int = "repeats", annotated as "repeats";
        /// How the number is told: move, level, origin or undefined.
        Rule: Code = "rule", annotated as "rule";
        /// The sentence; of a very long one the words around the number.
        Sentence: Text = "sentence";
        /// Why the value is doubtful: `unread_magnitude`, `cut_from_longer` or `unknown_unit`; such
        /// claims count nowhere.
        Suspect: Option<Code> = "suspect", annotated as "suspect";
    }
}

table! {
    /// One row per measure on which sources differ.
    Conflicts = "conflicts" {
        /// Id of what is measured.
        SubjectId: Option<Code> = "subject_id";
        /// What is measured.
        Subject: Text = "subject";
        /// What is measured of it.
        Metric: Option<Text> = "metric";
        /// change, level, share, count or duration.
        Kind: Code = "kind";
        /// What the values are counted in.
        Unit: Code = "unit";
        /// The words that bound its time.
        Period: Option<Text> = "period";
        /// First day of the period.
        PeriodStart: Option<Day> = "period_start";
        /// Last day of the period.
        PeriodEnd: Option<Day> = "period_end";
        /// The latest day that one of the figures holds for.
        AsOf: Option<Day> = "as_of";
        /// The lowest figure.
        Low: Decimal = "low";
        /// The highest figure.
        High: Decimal = "high";
        /// What lies between them.
        Spread: Decimal = "spread";
        /// The spread over the larger of the two.
        RelativeSpread: Option<Float> = "relative_spread";
        /// Publishers that take part.
        Sources: List<Text> = "sources";
        /// Articles that take part.
        Articles: Int = "articles";
        /// Stories that take part.
        Stories: Int = "stories";
        /// The claims, from the lowest to the highest.
        Claims: List<Code> = "claims";
        /// disagree: they exclude one another. revised: the later one takes the place of the earlier.
        /// stale: they hold for different days, or one has been revised. `within_article`: one
        /// article gives both.
        Verdict: Code = "verdict";
        /// The figures as the texts have them, and their days.
        Note: Option<Text> = "note";
        /// The series that they belong to, where it is known.
        MeasureId: Option<Code> = "measure_id";
    }
}
