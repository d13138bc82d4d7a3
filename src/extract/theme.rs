//! Which sentences are about which themes.
//!
//! A strong cue is enough. A weak one needs company: a context word of the same family (a theme
//! with all its branches) in the sentence, a strong one in its (short) paragraph, heading or the
//! sentence before, or an article about the family. Sentences that go on about it ("This ...", the
//! answer to a question, an item below a lead-in, in an article about it the rest of a paragraph)
//! have it too, and so does all of an article whose subject is a theme that spreads. Themes are the one thing of a sentence that is judged by the
//! article as a whole.

mod companies;
mod evidence;

use companies::{CompanyEvidence, CompanyTheme};
use evidence::Evidence;

use crate::{
    lang::Token,
    lexicon::{Class, Layer, Lexicon, ParsedDocument, SentenceView, WordClasses, any_of},
    model::{BlockKind, Sentence, Span, ThemeId},
};

/// Share of an article's sentences with a strong cue from which a weak cue alone is enough.
const TOPICAL: f64 = 0.3;
/// Share from which a sentence that goes on about it needs no cue.
const DOMINANT: f64 = 0.4;
/// Share of sentences with a theme that spreads, its headline among them, from which all have it.
const SUBJECT: f64 = 0.4;
/// Fewest sentences with a theme of an article whose subject it is.
const LEAST: usize = 3;
/// Bytes of a paragraph within which a strong cue supports weak ones.
const SHORT_BLOCK: u32 = 900;
/// Most cues kept of one sentence and theme.
const MAX_CUES: usize = 16;

/// A sentence that is about a theme.
#[derive(Debug, Clone, PartialEq)]
pub struct SentenceTheme {
    /// Index into the sentences of the document.
    pub sentence: u32,
    /// The theme.
    pub theme: ThemeId,
    /// Places of the words that made it so; empty where context alone did.
    pub cues: Vec<Span>,
}

/// All themes of all sentences, whose views are `views`, by sentence and theme; a sentence that has a theme has its
/// ancestors.
#[must_use]
pub fn sentence_themes(
    parsed: &ParsedDocument<'_>,
    views: &[SentenceView<'_>],
) -> Vec<SentenceTheme> {
    if parsed.scan.hits(Layer::Theme).is_empty() {
        return Vec::new();
    }
    let families = Families::new(parsed.lexicon);
    let mut evidence = vec![Evidence::default(); views.len() * families.count()];
    for (view, row) in views.iter().zip(evidence.chunks_mut(families.count().max(1))) {
        weigh_cues(view, &families, row);
    }
    let lexicon = parsed.lexicon;
    let spreads = |head: ThemeId| lexicon.theme(head).spreads;
    let companies = CompanyEvidence::of(views, parsed.resolution, &families, spreads);
    let article = ArticleEvidence { parsed, views, families: &families, evidence, companies };
    let assigned: Vec<Vec<bool>> =
        (0..families.count()).map(|family| article.assign(family)).collect();
    let mut out = Vec::new();
    for (index, view) in views.iter().enumerate() {
        let has_family = |family: usize| assigned[family].get(index).is_some_and(|has| *has);
        push_themes(view, &families, index as u32, has_family, &mut out);
    }
    out
}

/// Themes grouped by their first ancestor.
struct Families {
    /// Family of each theme.
    of: Vec<usize>,
    /// Theme at the head of each family.
    heads: Vec<ThemeId>,
}

impl Families {
    fn new(lexicon: &Lexicon) -> Self {
        let mut heads: Vec<ThemeId> = Vec::with_capacity(lexicon.themes.len());
        let of = (0..lexicon.themes.len())
            .map(|n| {
                let head = lexicon.lineage(ThemeId(n as u16)).last().unwrap_or(ThemeId(n as u16));
                heads.iter().position(|h| *h == head).unwrap_or_else(|| {
                    heads.push(head);
                    heads.len() - 1
                })
            })
            .collect();
        Self { of, heads }
    }

    const fn count(&self) -> usize {
        self.heads.len()
    }

    fn of(&self, theme: ThemeId) -> usize {
        self.of[usize::from(theme.0)]
    }
}

/// Notes in `row` what the cues of a sentence say of each family.
fn weigh_cues(view: &SentenceView<'_>, families: &Families, row: &mut [Evidence]) {
    for hit in view.hits(Layer::Theme) {
        let entry = view.entry(hit);
        let Some(theme) = entry.theme else { continue };
        let evidence = &mut row[families.of(theme)];
        match entry.class {
            Class::ThemeStrong => evidence.strong = true,
            Class::ThemeWeak => evidence.see(hit.token_start, true),
            Class::ThemeContext => evidence.see(hit.token_start, false),
            _ => {}
        }
    }
}

/// What the cues of an article say, sentence by sentence.
struct ArticleEvidence<'a> {
    parsed: &'a ParsedDocument<'a>,
    views: &'a [SentenceView<'a>],
    families: &'a Families,
    /// Of each sentence and family, row by row.
    evidence: Vec<Evidence>,
    companies: CompanyEvidence,
}

/// How much an article is about a family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Topic {
    /// In passing.
    Aside,
    /// So that weak cues need no company.
    Once,
    /// More than one sentence has a strong cue, so that it stays with it for a paragraph.
    Often,
}

/// What is known of one family when its sentences are walked.
struct Walk {
    /// Share of sentences with a strong cue.
    share: f64,
    /// How much the article is about the family.
    topic: Topic,
    /// Whether each block holds a strong cue.
    block_has_strong: Vec<bool>,
    /// Whether the heading above has a strong cue.
    in_heading: bool,
    /// Whether the sentence before the list has a strong cue and a colon at its end.
    in_lead_in: bool,
}

impl ArticleEvidence<'_> {
    fn row(&self, sentence: usize) -> &[Evidence] {
        let count = self.families.count();
        &self.evidence[sentence * count..][..count]
    }

    fn of(&self, sentence: usize, family: usize) -> Evidence {
        self.row(sentence)[family]
    }

    fn sentence(&self, index: usize) -> &Sentence {
        self.views[index].sentence()
    }

    /// Decides for one family which sentences have it.
    fn assign(&self, family: usize) -> Vec<bool> {
        let count = self.views.len();
        let strong = (0..count).filter(|n| self.of(*n, family).strong).count();
        let is_silent = self.companies.is_silent(family);
        let has_none = |n: usize| !self.of(n, family).weak && !self.of(n, family).context;
        if strong == 0 && is_silent && (0..count).all(has_none) {
            return Vec::new();
        }
        let is_told = |n: usize| {
            self.of(n, family).strong || self.companies.get(n, family) == CompanyTheme::Whole
        };
        let in_headline =
            (0..count).any(|n| self.sentence(n).kind == BlockKind::Headline && is_told(n));
        let share = strong as f64 / count as f64;
        let mut walk = Walk {
            share,
            topic: match share >= TOPICAL || in_headline && share >= TOPICAL / 2.0 {
                false => Topic::Aside,
                true if strong == 1 => Topic::Once,
                true => Topic::Often,
            },
            block_has_strong: self.blocks_with_strong(family),
            in_heading: false,
            in_lead_in: false,
        };
        let mut assigned: Vec<bool> = Vec::with_capacity(count);
        for n in 0..count {
            let own = self.of(n, family);
            walk.turn_to(&self.views[n], own);
            let is_previous = assigned.last().is_some_and(|has| *has);
            let has_theme = is_told(n)
                || self.companies.get(n, family) == CompanyTheme::Part && (own.weak || own.context)
                || own.weak && self.is_supported(n, family, &walk)
                || self.goes_on(n, family, &walk, is_previous);
            assigned.push(has_theme);
        }
        let all = assigned.iter().filter(|has| **has).count();
        let most = |told: usize| told >= LEAST && told as f64 >= SUBJECT * count as f64;
        let is_subject = in_headline && most(all) || self.is_named_throughout(family, most);
        if is_subject && self.parsed.lexicon.theme(self.families.heads[family]).spreads {
            for (n, has) in assigned.iter_mut().enumerate() {
                // "Next steps": a heading tells of it only by its words
                *has |= self.sentence(n).kind != BlockKind::Heading;
            }
        }
        assigned
    }

    /// Whether the headline has a word of the family, and `most` sentences a strong or a context word:
    /// "the vaccine", "the drug" and "side effects" tell of one thing together.
    fn is_named_throughout(&self, family: usize, most: impl Fn(usize) -> bool) -> bool {
        let has_any = |n: usize| {
            let own = self.of(n, family);
            own.strong || own.weak || own.context
        };
        let count = self.views.len();
        (0..count).any(|n| self.sentence(n).kind == BlockKind::Headline && has_any(n))
            && most((0..count).filter(|n| self.of(*n, family).names()).count())
    }

    fn blocks_with_strong(&self, family: usize) -> Vec<bool> {
        let block = |n: usize| self.sentence(n).block as usize;
        let count = (0..self.views.len()).map(|n| block(n) + 1).max();
        let mut out = vec![false; count.unwrap_or_default()];
        for n in 0..self.views.len() {
            out[block(n)] |= self.of(n, family).strong;
        }
        out
    }

    /// The sentence before, where it is in the same block.
    fn before_in_block(&self, n: usize) -> Option<usize> {
        n.checked_sub(1).filter(|p| self.sentence(*p).block == self.sentence(n).block)
    }

    fn is_after_strong(&self, n: usize, family: usize) -> bool {
        self.before_in_block(n).is_some_and(|p| self.of(p, family).strong)
    }

    /// Whether a weak cue of a sentence has company.
    fn is_supported(&self, n: usize, family: usize, walk: &Walk) -> bool {
        let block = self.sentence(n).block as usize;
        self.of(n, family).is_supported()
            || walk.topic > Topic::Aside
            || walk.in_heading
            || walk.block_has_strong[block] && self.is_short_block(block)
            || self.is_after_strong(n, family)
    }

    /// Whether a sentence goes on about what the one before it was about.
    fn goes_on(&self, n: usize, family: usize, walk: &Walk, is_previous: bool) -> bool {
        let sentence = self.sentence(n);
        let answers = sentence.kind == BlockKind::Answer
            && n.checked_sub(1).is_some_and(|p| {
                self.sentence(p).kind == BlockKind::Question && self.of(p, family).strong
            });
        let is_item = sentence.kind == BlockKind::Bullet && !self.names_other(n, family);
        let follows_in_item = is_previous && self.before_in_block(n).is_some();
        // an article about it stays with it to the end of a paragraph
        let stays = walk.topic == Topic::Often
            && is_previous
            && self.before_in_block(n).is_some()
            && self.is_short_block(sentence.block as usize)
            && !self.names_other(n, family);
        answers
            || stays
            || is_item && (walk.in_lead_in || follows_in_item)
            || (self.is_after_strong(n, family) || walk.share >= DOMINANT && is_previous)
                && begins_with_anaphor(&self.views[n])
    }

    /// Whether a sentence has a strong cue of another family.
    fn names_other(&self, n: usize, family: usize) -> bool {
        self.row(n).iter().enumerate().any(|(other, own)| other != family && own.strong)
    }

    /// Whether the block is a paragraph and not a whole article on one line.
    fn is_short_block(&self, block: usize) -> bool {
        self.parsed.document.blocks.get(block).is_some_and(|b| b.span.len() <= SHORT_BLOCK)
    }
}

impl Walk {
    fn turn_to(&mut self, view: &SentenceView<'_>, own: Evidence) {
        match view.sentence().kind {
            BlockKind::Bullet => return,
            BlockKind::Heading => self.in_heading = own.strong,
            _ => {}
        }
        self.in_lead_in = own.strong && view.tokens().last().is_some_and(|t| t.is_punct(':'));
    }
}

/// Words with which a sentence goes on about what the one before it was about.
const ANAPHORS: WordClasses = any_of![Demonstrative | ThirdPerson];

fn begins_with_anaphor(view: &SentenceView<'_>) -> bool {
    let first = view.tokens().iter().find(|t| Token::is_word(t));
    first
        .map(|t| view.token_at(t.byte_start))
        .is_some_and(|at| view.is_of_any(at, ANAPHORS) || view.is_any(at, &["such", "both"]))
}

/// The themes of one sentence: those whose cues are in it, all above them, and the heads of the
/// families that it has.
fn push_themes(
    view: &SentenceView<'_>,
    families: &Families,
    index: u32,
    has_family: impl Fn(usize) -> bool,
    out: &mut Vec<SentenceTheme>,
) {
    let begin = out.len();
    let mut add = |theme: ThemeId, cue: Option<Span>| {
        let known = out[begin..].iter().position(|t| t.theme == theme).map(|n| n + begin);
        let place = known.unwrap_or_else(|| {
            out.push(SentenceTheme { sentence: index, theme, cues: Vec::new() });
            out.len() - 1
        });
        let cues = &mut out[place].cues;
        if let Some(cue) = cue.filter(|cue| cues.len() < MAX_CUES && !cues.contains(cue)) {
            cues.push(cue);
        }
    };
    let mut has_any = false;
    for (_, head) in families.heads.iter().enumerate().filter(|(n, _)| has_family(*n)) {
        has_any = true;
        add(*head, None);
    }
    if !has_any {
        return;
    }
    for hit in view.hits(Layer::Theme) {
        let entry = view.entry(hit);
        let Some(theme) = entry.theme.filter(|theme| has_family(families.of(*theme))) else {
            continue;
        };
        // a weak cue of a branch tells the family, and the branch only beside a context word of
        // the branch itself
        let told = match entry.class {
            Class::ThemeStrong => theme,
            Class::ThemeWeak if has_context(view, theme, hit.token_start) => theme,
            Class::ThemeWeak => families.heads[families.of(theme)],
            _ => continue,
        };
        for above in view.lexicon().lineage(told) {
            add(above, Some(view.span(hit.tokens())));
        }
    }
    out[begin..].sort_by_key(|t| t.theme);
}

/// Whether a context word of the theme is beside the weak cue at token `cue`: no word supports
/// itself.
fn has_context(view: &SentenceView<'_>, theme: ThemeId, cue: u32) -> bool {
    let others = view.hits(Layer::Theme).iter().take(400).filter(|h| h.token_start != cue);
    others.map(|h| view.entry(h)).any(|e| e.class == Class::ThemeContext && e.theme == Some(theme))
}

#[cfg(test)]
mod tests;
