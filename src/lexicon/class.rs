//! What a word does: the classes that lexicon files may name.

use super::class_declaration::classes;

classes! {
    /// Assigns its theme to a sentence.
    ThemeStrong = "theme.strong" in Theme;
    /// Assigns its theme to a sentence where a context word of the theme is near.
    ThemeWeak = "theme.weak" in Theme;
    /// Supports weak cues of its theme.
    ThemeContext = "theme.context" in Theme;
    /// Hides cues: the words are about something else.
    ThemeMask = "theme.mask" in Theme;

    /// Moves up: rise, gain, climb.
    Up = "up" in Tone, takes "weight";
    /// Moves down: fall, drop, narrow.
    Down = "down" in Tone, takes "weight";
    /// Good when there is more of it: sales, demand.
    GoodWhenUp = "good_when_up" in Tone;
    /// Bad when there is more of it: losses, inflation.
    BadWhenUp = "bad_when_up" in Tone;
    /// A thing that moves without being good or bad.
    NeutralNoun = "neutral_noun" in Tone;
    /// Favourable of itself.
    Positive = "positive" in Tone, takes "weight";
    /// Unfavourable of itself.
    Negative = "negative" in Tone, takes "weight";
    /// Turns what follows: not, no, never.
    Negator = "negator" in Tone;
    /// Strengthens: sharply.
    Intensifier = "intensifier" in Tone, takes "weight";
    /// Weakens: slightly.
    Diminisher = "diminisher" in Tone, takes "weight";
    /// Gets hold of something: sign, win, secure. Favourable where an award follows. With
    /// `award = "premises"` it closes something, which is unfavourable.
    Obtain = "obtain" in Tone, takes "weight";
    /// What business is won by: contract, licence, order.
    Award = "award" in Tone;
    /// Announces what to look at, without saying which way it goes: "watch for", "depends on".
    Watch = "watch" in Tone;
    /// Hides words that would count otherwise: "record date".
    ToneMask = "mask" in Tone;

    /// An instrument or company of `instruments.toml`.
    Instrument = "instrument" in Entity;
    /// Hides numbers and words in names: "Formula 1".
    NameMask = "name" in Entity;

    /// A name that is enough by itself.
    CompanyName = "company_name" in Name;
    /// A name that means other things as well.
    DoubtfulName = "doubtful_name" in Name;
    /// What a company makes or runs.
    Product = "product" in Name;
    /// What the news calls a company of an industry: drugmaker; `unit` is the industry.
    RoleNoun = "role_noun" in Name, needs "unit";
    /// People and capital of a country.
    Demonym = "demonym" in Name;

    /// A verb of saying.
    SayVerb = "say" in Speech;
    /// "according to".
    AccordingTo = "according_to" in Speech;
    /// A role: analyst, chief executive.
    Role = "role" in Speech;
    /// Looks like saying and is none.
    SpeechMask = "mask_speech" in Speech;

    /// Expected: will, forecast, guidance.
    Forecast = "forecast" in Modality;
    /// Possible: could, if.
    Conditional = "conditional" in Modality;
    /// Aimed at: price target.
    Target = "target" in Modality;
    /// Looks like one of these and is none.
    ModalityMask = "mask_modality" in Modality;

    /// A word that stands for a number: `value`.
    NumberWord = "number" in Number, needs "value";
    /// A word that multiplies the number before it: thousand, bn; `value` is the factor.
    Scale = "scale" in Number, needs "value";
    /// A unit after or before a number: `unit` is its name, `value` a factor.
    Unit = "unit" in Number, needs "unit", takes "value";
    /// A currency: `unit` is its ISO 4217 code, `value` a factor ("cents").
    Currency = "currency" in Number, needs "unit", takes "value";

    /// A word of a country whose money has a name that several share: `unit` is its currency,
    /// `family` the name.
    CurrencyHome = "currency_home" in Number, needs "unit";

    /// A word that tells a place in an order: eighth; `value`.
    Ordinal = "ordinal" in Number, needs "value";
    /// A part of one: half, thirds; `value` is the denominator.
    Fraction = "fraction" in Number, needs "value";
    /// A word that multiplies what was: doubled, threefold; `value` is the factor.
    Multiple = "multiple" in Number, needs "value";
    /// A ten or a number of digits that "low", "mid" and "high" divide: teens, single-digit;
    /// `value` is its lower end.
    Decade = "decade" in Number, needs "value", takes "unit";
    /// What amounts are given for, after "a" or "per": share, barrel; `unit` is its name.
    PerUnit = "per" in Number, needs "unit";
    /// How exact a number is said to be: about, over.
    Approximator = "qualifier" in Number;
    /// A month; `value` 1 to 12.
    Month = "month" in Number, needs "value";
    /// A day of the week; `value` 1 (Monday) to 7.
    Weekday = "weekday" in Number, needs "value";
    /// Makes the whole number after it a name: section, page, note.
    Label = "label" in Number;

    /// Bounds a time of itself: "today", "year-to-date"; `unit` is the stretch that it is of, `value`
    /// how many days it is from the day of publication, or 100 times the month and the day of a
    /// feast.
    PeriodWords = "period" in Period, takes "unit" | "value";
    /// Bounds a time with the unit after it: "last", "second"; `value` is how many stretches
    /// it shifts, or which one it is, `unit` another stretch than the one after it by which it
    /// shifts.
    PeriodOrder = "order" in Period, takes "unit" | "value";
    /// A stretch of time: quarter, session; `unit` is its length.
    PeriodUnit = "stretch" in Period, needs "unit";

    /// The number beside it says by how much something rose.
    MoveUp = "move_up" in Claim;
    /// The number beside it says by how much something fell.
    MoveDown = "move_down" in Claim;
    /// The count after it is of what somebody gains (`role = "more"`) or loses (`role = "less"`):
    /// take on, lay off.
    CountMove = "count_move" in Claim;
    /// How far apart two things are: a premium; after a number with a role: "more than", "below".
    Gap = "gap" in Claim;
    /// What is measured in percent of a whole: a rate, a yield, a margin.
    Rate = "rate" in Claim;
    /// What a number measures of its subject: revenue, share price, payrolls. A bare number after
    /// it has its `unit`.
    Measure = "measure" in Claim, takes "unit";
    /// A noun that calls figures figures and does not say what they measure: readings, data points.
    Vague = "vague" in Claim;
    /// Looks like one of these and is none.
    ClaimMask = "mask_claim" in Claim;

    /// A word that ends in a full stop without ending its sentence.
    Abbreviation = "abbreviation" in Grammar;
    /// Begins a reason: due to, because.
    Cause = "cause" in Grammar;
    /// Turns against what was before: but, however.
    Adversative = "adversative" in Grammar;
    /// Concedes: despite, although.
    Concession = "concession" in Grammar;
    /// Begins a relative clause: which, "that has".
    Relative = "relative" in Grammar;
    /// On which basis a figure is told: "seasonally adjusted", "excluding food and energy"; `unit` is
    /// its code.
    Basis = "basis" in Grammar, needs "unit";
    /// Another name of a measure; `unit` is the one to compare by.
    Synonym = "synonym" in Comparison, needs "unit";
    /// A series of figures by one of its names; `unit` is its id, and after a blank the basis on
    /// which it is told where nothing else is said.
    Series = "series" in Comparison, needs "unit";
    /// A word of an economy that has series; `unit` is its ISO 3166 code.
    SeriesHome = "series_home" in Comparison, needs "unit";
    /// Who else counts what offices of statistics count, in one or two words: ADP; `unit` is its
    /// code, which parts its figures from theirs.
    Survey = "survey" in Comparison, needs "unit";
    /// A word in the name of a measure that leaves it the same: total, quarterly.
    SeriesFill = "series_fill" in Comparison;
    /// What the price of the subject itself is called.
    PriceMetric = "price" in Comparison;
    /// A measure that moves all day, or of which a company has many.
    ShareMetric = "of_shares" in Comparison;
    /// A measure of which a company or a country has one.
    HeadlineMetric = "headline" in Comparison;
    /// A word that makes no name, whatever its capital.
    CommonWord = "common" in Comparison;
    /// Leads into a period and leaves it the same.
    LeadIn = "lead_in" in Comparison;
    /// In the period of another figure: earlier, previous.
    OfAnother = "of_another" in Comparison;
    /// In the period of a market that is still open: midday, session.
    OpenMarket = "open_market" in Comparison;
    /// The time since the first of January.
    YearToDate = "year_to_date" in Comparison;
    /// Leads into what a change is measured against: from, than.
    ChangeBase = "base" in Comparison;
    /// Leads to a value: what is in brackets after it is below zero.
    ValueLead = "value_lead" in Comparison;
    /// Leads to what a part is a part of: "three quarters of the mills".
    Whole = "whole" in Comparison;
    /// What things are sold or counted by: night, passenger.
    PerNoun = "per_noun" in Comparison;
    /// Letters that are a unit only beside a slash or "per": the "g" and "s" of "g/s"; `unit` is its
    /// name.
    ShortUnit = "short_unit" in Comparison, needs "unit";
    /// A security or rate that a length of time names: "the 10-year gilt".
    Security = "security" in Comparison;
    /// Makes the number before a name that of a house: street.
    Street = "street" in Comparison;
    /// Stands before numbers at the beginning of a sentence and names nothing: about, in.
    NumberLead = "number_lead" in Comparison;
    /// Leads into a time that ends with the day on which it is said: over, within.
    RollingLead = "rolling" in Comparison;

    /// A stem whose words occur in favourable sentences; read where nothing else has a sign.
    LeansGood = "leans_good" in Leaning, takes "weight";
    /// A stem whose words occur in unfavourable sentences; read where nothing else has a sign.
    LeansBad = "leans_bad" in Leaning, takes "weight";

    /// A form of "be".
    Be = "be" in Word;
    /// Sets the figure behind it as the base of a comparison: than, topping.
    BaseWord = "base_word" in Word;
    /// Before a past form it says that nothing has happened: will, be.
    AheadWord = "ahead_word" in Word;
    /// Begins a clause with a verb of its own: but, while.
    ClauseOpener = "clause_opener" in Word;
    /// A finite verb of expecting: expects, sees.
    Foreseeing = "foreseeing" in Word;
    /// Names those who expect figures: analysts, consensus, poll.
    FigureExpecter = "figure_expecter" in Word;
    /// A result for which a company gives guidance: margin, spending.
    ResultWord = "result_word" in Word;
    /// Between a figure and a measure it parts them: and, than.
    ApartOfMeasure = "apart_of_measure" in Word;
    /// Ends the words for what is counted: of, were.
    CountEnd = "count_end" in Word;
    /// Before a count it says that so many were won or lost: added, shed.
    CountMover = "count_mover" in Word;
    /// Ends a noun phrase, for rules that look through words: that, in.
    PhraseBoundary = "phrase_boundary" in Word;
    /// Behind "of" it leads to the whole that a percentage is a part of: its, those.
    WholeLead = "whole_lead" in Word;
    /// Between a figure and a word of moving it parts them: and, while.
    ApartOfMove = "apart_of_move" in Word;
    /// A time behind it is that of another figure: versus, unchanged.
    CompareWord = "compare_word" in Word;
    /// Before a date it makes it the time of a figure: ended, since.
    Dating = "dating" in Word;
    /// Leads to a time: in, since.
    TimeLead = "time_lead" in Word;
    /// Leads to the time that a change is measured against: than, versus.
    SettingLead = "setting_lead" in Word;
    /// May stand before a count that opens a sentence: some, of.
    OpeningWord = "opening_word" in Word;
    /// With an article at the beginning of a sentence it refers to what was named: index, shares.
    OpeningNoun = "opening_noun" in Word;
    /// Leads to figures that are listed without a measure: include, are.
    Listing = "listing" in Word;
    /// A noun that says only how much: amount, percentage, total.
    AmountNoun = "amount_noun" in Word;
    /// Leads from a move to its size or to one of its ends: by, to, from.
    EndLead = "end_lead" in Word;
    /// A verb of getting money: raise, recoup.
    Gathering = "gathering" in Word;
    /// A verb of doing its object harm, which is less afterwards: dent, hurt.
    Harming = "harming" in Word;
    /// A verb of making its object move, whichever way: send, push.
    Causative = "causative" in Word;
    /// will, could, must.
    Modal = "modal" in Word;
    /// not, never, don't.
    Not = "not" in Word;
    /// its, their.
    Possessive = "possessive" in Word;
    /// which, who.
    RelativePronoun = "relative_pronoun" in Word;
    /// Begins a clause: because, as, after.
    Subordinator = "subordinator" in Word;
    /// he, it, they.
    PersonalPronoun = "personal_pronoun" in Word;
    /// shares, stock: what is owned of a company.
    Paper = "paper" in Word;
    /// Refers with an article to a company named before: the lender.
    CompanyNoun = "company_noun" in Word;
    /// A thing that is told in points: index, gauge, barometer.
    Gauge = "gauge" in Word;
    /// How likely something is, told as a share: chance, odds.
    Odds = "odds" in Word;
    /// Refers with an article to a thing named before: the index.
    Anaphor = "anaphor" in Word;
    /// Who expects figures: analysts.
    Forecaster = "forecaster" in Word;
    /// loss, lost: with an amount a level of result.
    Deficit = "deficit" in Word;
    /// there, in the place of a subject.
    Expletive = "expletive" in Word;
    /// The same thing at another time, which a figure is set against: last year, its average.
    OwnPast = "own_past" in Word;
    /// A small word inside of a name: van, de.
    NameParticle = "name_particle" in Word;
    /// Verbs of saying whose object is the hearer: told reporters.
    Telling = "telling" in Word;
    /// Prepositions that lead into what a verb of saying is about: warned of.
    About = "about" in Word;
    /// People and bodies that can say something, beside names and roles: ministry, farmers.
    Voice = "voice" in Word;
    /// Counts stretches of time back: ago, earlier.
    Ago = "ago" in Word;
    /// Counts stretches of time on: later, hence.
    Hence = "hence" in Word;
    /// Falls due: what it tells of lies ahead, whatever its tense.
    Maturing = "maturing" in Word;
    /// What a date names: contract, bond, delivery.
    DatedPaper = "dated_paper" in Word;
    /// A first name of persons.
    GivenName = "given_name" in Word;
    /// A legal form: Inc, AG.
    CompanyForm = "company_form" in Word;
    /// Ends names of companies: Therapeutics, Capital.
    CompanyWord = "company_word" in Word;
    /// In names of bodies that are no companies: University, Ministry.
    OrganisationWord = "organisation_word" in Word;
    /// Stands before names of persons: Dr, Chairman, analyst.
    NameTitle = "name_title" in Word;
    /// An office of state: what is before it in capitals is what it is for, and no company:
    /// (Economics) Minister.
    StateOffice = "state_office" in Word;
    /// Verbs with a verb in its base form after their object: saw sales rise.
    Seeing = "seeing" in Word;
    /// Tells who made a document: (data) compiled by.
    Authored = "authored" in Word;
    /// Verbs of judging how much their object is, with "at": put, valued.
    Placing = "placing" in Word;
    /// What the head of a body does with it: runs, chairs.
    Heading = "heading" in Word;
    /// No part of a name, whatever its capital: Monday, However.
    NoName = "no_name" in Word;
    /// What a company reports: revenue, margin, backlog.
    ResultNoun = "result_noun" in Word;
    /// What companies do, said of them in the news: launched, declined.
    CompanyDeed = "company_deed" in Word;
    /// Sets the figure after it against one before: than, versus, compared.
    Comparing = "comparing" in Word;
    /// Says that a figure takes the place of an earlier one: revised, initially.
    Revising = "revising" in Word;
    /// Names others that a figure is set against: average, rivals.
    Peer = "peer" in Word;
    /// The highest or lowest that something has been: peak, low.
    Extreme = "extreme" in Word;
    /// Tells how a market ended its day: closed, settled.
    Closing = "closing" in Word;
    /// A part of a company that has figures of its own: division.
    Division = "division" in Word;
    /// What brokers have on a share: a rating, a stance.
    Rating = "rating" in Word;
    /// the, a, an.
    Article = "article" in Word;
    /// By it a company speaks of itself: we, our.
    OwnVoice = "own_voice" in Word;
    /// Leads to a place: in, near.
    PlaceLead = "place_lead" in Word;
    /// Leads to the part or the owner of what is measured: of, for, within.
    PartLead = "part_lead" in Word;
    /// Leads from a person or a role to whom they work for: at, of.
    EmployerLead = "employer_lead" in Word;
    /// Leads to who is named in passing, as a source: by, from.
    PassingLead = "passing_lead" in Word;
    /// Says that figures are somebody's: compiled, according.
    Sourcing = "sourcing" in Word;
    /// Stands within a role: senior, and.
    RolePart = "role_part" in Word;
    /// Leads a company or speaks for it: chief, spokeswoman.
    Office = "office" in Word;
    /// Judges what others do: analyst, strategist.
    Judge = "judge" in Word;
    /// Makes of stock a market and no paper of one company: exchange.
    MarketNoun = "market_noun" in Word;
    /// Goes on in the name of a body: of, for.
    BodyJoint = "body_joint" in Word;
    /// After "and" it ends the name of a firm: Associates, Sons.
    FirmTail = "firm_tail" in Word;
    /// Gives somebody an office: named, appointed.
    Appointing = "appointing" in Word;
    /// Paper or figures that say something: a report, data.
    Document = "document" in Word;
    /// Before a document it says that the company itself made it: news, regulatory.
    OwnDocument = "own_document" in Word;
    /// Any body may be called so: agency, union.
    GenericBody = "generic_body" in Word;
    /// A document that a company gives out of itself: slides.
    OwnPaper = "own_paper" in Word;
    /// What a company is to another: rival, supplier. A name after it is one.
    Kin = "kin" in Word;
    /// After a hyphen it makes of a name what tells of another: based, owned.
    CompoundTail = "compound_tail" in Word;
    /// What who is asked by the press does or does not: comment, respond.
    Answer = "answer" in Word;
    /// What a body gives out in its own name: statement, filing.
    OwnRelease = "own_release" in Word;
    /// Says that an office was held once: former, formerly.
    Former = "former" in Word;
    /// Nouns for several companies: names after them are companies, and "the two companies" are
    /// those named last.
    Firms = "firms" in Word;
    /// Tells of a good condition, whatever is said of it: robust, calm.
    GoodState = "good_state" in Word;
    /// Tells of a bad condition, whatever is said of it: crisis, fragile.
    BadState = "bad_state" in Word;
    /// a, an.
    Indefinite = "indefinite" in Word;
    /// this, those.
    Demonstrative = "demonstrative" in Word;
    /// Says which one is meant, or that all are: the, that, each.
    Determiner = "determiner" in Word;
    /// has, had.
    Have = "have" in Word;
    /// and, or, but.
    Coordinator = "coordinator" in Word;
    /// A preposition, except for "of", which leads to what the noun before it is of.
    Preposition = "preposition" in Word;
    /// Compares with what is less: more, larger.
    Greater = "greater" in Word;
    /// Compares with what is more: fewer, lower.
    Lesser = "lesser" in Word;
    /// The first of an order, in which figures are set among all others: most, worst.
    Superlative = "superlative" in Word;
    /// Counts times without a break: straight, consecutive.
    Successive = "successive" in Word;
    /// Leads to the end of a span: to, through.
    Until = "until" in Word;
    /// Says by which calendar a year counts: fiscal.
    Fiscal = "fiscal" in Word;
    /// A part of a month or year, before its name: early, mid.
    Edge = "edge" in Word;
    /// Joined to a number by a hyphen it leaves it a number: sub, plus.
    NumberPrefix = "number_prefix" in Word;
    /// Joined to digits it makes an ordinal of them: th.
    OrdinalEnding = "ordinal_ending" in Word;
    /// After a number it makes it a time of day: p.m.
    Clock = "clock" in Word;
    /// In capitals after a time of day it says where: GMT.
    TimeZone = "time_zone" in Word;
    /// After "one" it counts nothing: one day, on one hand.
    OneNoun = "one_noun" in Word;
    /// After an ordinal it makes a name or a set phrase of it: third party.
    OrdinalName = "ordinal_name" in Word;
    /// A verb of going, after which "up to" tells where: edged, marched.
    Going = "going" in Word;
    /// Before "over" and a length of time it asks how long: lasted, took.
    LengthLead = "length_lead" in Word;
    /// Before a number it leads to two of them: between, from.
    PairLead = "pair_lead" in Word;
    /// After "times" it is what is multiplied: earnings, book.
    Multiplied = "multiplied" in Word;
    /// After minutes it tells how long a text takes: read, listen.
    Listening = "listening" in Word;
    /// After "a third" it shows that no noun follows, and that so much is meant: since, compared.
    AfterExtent = "after_extent" in Word;
    /// Says that what a number tells of is there already: current, previous.
    Standing = "standing" in Word;
    /// Before "with" it compares: compared, (in) line.
    WithLead = "with_lead" in Word;
    /// Before "than" it sets a bound to a number, and compares nothing: more, rather.
    ThanLead = "than_lead" in Word;
    /// Begins a condition: if, unless.
    Condition = "condition" in Word;
    /// Refers to a thing, or to several: it, their.
    ThirdPerson = "third_person" in Word;
    /// How fast something moves: rate, pace.
    Pace = "pace" in Word;
    /// get, which makes a passive as be does.
    Get = "get" in Word;
    /// Sets one thing against another: versus.
    Against = "against" in Word;
    /// percent, as one word.
    Percent = "percent" in Word;
    /// What a business comes to: a profit, a loss.
    NetResult = "net_result" in Word;
    /// A verb by which a house or an authority judges what is after it: upgrades, probes.
    JudgingVerb = "judging_verb" in Word;
    /// Leads to the reason or the occasion of a move: on, amid.
    OccasionLead = "occasion_lead" in Word;
    /// Says by how much a comparative is more: slightly, much.
    DegreeAdverb = "degree_adverb" in Word;
    /// Before a word that may be verb or noun it makes it a noun: of, another.
    NounLead = "noun_lead" in Word;
    /// Joins a noun to the one that it is of, or in: of, between.
    NounJoint = "noun_joint" in Word;
    /// Parts a verb from a measure after it: by, while.
    VerbBarrier = "verb_barrier" in Word;
    /// Parts a verb from an award after it: by, that.
    AwardBarrier = "award_barrier" in Word;
    /// After "as" it shows that no reason follows: as of, as much.
    AfterAs = "after_as" in Word;
    /// Before "as" it shows that no reason follows: such as, seen as.
    BeforeAs = "before_as" in Word;
    /// After "more", "higher" and their like it shows that no noun follows: sharply, today.
    AfterMove = "after_move" in Word;
    /// Begins a reason only after something said: as, reflecting.
    WeakCause = "weak_cause" in Word;
    /// A form of "do".
    Do = "do" in Word;
    /// After a verb of saying it ends the name of who speaks: that, during.
    SpeakerEnd = "speaker_end" in Word;
    /// Stands between who speaks and a verb of saying: also, previously.
    SayingAdverb = "saying_adverb" in Word;
    /// Before a day and its month it shows that they are a date: the, dated.
    DayLead = "day_lead" in Word;
    /// Stands between a part of a year and the year: of, the.
    YearLead = "year_lead" in Word;
    /// Tells one half from the other: latter.
    OneOfTwo = "one_of_two" in Word;
    /// After a length of time it tells from when or until when that is: ending, through.
    CountedFrom = "counted_from" in Word;
    /// With an ordinal it ranks: (second) most, (third) time.
    RankWord = "rank_word" in Word;
    /// Between "per" and its noun it adds nothing: each, single.
    Distributive = "distributive" in Word;
    /// Sets one result against another, beside versus: compared, from.
    ResultBase = "result_base" in Word;
    /// Stands between an order and its stretch: (first) fiscal (quarter).
    PeriodFill = "period_fill" in Word;
    /// Stands between a part and the year that it is of: (of) its fiscal (2025).
    WholeYear = "whole_year" in Word;
    /// Begins the words for a time: the, its.
    PeriodArticle = "period_article" in Word;
    /// Leads to who takes part in a move: with, versus.
    Partner = "partner" in Word;
    /// Ends what is hoped for: amid, but.
    HopeEnd = "hope_end" in Word;
    /// Begins the clause of who says something: as, while.
    SayingOpener = "saying_opener" in Word;
    /// Before "a fifth" it makes it an extent: by, up.
    ExtentLead = "extent_lead" in Word;
    /// Was judged and carries no sign, whatever the sentence; no rule reads it, and
    /// `newsvane lexicon gaps` leaves it out: told, chart, spokesman.
    Plain = "plain" in Word;
}
