//! Which sentences are about which themes.
//!
//! A strong cue is enough. A weak one needs company: a context word of the same family (a theme
//! with all its branches) in the sentence, a strong one in its (short) paragraph, heading or the
//! sentence before, or an article about the family. Sentences that go on about it ("This ...", the
//! answer to a question, an item below a lead-in) bear it too, and so does all of an article whose
//! subject is a theme that spreads.

use crate::{
    lexicon::{Class, Layer, Lexicon, ParsedDocument},
    model::{BlockKind, Sentence, Span, ThemeId},
};

/// Share of an article's sentences with a strong cue from which a weak cue alone is enough.
const TOPICAL: f64 = 0.3;
/// Share from which a sentence that goes on about it needs no cue.
const DOMINANT: f64 = 0.4;
/// Share of sentences that bear a theme that spreads, its headline among them, from which all do.
const SUBJECT: f64 = 0.4;
/// Bytes of a paragraph within which a strong cue supports weak ones.
const SHORT_BLOCK: u32 = 900;
/// Most cues kept of one sentence and theme.
const MAX_CUES: usize = 16;

/// A sentence that is about a theme.
#[derive(Debug, Clone, PartialEq)]
pub struct SentenceTheme {
    /// Index into the reading's sentences.
    pub sentence: u32,
    /// The theme.
    pub theme: ThemeId,
    /// Places of the words that made it so; empty where context alone did.
    pub cues: Vec<Span>,
}

/// What the cues of one sentence say of one family.
#[derive(Debug, Clone, Copy, Default)]
struct Signs {
    strong: bool,
    weak: bool,
    context: bool,
    /// Different words among the weak cues and context words.
    words: u32,
    /// One more than the token of the last of them.
    last: u32,
}

impl Signs {
    fn see(&mut self, token: u32, is_weak: bool, is_context: bool) {
        self.weak |= is_weak;
        self.context |= is_context;
        self.words += u32::from(self.last != token + 1);
        self.last = token + 1;
    }

    /// Whether a weak cue has company: a word that is weak for one branch and context for another
    /// does not support itself.
    const fn is_supported(&self) -> bool {
        self.weak && self.context && self.words >= 2
    }
}

/// All themes of all sentences, by sentence and theme; a sentence that bears a theme bears its
/// ancestors.
#[must_use]
pub fn sentence_themes(parsed: &ParsedDocument<'_>) -> Vec<SentenceTheme> {
    if parsed.scan.hits(Layer::Theme).is_empty() {
        return Vec::new();
    }
    let families = Families::new(parsed.lexicon);
    let signs: Vec<Signs> = signs(parsed, &families);
    let mut out = Vec::new();
    let mut borne = vec![false; signs.len()];
    for family in 0..families.count {
        mark_borne(parsed, &families, family, &signs, &mut borne);
    }
    for (index, sentence) in parsed.sentences.iter().enumerate() {
        let own = &borne[index * families.count..][..families.count];
        if own.contains(&true) {
            push_themes(parsed, &families, index as u32, sentence, own, &mut out);
        }
    }
    out
}

/// Themes grouped by their first ancestor.
struct Families {
    /// Family of each theme.
    of: Vec<usize>,
    /// Theme at the head of each family.
    heads: Vec<ThemeId>,
    count: usize,
}

impl Families {
    fn new(lexicon: &Lexicon) -> Self {
        let mut heads: Vec<ThemeId> = Vec::new();
        let of = (0..lexicon.themes.len())
            .map(|n| {
                let head = lexicon.lineage(ThemeId(n as u16)).last().unwrap_or(ThemeId(n as u16));
                heads.iter().position(|h| *h == head).unwrap_or_else(|| {
                    heads.push(head);
                    heads.len() - 1
                })
            })
            .collect();
        Self { of, count: heads.len(), heads }
    }

    fn of(&self, theme: ThemeId) -> usize {
        self.of[usize::from(theme.0)]
    }
}

/// Per sentence and family (row by row) what its cues say.
fn signs(parsed: &ParsedDocument<'_>, families: &Families) -> Vec<Signs> {
    let mut out = vec![Signs::default(); parsed.sentences.len() * families.count];
    for (index, sentence) in parsed.sentences.iter().enumerate() {
        let row = &mut out[index * families.count..][..families.count];
        for hit in parsed.hits(Layer::Theme, sentence) {
            let entry = parsed.entry(hit);
            let Some(theme) = entry.theme else { continue };
            let signs = &mut row[families.of(theme)];
            match entry.class {
                Class::ThemeStrong => signs.strong = true,
                Class::ThemeWeak => signs.see(hit.token_start, true, false),
                Class::ThemeContext => signs.see(hit.token_start, false, true),
                _ => {}
            }
        }
    }
    out
}

/// Decides for one family which sentences bear it.
fn mark_borne(
    parsed: &ParsedDocument<'_>,
    families: &Families,
    family: usize,
    signs: &[Signs],
    borne: &mut [bool],
) {
    let count = families.count;
    let at = |n: usize| signs[n * count + family];
    let sentences = parsed.sentences;
    let strong = (0..sentences.len()).filter(|n| at(*n).strong).count();
    let weak = (0..sentences.len()).filter(|n| at(*n).weak).count();
    if strong == 0 && weak == 0 {
        return;
    }
    let share = strong as f64 / sentences.len() as f64;
    let in_headline =
        sentences.iter().enumerate().any(|(n, s)| s.kind == BlockKind::Headline && at(n).strong);
    let is_topical = share >= TOPICAL || in_headline && share >= TOPICAL / 2.0;
    let mut block_has_strong = Vec::new();
    for (n, sentence) in sentences.iter().enumerate() {
        let block = sentence.block as usize;
        if block_has_strong.len() <= block {
            block_has_strong.resize(block + 1, false);
        }
        block_has_strong[block] |= at(n).strong;
    }
    let mut heading = false;
    let mut lead_in = false;
    for (n, sentence) in sentences.iter().enumerate() {
        let own = at(n);
        let previous = n.checked_sub(1).is_some_and(|p| borne[p * count + family]);
        let after_strong =
            n.checked_sub(1).is_some_and(|p| at(p).strong && sentences[p].block == sentence.block);
        if sentence.kind == BlockKind::Heading {
            heading = own.strong;
        }
        if sentence.kind != BlockKind::Bullet {
            lead_in =
                own.strong && parsed.tokens_of(sentence).last().is_some_and(|t| t.is_punct(':'));
        }
        let is_item = sentence.kind == BlockKind::Bullet
            && !names_other(&signs[n * count..][..count], family);
        let follows_in_item = is_item
            && previous
            && n.checked_sub(1).is_some_and(|p| sentences[p].block == sentence.block);
        let supported = own.is_supported()
            || is_topical
            || heading
            || block_has_strong[sentence.block as usize] && is_short_block(parsed, sentence)
            || after_strong;
        let answers = sentence.kind == BlockKind::Answer
            && n.checked_sub(1)
                .is_some_and(|p| sentences[p].kind == BlockKind::Question && at(p).strong);
        let goes_on = answers
            || is_item && lead_in
            || follows_in_item
            || (after_strong || share >= DOMINANT && previous) && goes_on(parsed, sentence);
        borne[n * count + family] = own.strong || own.weak && supported || goes_on;
    }
    if in_headline && parsed.lexicon.theme(families.heads[family]).spreads {
        let all = (0..sentences.len()).filter(|n| borne[n * count + family]).count();
        if all >= 3 && all as f64 >= SUBJECT * sentences.len() as f64 {
            (0..sentences.len()).for_each(|n| borne[n * count + family] = true);
        }
    }
}

/// Whether a sentence has a strong cue of another family.
fn names_other(row: &[Signs], family: usize) -> bool {
    row.iter().enumerate().any(|(other, signs)| other != family && signs.strong)
}

/// Whether the block is a paragraph and not a whole article on one line.
fn is_short_block(parsed: &ParsedDocument<'_>, sentence: &Sentence) -> bool {
    parsed.document.blocks.get(sentence.block as usize).is_some_and(|b| b.span.len() <= SHORT_BLOCK)
}

/// Words with which a sentence goes on about what the one before it was about.
const GOES_ON: [&str; 10] =
    ["this", "these", "those", "such", "it", "they", "that", "its", "their", "both"];

fn goes_on(parsed: &ParsedDocument<'_>, sentence: &Sentence) -> bool {
    let first = parsed.tokens_of(sentence).iter().position(crate::lang::Token::is_word);
    first.is_some_and(|n| parsed.is_any(sentence.token_start + n as u32, &GOES_ON))
}

/// The themes of one sentence: those whose cues stand in it, all above them, and the heads of the
/// families it bears.
fn push_themes(
    parsed: &ParsedDocument<'_>,
    families: &Families,
    index: u32,
    sentence: &Sentence,
    borne: &[bool],
    out: &mut Vec<SentenceTheme>,
) {
    let begin = out.len();
    let mut add = |theme: ThemeId, cue: Option<Span>| {
        let known = out[begin..].iter().position(|t| t.theme == theme).map(|n| n + begin);
        let place = known.unwrap_or_else(|| {
            out.push(SentenceTheme { sentence: index, theme, cues: Vec::new() });
            out.len() - 1
        });
        if let Some(cue) = cue
            && out[place].cues.len() < MAX_CUES
            && !out[place].cues.contains(&cue)
        {
            out[place].cues.push(cue);
        }
    };
    for (family, head) in families.heads.iter().enumerate() {
        if borne[family] {
            add(*head, None);
        }
    }
    for hit in parsed.hits(Layer::Theme, sentence) {
        let entry = parsed.entry(hit);
        let Some(theme) = entry.theme else { continue };
        if borne[families.of(theme)] && matches!(entry.class, Class::ThemeStrong | Class::ThemeWeak)
        {
            // a weak cue of a branch bears the family, and the branch only beside a context word of
            // the branch itself
            let is_strong = entry.class == Class::ThemeStrong
                || has_context(parsed, sentence, theme, hit.token_start);
            let themes = if is_strong { theme } else { families.heads[families.of(theme)] };
            for above in parsed.lexicon.lineage(themes) {
                add(above, Some(parsed.span_of(hit)));
            }
        }
    }
    out[begin..].sort_by_key(|t| t.theme);
}

/// Whether a context word of the theme stands beside the weak cue at token `cue`: no word supports
/// itself.
fn has_context(parsed: &ParsedDocument<'_>, sentence: &Sentence, theme: ThemeId, cue: u32) -> bool {
    let others =
        parsed.hits(Layer::Theme, sentence).iter().take(400).filter(|h| h.token_start != cue);
    others
        .map(|h| parsed.entry(h))
        .any(|e| e.class == Class::ThemeContext && e.theme == Some(theme))
}

#[cfg(test)]
mod tests;
