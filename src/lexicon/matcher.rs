//! One scan over all lexicons: a trie of interned words over the token stream.
//!
//! Chosen over an Aho-Corasick automaton because it finds every hit at a word boundary, is blind to
//! line breaks and hyphens inside a term (literal spaces lose 10 % of multi-word terms in
//! hard-wrapped text), keeps its speed with tens of thousands of terms, and returns the tokens that
//! every later stage reads anyway (`benches/pipeline.rs` has the figures).

use super::{
    Class, ClassSet, Hit, Layer, Scan,
    ticker::TickerMarks,
    vocabulary::{FlatMap, Vocabulary},
    word_set::ASKED,
};
use crate::lang::{FoldedWord, Glue, Token, TokenKind, tokenize};

/// The compiled terms of all lexicons.
#[derive(Debug)]
pub(super) struct Matcher {
    vocabulary: Vocabulary,
    /// The node reached from the root by each word id; its number is the id with the bit [`ROOT`].
    roots: Vec<Node>,
    /// Nodes reached from the root by a punctuation mark.
    punct_roots: FlatMap,
    edges: FlatMap,
    /// All others; that of number 0 is none.
    nodes: Vec<Node>,
    /// What ends at a node beside its first.
    terminals: Vec<Terminal>,
    tickers: TickerMarks,
    /// What is glued to numbers.
    glue: Glue,
    /// The tokens of the form that is added.
    form: Vec<Token>,
}

/// A place in the trie.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Node {
    /// One bit per child, by the low bits of its word: most words that do not go on are known
    /// without a look-up.
    children: u64,
    /// The first of what ends here.
    first: Option<Terminal>,
}

impl Node {
    /// Whether nothing ends here and nothing goes on.
    const fn is_empty(&self) -> bool {
        self.children == 0 && self.first.is_none()
    }
}

/// What ends at a node: layer, capitals asked for, entry.
#[derive(Debug, Clone, Copy)]
struct Terminal {
    class: Class,
    layer: Layer,
    track: u8,
    case: Case,
    entry: u32,
    /// The next one of the same node in the order of the files, counted from 1; 0 is none.
    next: u32,
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

/// Tokens whose nodes are fetched together: enough that waits for memory overlap.
const BLOCK: usize = 1 << 12;

/// Keys of words beyond which their buffer is given back.
const MANY_KEYS: usize = 1 << 18;

/// By track, where its last hit ends, and node and end of the longest term that begins here.
struct Tracks {
    covered: [u32; TRACKS],
    best: [(u32, u32); TRACKS],
}

/// Where what is found goes.
struct Found<'a> {
    hits: &'a mut [Vec<Hit>; Layer::COUNT],
    classes: &'a mut [ClassSet],
}

/// Marks edges on punctuation apart from word ids.
const PUNCT: u32 = 1 << 31;

/// Marks the numbers of nodes that are reached from the root by a word.
const ROOT: u32 = 1 << 31;

impl Default for Matcher {
    /// No terms, but the words that rules ask for have their numbers.
    fn default() -> Self {
        let mut vocabulary = Vocabulary::default();
        for word in ASKED {
            vocabulary.number(&FoldedWord::new(word.as_bytes()));
        }
        Self {
            roots: vec![Node::default(); vocabulary.len() + 1],
            vocabulary,
            punct_roots: FlatMap::default(),
            edges: FlatMap::default(),
            nodes: vec![Node::default()],
            terminals: Vec::new(),
            tickers: TickerMarks::default(),
            glue: Glue::default(),
            form: Vec::new(),
        }
    }
}

impl Matcher {
    /// Adds one surface form of an entry. `family` numbers the families of the layer whose terms do
    /// not hide one another's.
    pub(super) fn insert(
        &mut self,
        form: &str,
        entry: u32,
        class: Class,
        family: usize,
        case: Case,
    ) {
        let layer = class.layer();
        let track =
            if family == 0 { layer as usize } else { (Layer::COUNT + family - 1).min(TRACKS - 1) }
                as u8;
        let node = self.end_of(form);
        if self.ends(self.node(node)).any(|t| t.entry == entry && t.case == case) {
            return;
        }
        let own = Terminal { class, layer, track, case, entry, next: 0 };
        let Some(first) = self.node(node).first else {
            self.node_mut(node).first = Some(own);
            return;
        };
        self.terminals.push(own);
        let number = self.terminals.len() as u32;
        if first.next == 0 {
            self.node_mut(node).first = Some(Terminal { next: number, ..first });
            return;
        }
        let mut last = first.next as usize - 1;
        while self.terminals[last].next != 0 {
            last = self.terminals[last].next as usize - 1;
        }
        self.terminals[last].next = number;
    }

    /// The node at which a surface form ends.
    fn end_of(&mut self, form: &str) -> u32 {
        let mut tokens = std::mem::take(&mut self.form);
        tokens.clear();
        let vocabulary = &mut self.vocabulary;
        tokenize(form, &self.glue, |word| vocabulary.number(&word), &mut tokens);
        self.roots.resize(self.vocabulary.len() + 1, Node::default());
        let mut node = 0;
        for (n, token) in tokens.iter().enumerate() {
            let is_hyphen = token.is_punct('-') && n > 0 && n + 1 < tokens.len();
            if !is_hyphen {
                node = self.child_or_insert(node, token);
            }
        }
        self.form = tokens;
        node
    }

    #[inline]
    fn node(&self, number: u32) -> &Node {
        if number & ROOT == 0 {
            &self.nodes[number as usize]
        } else {
            &self.roots[(number ^ ROOT) as usize]
        }
    }

    fn node_mut(&mut self, number: u32) -> &mut Node {
        if number & ROOT == 0 {
            &mut self.nodes[number as usize]
        } else {
            &mut self.roots[(number ^ ROOT) as usize]
        }
    }

    /// What ends at a node, in the order of the files.
    #[inline]
    fn ends(&self, node: &Node) -> impl Iterator<Item = Terminal> {
        let get = |number: u32| self.terminals.get((number as usize).wrapping_sub(1)).copied();
        std::iter::successors(node.first, move |last| get(last.next))
    }

    fn child_or_insert(&mut self, node: u32, token: &Token) -> u32 {
        let next = self.nodes.len() as u32;
        let child = match token.punct() {
            None if node == 0 => return token.word | ROOT,
            Some(_) if node == 0 => *self.punct_roots.get_or_insert(token.word.into(), next),
            _ => *self.edges.get_or_insert(edge(node, token), next),
        };
        if child == next {
            self.node_mut(node).children |= bit(token);
            self.nodes.push(Node::default());
        }
        child
    }

    fn child(&self, node: u32, token: &Token) -> Option<u32> {
        let may_go_on = self.node(node).children & bit(token) != 0;
        if may_go_on { self.edges.get(edge(node, token)) } else { None }
    }

    #[inline]
    fn root(&self, token: &Token) -> u32 {
        if token.kind == TokenKind::Punct {
            self.punct_roots.get(token.word.into()).unwrap_or(0)
        } else {
            token.word | ROOT
        }
    }

    /// Whether a token is the name of an exchange.
    pub(super) fn is_exchange(&self, token: &Token) -> bool {
        token.is_word() && self.tickers.exchanges.contains(&token.word)
    }

    /// One past the Reuters code of an instrument that begins at token `at`.
    pub(super) fn code_end(&self, tokens: &[Token], at: usize, text: &str) -> Option<usize> {
        self.tickers.code_end(tokens, at, text)
    }

    /// Cuts `text` into tokens and finds all terms: per track leftmost-longest, ties all kept.
    pub(super) fn scan(&self, text: &str, scan: &mut Scan) {
        scan.clear();
        self.cut(text, scan);
        scan.classes.resize(scan.tokens.len(), ClassSet::EMPTY);
        let mut found = Found { hits: &mut scan.hits, classes: &mut scan.classes };
        let mut tracks = Tracks { covered: [0; TRACKS], best: [(0, 0); TRACKS] };
        let tokens = &scan.tokens;
        for first in (0..tokens.len()).step_by(BLOCK) {
            let block = &tokens[first..tokens.len().min(first + BLOCK)];
            scan.roots.clear();
            scan.roots.extend(block.iter().map(|token| *self.node(self.root(token))));
            for (start, root) in (first..).zip(&scan.roots) {
                if !root.is_empty() {
                    self.find_from(tokens, start, root, &mut tracks, &mut found);
                }
            }
        }
    }

    /// Finds the terms that begin with token `start`, which leads to `root`.
    #[inline]
    fn find_from(
        &self,
        tokens: &[Token],
        start: usize,
        root: &Node,
        tracks: &mut Tracks,
        out: &mut Found<'_>,
    ) {
        let mut node = root;
        let mut number = self.root(&tokens[start]);
        let mut found = 0_u32;
        let mut at = start + 1;
        loop {
            for terminal in self.ends(node) {
                let track = usize::from(terminal.track);
                if tracks.covered[track] <= start as u32
                    && self.has_case(tokens, (start, at), terminal.case)
                {
                    tracks.best[track] = (number, at as u32);
                    found |= 1 << track;
                }
            }
            if node.children == 0 {
                break;
            }
            match self.step(number, tokens, at) {
                Some((child, next)) => (number, at) = (child, next),
                None => break,
            }
            node = self.node(number);
        }
        while found != 0 {
            let track = found.trailing_zeros() as usize;
            found &= found - 1;
            let (number, token_end) = tracks.best[track];
            tracks.covered[track] = token_end;
            for terminal in self.ends(self.node(number)) {
                if usize::from(terminal.track) == track
                    && self.has_case(tokens, (start, token_end as usize), terminal.case)
                {
                    let (token_start, entry) = (start as u32, terminal.entry);
                    let hit = Hit { token_start, token_end, entry };
                    out.hits[terminal.layer as usize].push(hit);
                    out.classes[start].insert(terminal.class);
                }
            }
        }
    }

    /// Cuts `text` into tokens and numbers their words: all at once, as look-ups that wait for memory
    /// do so side by side.
    fn cut(&self, text: &str, scan: &mut Scan) {
        let Scan { tokens, keys, .. } = scan;
        keys.clear();
        let number_long = |word: FoldedWord<'_>| {
            let key = word.key();
            keys.push(key.unwrap_or_default());
            if key.is_some() { Token::UNKNOWN } else { self.vocabulary.get(&word) }
        };
        tokenize(text, &self.glue, number_long, tokens);
        let words = tokens.iter_mut().filter(|token| token.kind != TokenKind::Punct);
        for (token, key) in words.zip(&*keys) {
            if *key != <[u64; 2]>::default() {
                token.word = self.vocabulary.number_of_key(*key);
            }
        }
        if keys.len() > MANY_KEYS {
            // of a huge document, whose analysis needs the memory
            *keys = Vec::new();
        }
    }

    /// The node after the token at `at`, skipping a hyphen that joins two words; `None` across a
    /// paragraph boundary.
    fn step(&self, node: u32, tokens: &[Token], at: usize) -> Option<(u32, usize)> {
        let token = tokens.get(at)?;
        if token.starts_paragraph() {
            return None;
        }
        if let Some(child) = self.child(node, token) {
            return Some((child, at + 1));
        }
        let next = tokens.get(at + 1)?;
        let is_hyphen = token.is_punct('-')
            && !token.has_space_before()
            && (!next.has_space_before() || next.starts_line());
        if is_hyphen { self.child(node, next).map(|child| (child, at + 2)) } else { None }
    }

    #[inline]
    fn has_case(&self, tokens: &[Token], range: (usize, usize), case: Case) -> bool {
        case == Case::Any || self.is_in_case(tokens, range, case)
    }

    #[inline(never)]
    fn is_in_case(&self, tokens: &[Token], (start, end): (usize, usize), case: Case) -> bool {
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

    /// What is glued to numbers, to be added to before the first term.
    pub(super) const fn glue_mut(&mut self) -> &mut Glue {
        &mut self.glue
    }

    /// Vocabulary id of a folded word, which is added where it is new.
    pub(super) fn intern(&mut self, folded: &[u8]) -> u32 {
        let id = self.vocabulary.number(&FoldedWord::new(folded));
        self.roots.resize(self.vocabulary.len() + 1, Node::default());
        id
    }

    /// The number of a word in small letters; zero where it has none.
    pub(super) fn number_of(&self, folded: &[u8]) -> u32 {
        self.vocabulary.get(&FoldedWord::new(folded))
    }

    /// Adds the name of an exchange ("NASDAQ: NVDA") or, with `is_suffix`, an exchange code
    /// ("GOOG.O").
    pub(super) fn insert_ticker_mark(&mut self, mark: &str, is_suffix: bool) {
        let word = mark.to_lowercase();
        let id = self.vocabulary.number(&FoldedWord::new(word.as_bytes()));
        self.roots.resize(self.vocabulary.len() + 1, Node::default());
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
