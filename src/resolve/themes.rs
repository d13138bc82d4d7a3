//! The themes of companies that no file knows: by the words of their names, and by what the article
//! tells of them.

use crate::{
    lexicon::{Class, Layer, SentenceView, words},
    model::{EntityKind, Pos, Reference, Resolution, Salience, ThemeId, TokenRange},
};

/// Sentences about a company with a strong cue of a theme from which it is of the theme.
const SENTENCES: u32 = 2;
/// One in so many of all sentences about it must have one.
const SHARE: u32 = 4;
/// Companies that an article is about that are looked at.
const MOST: u32 = 16;

/// Gives the companies that an article is about, and that no file knows, the themes that spread
/// over all that is told of them.
pub(super) fn propagate(views: &[SentenceView<'_>], out: &mut Resolution) {
    let Some(lexicon) = views.first().map(SentenceView::lexicon) else { return };
    let spreading =
        |theme: ThemeId| lexicon.lineage(theme).last().filter(|head| lexicon.theme(*head).spreads);
    let mut left = MOST;
    for number in 0..out.entities.len() {
        let entity = &out.entities[number];
        let is_asked = entity.kind == EntityKind::Company
            && !entity.is_known
            && entity.salience == Salience::Main;
        if !is_asked || left == 0 {
            continue;
        }
        left -= 1;
        let own = |r: &&crate::model::Reference| {
            r.entity == number as u32 && !r.is_in_passing && !r.tokens.is_empty()
        };
        let told = |view: &SentenceView<'_>, range: TokenRange, is_name: bool| {
            view.hits_in(Layer::Theme, range).iter().find_map(|hit| {
                let entry = view.entry(hit);
                let counts =
                    entry.class == Class::ThemeStrong || is_name && entry.class != Class::ThemeMask;
                entry.theme.filter(|_| counts).and_then(spreading)
            })
        };
        let (mut sentences, mut strong) = (0, 0);
        let (mut last, mut theme) = (u32::MAX, None);
        for reference in out.references.iter().filter(own) {
            let Some(view) = views.get(reference.sentence as usize) else { continue };
            if reference.rule.is_name()
                && let Some(named) = told(view, reference.tokens, true)
                    .or_else(|| definition(view, reference).and_then(|own| told(view, own, true)))
            {
                theme = Some(named);
                strong = u32::MAX;
                break;
            }
            if reference.sentence != last {
                last = reference.sentence;
                sentences += 1;
                if let Some(found) = told(view, view.range(), false) {
                    theme = theme.or(Some(found));
                    strong += 1;
                }
            }
        }
        let is_of = strong == u32::MAX || strong >= SENTENCES && strong * SHARE >= sentences;
        if let Some(theme) = theme.filter(|_| is_of) {
            out.entities[number].themes.push(theme);
        }
    }
}

/// Tokens of a definition.
const DEFINITION: u32 = 14;

/// What an article says that a company is: "Falk, a developer of medicines", "Falk is a bakery",
/// "drug maker Falk".
fn definition(view: &SentenceView<'_>, name: &Reference) -> Option<TokenRange> {
    let after = view.token_at(name.span.byte_end).max(name.tokens.token_end);
    let is_article = |n: u32| view.pos(n) == Pos::Determiner;
    let ends = |n: &u32| {
        [',', ';', '(', ')', '—', '"'].iter().any(|mark| view.is_punct(*n, *mark))
            || view.is_of(*n, Class::RelativePronoun)
    };
    // "(Nasdaq: FALK)"
    let after = if view.is_punct(after, '(') {
        view.after(after, DEFINITION).iter().find(|n| view.is_punct(*n, ')'))? + 1
    } else {
        after
    };
    let lead = view.is_punct(after, ',') || view.is_any(after, words!["is", "was"]);
    if lead && is_article(after + 1) {
        let words = view.after(after + 2, DEFINITION);
        return Some(words.iter().find(ends).map_or(words, |end| words.before(end)));
    }
    let is_noun = |n: &u32| !view.is_capital(*n) && view.pos(*n).is_noun();
    let before = view.before(name.tokens.token_start, 3);
    let first = before.iter().rev().take_while(is_noun).last()?;
    Some(TokenRange::new(first, name.tokens.token_start))
}
