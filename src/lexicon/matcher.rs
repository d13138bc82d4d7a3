//! One scan over all lexicons: a trie of interned words over the token stream.
//!
//! Chosen over an Aho-Corasick automaton because it finds every hit at a word border, is blind to
//! line breaks and hyphens inside a term (literal spaces lose 10 % of multi-word terms in
//! hard-wrapped text), keeps its speed with tens of thousands of terms, and gives the tokens that
//! every later stage reads anyway (`benches/pipeline.rs` has the figures).

use rustc_hash::FxHashMap;

use super::{class::Layer, ticker::TickerMarks};
use crate::{
    lang::{Token, tokenize},
    model::TokenRange,
};

/// Tokens of a text and the lexicon hits on them. Reuse one value for many texts: its buffers grow
/// once.
#[derive(Debug, Default)]
pub struct Scan {
    /// All tokens, by place.
    pub tokens: Vec<Token>,
    hits: [Vec<Hit>; Layer::COUNT],
}

impl Scan {
    /// The hits of one layer, by place.
    #[must_use]
    pub fn hits(&self, layer: Layer) -> &[Hit] {
        &self.hits[layer as usize]
    }

    /// The hits of one layer that begin in `token_start..token_end`.
    #[must_use]
    pub fn hits_in(&self, layer: Layer, token_start: u32, token_end: u32) -> &[Hit] {
        let hits = self.hits(layer);
        let from = hits.partition_point(|h| h.token_start < token_start);
        let len = hits[from..].partition_point(|h| h.token_start < token_end);
        &hits[from..from + len]
    }

    /// How many hits there are in all layers.
    #[must_use]
    pub fn hit_count(&self) -> usize {
        self.hits.iter().map(Vec::len).sum()
    }
}

/// A term found in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// First token.
    pub token_start: u32,
    /// One past the last token.
    pub token_end: u32,
    /// Index into [`super::Lexicon::entries`].
    pub entry: u32,
}

impl Hit {
    /// Its tokens.
    #[must_use]
    pub const fn tokens(&self) -> TokenRange {
        TokenRange::new(self.token_start, self.token_end)
    }
}

/// The compiled terms of all lexicons.
#[derive(Debug, Default)]
pub(super) struct Matcher {
    vocabulary: FxHashMap<Box<[u8]>, u32>,
    longest_word: usize,
    /// Node reached from the root by each word id; 0 is none.
    roots: Vec<u32>,
    /// Nodes reached from the root by a punctuation mark.
    punct_roots: FxHashMap<u32, u32>,
    edges: FxHashMap<u64, u32>,
    nodes: Vec<Node>,
    tickers: TickerMarks,
}

#[derive(Debug, Default, Clone)]
struct Node {
    /// One bit per child, by the low bits of its word: most words that do not go on are known
    /// without a look-up.
    children: u64,
    /// What ends here: layer, capitals asked for, entry.
    terminals: Vec<Terminal>,
}

#[derive(Debug, Clone, Copy)]
struct Terminal {
    layer: Layer,
    track: u8,
    case: Case,
    entry: u32,
}

/// Which capitals a term asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Case {
    /// Any.
    #[default]
    Any,
    /// The first word begins with a capital, and every other one of more than three letters ("Bank
    /// of England").
    Capital,
    /// Every word is all capitals.
    Upper,
    /// In capitals, and announced as a ticker: `$IWM`, `NASDAQ: NVDA`, `GOOG.O`.
    #[serde(skip)]
    Ticker,
}

/// Terms compete for words with those of their track alone: a layer, or a family of themes, so that
/// a cue of one theme hides none of another. Families beyond the last track share it.
const TRACKS: usize = u32::BITS as usize;

/// Marks edges on punctuation apart from word ids.
const PUNCT: u32 = 1 << 31;

impl Matcher {
    /// Adds one surface form of an entry. `family` numbers the families of the layer whose terms do
    /// not hide one another's.
    pub(super) fn insert(
        &mut self,
        form: &str,
        entry: u32,
        (layer, family): (Layer, usize),
        case: Case,
    ) {
        let track =
            if family == 0 { layer as usize } else { (Layer::COUNT + family - 1).min(TRACKS - 1) }
                as u8;
        if self.nodes.is_empty() {
            self.nodes.push(Node::default());
            self.roots.push(0);
        }
        let mut tokens = Vec::new();
        let vocabulary = &mut self.vocabulary;
        let mut longest = self.longest_word;
        tokenize(
            form,
            |word| {
                longest = longest.max(word.len());
                let next = vocabulary.len() as u32 + 1;
                *vocabulary.entry(word.into()).or_insert(next)
            },
            &mut tokens,
        );
        self.longest_word = longest;
        self.roots.resize(self.vocabulary.len() + 1, 0);
        let mut node = 0;
        for (n, token) in tokens.iter().enumerate() {
            let is_joint = token.is_punct('-') && n > 0 && n + 1 < tokens.len();
            if is_joint {
                continue;
            }
            node = self.child_or_insert(node, token);
        }
        let terminals = &mut self.nodes[node as usize].terminals;
        if !terminals.iter().any(|t| t.entry == entry && t.case == case) {
            terminals.push(Terminal { layer, track, case, entry });
        }
    }

    fn child_or_insert(&mut self, node: u32, token: &Token) -> u32 {
        let next = self.nodes.len() as u32;
        let slot = match token.punct() {
            None if node == 0 => &mut self.roots[token.word as usize],
            Some(_) if node == 0 => self.punct_roots.entry(token.word).or_insert(0),
            _ => self.edges.entry(edge(node, token)).or_insert(0),
        };
        if *slot == 0 {
            *slot = next;
            self.nodes[node as usize].children |= bit(token);
            self.nodes.push(Node::default());
        }
        *slot
    }

    fn child(&self, node: u32, token: &Token) -> Option<u32> {
        if self.nodes[node as usize].children & bit(token) == 0 {
            return None;
        }
        self.edges.get(&edge(node, token)).copied()
    }

    fn root(&self, token: &Token) -> u32 {
        if token.punct().is_some() {
            self.punct_roots.get(&token.word).copied().unwrap_or(0)
        } else {
            self.roots[token.word as usize]
        }
    }

    /// Vocabulary id of a folded word.
    pub(super) fn word_id(&self, folded: &[u8]) -> u32 {
        if folded.len() > self.longest_word {
            return Token::UNKNOWN;
        }
        self.vocabulary.get(folded).copied().unwrap_or(Token::UNKNOWN)
    }

    /// Whether a token is the name of an exchange.
    pub(super) fn is_exchange(&self, token: &Token) -> bool {
        token.is_word() && self.tickers.exchanges.contains(&token.word)
    }

    /// Distinct words of all terms.
    pub(super) fn vocabulary_len(&self) -> usize {
        self.vocabulary.len()
    }

    /// Cuts `text` into tokens and finds all terms: per track leftmost-longest, ties all kept.
    pub(super) fn scan(&self, text: &str, scan: &mut Scan) {
        scan.tokens.clear();
        for hits in &mut scan.hits {
            hits.clear();
        }
        if self.nodes.is_empty() {
            tokenize(text, |_| Token::UNKNOWN, &mut scan.tokens);
            return;
        }
        tokenize(text, |word| self.word_id(word), &mut scan.tokens);
        let mut covered = [0_u32; TRACKS];
        let mut best = [(0_u32, 0_u32); TRACKS];
        let tokens = &scan.tokens;
        for start in 0..tokens.len() {
            let mut node = self.root(&tokens[start]);
            if node == 0 {
                continue;
            }
            let mut found = 0_u32;
            let mut at = start + 1;
            loop {
                let reached = &self.nodes[node as usize];
                for terminal in &reached.terminals {
                    let track = usize::from(terminal.track);
                    if covered[track] <= start as u32
                        && self.has_case(tokens, (start, at), terminal.case)
                    {
                        best[track] = (node, at as u32);
                        found |= 1 << track;
                    }
                }
                if reached.children == 0 {
                    break;
                }
                match self.step(node, tokens, at) {
                    Some((child, next)) => (node, at) = (child, next),
                    None => break,
                }
            }
            while found != 0 {
                let track = found.trailing_zeros() as usize;
                found &= found - 1;
                let (node, token_end) = best[track];
                covered[track] = token_end;
                for terminal in &self.nodes[node as usize].terminals {
                    if usize::from(terminal.track) == track
                        && self.has_case(tokens, (start, token_end as usize), terminal.case)
                    {
                        scan.hits[terminal.layer as usize].push(Hit {
                            token_start: start as u32,
                            token_end,
                            entry: terminal.entry,
                        });
                    }
                }
            }
        }
    }

    /// The node after the token at `at`, skipping a hyphen that joins two words; `None` across a
    /// paragraph border.
    fn step(&self, node: u32, tokens: &[Token], at: usize) -> Option<(u32, usize)> {
        let token = tokens.get(at)?;
        if token.starts_paragraph() {
            return None;
        }
        if let Some(child) = self.child(node, token) {
            return Some((child, at + 1));
        }
        let next = tokens.get(at + 1)?;
        let is_joint = token.is_punct('-')
            && !token.has_space_before()
            && (!next.has_space_before() || next.starts_line());
        if is_joint { self.child(node, next).map(|child| (child, at + 2)) } else { None }
    }

    fn has_case(&self, tokens: &[Token], (start, end): (usize, usize), case: Case) -> bool {
        let own = &tokens[start..end];
        match case {
            Case::Any => true,
            Case::Capital => own.iter().enumerate().all(|(n, t)| {
                !t.is_word() || t.is_capital() || (n > 0 && t.byte_end - t.byte_start <= 3)
            }),
            Case::Upper => own.iter().all(|t| !t.is_word() || t.is_upper()),
            Case::Ticker => self.tickers.announce(tokens, start),
        }
    }

    /// Adds the name of an exchange ("NASDAQ: NVDA") or, with `is_suffix`, an exchange code
    /// ("GOOG.O").
    pub(super) fn insert_ticker_mark(&mut self, mark: &str, is_suffix: bool) {
        let next = self.vocabulary.len() as u32 + 1;
        let word = mark.to_lowercase();
        self.longest_word = self.longest_word.max(word.len());
        let id = *self.vocabulary.entry(word.into_bytes().into()).or_insert(next);
        self.roots.resize(self.vocabulary.len() + 1, 0);
        if is_suffix {
            self.tickers.suffixes.insert(id)
        } else {
            self.tickers.exchanges.insert(id)
        };
    }
}

fn edge(node: u32, token: &Token) -> u64 {
    let mark = if token.punct().is_some() { PUNCT } else { 0 };
    u64::from(node) << 32 | u64::from(token.word | mark)
}

/// The bit that stands for a child reached by `token`.
const fn bit(token: &Token) -> u64 {
    1 << (token.word & 63)
}
