//! The sentences of an article that settings weigh, and what other settings make of sums over them.

use rustc_hash::FxHashSet;

use super::{
    ModalityWeights, Repeats, Stance, TextType,
    document::{HEADLINE_WEIGHT, sign, told_by},
    mood::MeanMood,
    scorer::THEME_CUT,
};
use crate::{
    lexicon::{Composite, Lexicon},
    model::{
        Analysis, Bearing, EntityMention, Label, Score, Section, StanceValues, Statement, ThemeId,
        Unweighed, fixed, significant,
    },
};

/// The sentences about a theme that settings weigh, in order, and the mood of all about it.
pub(crate) fn theme_statements(
    lexicon: &Lexicon,
    (analysis, repeats): (&Analysis, &Repeats),
    theme: ThemeId,
) -> (Vec<Statement>, f64) {
    let mut own = Statements::new(analysis, repeats);
    match &lexicon.theme(theme).composite {
        None => {
            for mention in analysis.mentions.iter().filter(|m| m.theme == theme) {
                own.push(mention.sentence, std::iter::once((1.0, &mention.score)));
            }
        }
        Some(Composite::All) => {
            own.is_whole = true;
            for (n, tone) in analysis.tones.iter().enumerate() {
                own.push(n as u32, std::iter::once((1.0, tone)));
            }
        }
        Some(Composite::Of(branches)) => {
            for same in analysis.mentions.chunk_by(|a, b| a.sentence == b.sentence) {
                let told = told_by(same, branches).map(|(factor, own)| (factor, &own.score));
                own.push(same[0].sentence, told);
            }
        }
    }
    (own.found, significant(own.mood.mean()))
}

/// Of each entity the sentences about it that settings weigh, in order, and the mood of all about it.
pub(crate) fn entity_statements(
    analysis: &Analysis,
    repeats: &Repeats,
) -> Vec<(Vec<Statement>, f64)> {
    let mut mentions: Vec<&EntityMention> = analysis.entity_mentions.iter().collect();
    mentions.sort_by_key(|mention| mention.entity);
    let mut out = vec![(Vec::new(), 0.0); analysis.entities.len()];
    for same in mentions.chunk_by(|a, b| a.entity == b.entity) {
        let mut own = Statements::new(analysis, repeats);
        for mention in same {
            own.push(mention.sentence, std::iter::once((1.0, &mention.score)));
        }
        if let Some(place) = out.get_mut(same[0].entity as usize) {
            *place = (own.found, significant(own.mood.mean()));
        }
    }
    out
}

/// Gathers statements, sentence by sentence.
struct Statements<'a> {
    analysis: &'a Analysis,
    repeats: &'a Repeats,
    is_whole: bool,
    said: FxHashSet<u32>,
    mood: MeanMood,
    found: Vec<Statement>,
}

impl<'a> Statements<'a> {
    fn new(analysis: &'a Analysis, repeats: &'a Repeats) -> Self {
        Self {
            analysis,
            repeats,
            is_whole: false,
            said: FxHashSet::default(),
            mood: MeanMood::default(),
            found: Vec::new(),
        }
    }

    /// Takes the scores of a sentence, each with its sign.
    fn push<'s>(&mut self, sentence: u32, scores: impl Iterator<Item = (f64, &'s Score)> + Clone) {
        if scores.clone().next().is_none() {
            return;
        }
        let index = sentence as usize;
        let is_repeated = !self.repeats.is_new(sentence, &mut self.said);
        let Some(sentence) = self.analysis.sentences.get(index) else { return };
        if !is_repeated {
            self.mood.push(self.analysis, index);
        }
        let mut weighed = scores.clone().filter_map(|(_, score)| score.unweighed.as_deref());
        let Some(first) = weighed.next() else { return };
        let is = |what: fn(&Unweighed) -> bool| what(first) || weighed.clone().any(what);
        self.found.push(Statement {
            in_headline: sentence.section == Section::Headline,
            is_whole: self.is_whole,
            is_repeated,
            is_conditional: is(|own| own.is_conditional),
            is_question: is(|own| own.is_question),
            said: scores
                .map(|(factor, score)| {
                    let said = score.unweighed.as_ref().map(|own| own.said);
                    said.unwrap_or_else(|| StanceValues::always(score.value)).times(factor)
                })
                .collect(),
        });
    }
}

/// From the weights of a run to others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Reweighing {
    /// Those of the sums.
    from: ModalityWeights,
    /// Those that are wanted.
    to: ModalityWeights,
}

impl Reweighing {
    /// `None` where nothing changes.
    pub(crate) fn new(from: ModalityWeights, to: ModalityWeights) -> Option<Self> {
        (from != to).then_some(Self { from, to })
    }

    /// What an article says of a theme, by the other weights.
    pub(crate) fn theme<K>(&self, bearing: &mut Bearing<K>, statements: &[Statement]) {
        self.apply(bearing, statements, THEME_CUT);
    }

    /// What an article says of a company, by the other weights.
    pub(crate) fn company<K>(&self, bearing: &mut Bearing<K>, statements: &[Statement]) {
        self.apply(bearing, statements, TextType::Headline.cut(true));
    }

    /// Sums of sentences have nine digits after the point, so that what is taken away was there.
    fn apply<K>(&self, bearing: &mut Bearing<K>, statements: &[Statement], cut: f64) {
        for statement in statements {
            let cut = match (statement.is_whole, statement.in_headline) {
                (false, _) => cut,
                (true, true) => TextType::Headline.cut(false),
                (true, false) => TextType::Sentence.cut(false),
            };
            let (before, now) = (self.from.read(statement, cut), self.to.read(statement, cut));
            let sides = &mut bearing.sentences;
            sides[before.side()] = sides[before.side()].saturating_sub(1);
            sides[now.side()] += 1;
            if statement.is_repeated {
                continue;
            }
            let sums = &mut bearing.sums;
            let (weights, scores) = if statement.in_headline {
                (&mut sums.headline_weight, &mut sums.headline_score)
            } else {
                (&mut sums.body_weight, &mut sums.body_score)
            };
            *weights = fixed(*weights - before.weight + now.weight);
            *scores = fixed(*scores - before.value + now.value);
        }
        bearing.sentiment = significant(bearing.sums.mean(HEADLINE_WEIGHT));
    }
}

/// A statement as it weighs.
struct WeighedStatement {
    weight: f64,
    value: f64,
    label: Label,
}

impl WeighedStatement {
    /// The place of its side among those of sentences.
    const fn side(&self) -> usize {
        match self.label {
            Label::Positive => 0,
            Label::Neutral => 1,
            Label::Negative => 2,
        }
    }
}

/// What a sentence says by some weights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Weighed {
    /// Weighed as a question: the label follows from it.
    pub asked: f64,
    /// Weighed as a condition, too.
    pub value: f64,
}

impl ModalityWeights {
    /// What a sentence says by these weights: between words to watch that are silent and as loud as
    /// facts it is linear.
    pub(super) fn weigh(&self, own: &Unweighed) -> Weighed {
        let [silent, loud] = own.said.0[match self.hawkish {
            Stance::Unfavourable => 0,
            Stance::Neutral => 1,
            Stance::Favourable => 2,
        }];
        let asked = (silent * (1.0 - self.watch) + loud * self.watch)
            * if own.is_question { self.question } else { 1.0 };
        let certain = if own.is_conditional { self.conditional } else { 1.0 };
        Weighed { asked, value: (asked * certain).clamp(-1.0, 1.0) + 0.0 }
    }

    /// A statement by these weights; scores within `cut` of zero are neutral. Several that are put
    /// together say their mean, and have the side of most.
    fn read(&self, statement: &Statement, cut: f64) -> WeighedStatement {
        let weight = if statement.is_conditional { self.conditional } else { 1.0 };
        let (mut value, mut sides) = (0.0, 0.0);
        for said in &statement.said {
            let own = Unweighed {
                is_conditional: statement.is_conditional,
                is_question: statement.is_question,
                said: *said,
            };
            let weighed = self.weigh(&own);
            sides += sign(Label::of(weighed.asked, cut));
            value += weighed.value;
        }
        let value = fixed(value / statement.said.len() as f64 + 0.0);
        WeighedStatement { weight, value, label: Label::of(sides, 0.0) }
    }
}
