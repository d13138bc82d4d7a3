//! What makes an article itself: its id, the hash and sketch of its story, its language and length.

use crate::{
    lang::{Sketcher, Token},
    model::{Article, ArticleId, BlockKind, Document, Published, Sketch, Span},
};

/// Identity of one cleaned article.
pub(super) struct Identity {
    /// The first 64 bits of the hash.
    pub article_id: ArticleId,
    /// Equal for articles with the same story text, headlines apart.
    pub content_hash: u64,
}

/// BLAKE3 over source, record id or URL, title, published, story text and the target where the record
/// has one; blanks and boilerplate make no difference, so that the same article has the same id in
/// every format.
///
/// `is_stub` where the words under the headline are not of its story: then the headline is it.
pub(super) fn identify(article: &Article, document: &Document, is_stub: bool) -> Identity {
    let mut story = String::with_capacity(document.text.len());
    for block in document.blocks.iter().filter(|b| b.kind != BlockKind::Headline) {
        push_folded(block.span.of(&document.text), &mut story);
        story.push('\n');
    }
    let mut hasher = blake3::Hasher::new();
    let mut field = |value: &str| {
        hasher.update(&(value.len() as u64).to_le_bytes());
        hasher.update(value.as_bytes());
    };
    field(document.source.as_deref().unwrap_or(""));
    field(article.record_id.as_deref().or(article.url.as_deref()).unwrap_or(""));
    let mut title = String::new();
    push_folded(document.title.map_or("", |t| t.of(&document.text)), &mut title);
    field(&title);
    field(&published_key(&document.published));
    field(&story);
    // one headline that a data set has for two companies is two records
    if let Some(target) = &article.target {
        field(target);
    }
    let article_id = ArticleId(u64::from_be_bytes(first_bytes(&hasher.finalize())));
    if is_stub {
        story.insert_str(0, &title);
    }
    story.make_ascii_lowercase();
    let content = blake3::hash(story.as_bytes());
    let content_hash = u64::from_le_bytes(first_bytes(&content));
    Identity { article_id, content_hash }
}

/// The first 64 bits of a hash.
fn first_bytes(hash: &blake3::Hash) -> [u8; 8] {
    hash.as_bytes().first_chunk().copied().unwrap_or_default()
}

/// Appends `words` with every run of blanks as one space.
fn push_folded(words: &str, out: &mut String) {
    let start = out.len();
    let mut push = |word: &str| {
        if out.len() > start {
            out.push(' ');
        }
        out.push_str(word);
    };
    let has_only_single_spaces = || {
        let bytes = words.as_bytes();
        // the least byte, not the first control character: this way the compiler compares many at
        // once
        let least = bytes.iter().fold(u8::MAX, |least, b| least.min(*b));
        least >= b' ' && memchr::memmem::find(bytes, b"  ").is_none() && words.trim() == words
    };
    if words.is_ascii() && has_only_single_spaces() {
        push(words);
    } else {
        words.split_whitespace().for_each(&mut push);
    }
}

/// The instant, else the day as far as it is known; not its spelling.
fn published_key(published: &Published) -> String {
    match (published.instant, published.date) {
        (Some(instant), _) => instant.to_string(),
        (None, Some(date)) => format!("{} {date}", published.precision.as_str()),
        (None, None) => String::new(),
    }
}

/// English words that make up a quarter of any English text, by their length.
const FUNCTION_WORDS: [&[&str]; 5] = [
    &[],
    &["a"],
    &["of", "to", "in", "is", "on", "as", "by", "at", "it", "be", "an"],
    &["the", "and", "for", "its", "was", "are", "has"],
    &["that", "with", "said", "from", "have"],
];

/// Words by which a language is recognised.
const SAMPLE: usize = 200;
/// Share of function words from which a text is English.
const ENGLISH_PERCENT: usize = 18;
/// Share of function words below which a text is not.
const FOREIGN_PERCENT: usize = 8;
/// Fewest words by which a language can be recognised.
const ENOUGH_WORDS: usize = 20;

/// ISO 639-1 code of the story's language, from the function words among its first tokens, else by
/// trigrams; `None` where the story is too short or unclear.
pub(super) fn language(document: &Document, tokens: &[Token]) -> Option<String> {
    let text = document.text.as_str();
    let story = document
        .blocks
        .iter()
        .find(|b| b.kind == BlockKind::Paragraph)
        .map_or(0, |b| b.span.byte_start);
    let first = tokens.partition_point(|t| t.byte_start < story);
    let sample = tokens[first..].iter().filter(|t| t.is_word()).take(SAMPLE);
    let (mut words, mut known) = (0_usize, 0_usize);
    for token in sample {
        words += 1;
        known += usize::from(is_function_word(token.of(text)));
        if known * 100 >= SAMPLE * ENGLISH_PERCENT {
            break;
        }
    }
    if words >= ENOUGH_WORDS && known * 100 >= words * ENGLISH_PERCENT {
        return Some("en".to_owned());
    }
    if words < ENOUGH_WORDS && text.is_ascii() {
        return None;
    }
    let end = text.floor_char_boundary((story as usize + 512).min(text.len()));
    let info = whatlang::detect(&text[story as usize..end])?;
    if info.is_reliable() {
        return Some(two_letters(info.lang()).to_owned());
    }
    // no English text of some length is without its function words, whatever it is
    if words < ENOUGH_WORDS || known * 100 >= words * FOREIGN_PERCENT {
        return None;
    }
    let is_named = info.lang() != whatlang::Lang::Eng;
    (is_named || !text[story as usize..end].is_ascii())
        .then(|| if is_named { two_letters(info.lang()) } else { "und" }.to_owned())
}

fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS
        .get(word.len())
        .is_some_and(|own| own.iter().any(|f| f.eq_ignore_ascii_case(word)))
}

/// ISO 639-1 of the languages that news archives hold; the three letters of ISO 639-3 for the
/// others.
fn two_letters(lang: whatlang::Lang) -> &'static str {
    use whatlang::Lang;
    match lang {
        Lang::Eng => "en",
        Lang::Deu => "de",
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Ita => "it",
        Lang::Por => "pt",
        Lang::Nld => "nl",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "no",
        Lang::Fin => "fi",
        Lang::Pol => "pl",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Tur => "tr",
        Lang::Ara => "ar",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Cmn => "zh",
        other => other.code(),
    }
}

/// Words of the story.
pub(super) fn count_words(document: &Document, tokens: &[Token]) -> u32 {
    let words = |span: Span| tokens_in(tokens, span).iter().filter(|t| t.is_word()).count();
    document.blocks.iter().map(|b| words(b.span)).sum::<usize>() as u32
}

/// The sketch of the story without headlines, unless these are the story.
pub(super) fn sketch(document: &Document, tokens: &[Token], is_stub: bool) -> Sketch {
    let mut sketcher = Sketcher::default();
    for block in document.blocks.iter().filter(|b| is_stub || b.kind != BlockKind::Headline) {
        sketcher.push_block(&document.text, tokens_in(tokens, block.span));
    }
    let mut sketch = sketcher.finish();
    if is_correction(document) {
        // a correction is no copy of what it corrects: its keys are found by other corrections
        for key in sketch.keys.iter_mut().filter(|key| **key != 0) {
            *key = (*key ^ CORRECTION).max(1);
        }
    }
    sketch
}

/// What the keys of corrections differ by.
const CORRECTION: u32 = 0x5A5A_5A5A;

/// Whether the headline says that this corrects an article that was wrong.
fn is_correction(document: &Document) -> bool {
    let title = document.title.map_or("", |title| title.of(&document.text)).trim_start();
    let first = title.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let is_marked = title[first.len()..].starts_with(['-', ':', ' ', '–', '—']);
    is_marked
        && (matches!(first, "CORRECTED" | "CORRECTION" | "CORRECTING")
            || title[first.len()..].starts_with([':', '-'])
                && matches!(first, "Corrected" | "Correction"))
}

/// Words under a headline up to which they may be none of its story.
const STUB_WORDS: usize = 120;
/// Shortest word that a headline is compared by.
const TELLING: usize = 4;

/// Whether the words under the headline are not of its story: there are none, or they hardly share
/// a word with it ("Subscribe to read ...").
pub(super) fn is_stub(document: &Document, tokens: &[Token]) -> bool {
    let text = document.text.as_str();
    let is_telling = |word: &&str| word.len() >= TELLING;
    let of = |is_headline: bool| {
        let blocks = document.blocks.iter();
        blocks.filter(move |b| (b.kind == BlockKind::Headline) == is_headline).flat_map(|b| {
            tokens_in(tokens, b.span).iter().filter(|t| t.is_word()).map(|t| t.of(text))
        })
    };
    if of(false).nth(STUB_WORDS).is_some() {
        return false;
    }
    let headline: Vec<&str> = of(true).filter(is_telling).collect();
    let story: Vec<&str> = of(false).collect();
    let is_shared = |word: &&&str| {
        let stem = &word[..word.floor_char_boundary(TELLING)];
        story.iter().any(|own| own.get(..stem.len()).is_some_and(|o| o.eq_ignore_ascii_case(stem)))
    };
    let shared = headline.iter().filter(is_shared).count();
    !headline.is_empty()
        && (story.is_empty() || headline.len() >= TELLING && shared * 5 <= headline.len())
}

/// The tokens that begin in a span.
fn tokens_in(tokens: &[Token], span: Span) -> &[Token] {
    let from = tokens.partition_point(|t| t.byte_start < span.byte_start);
    let to = tokens.partition_point(|t| t.byte_start < span.byte_end);
    &tokens[from..to]
}
