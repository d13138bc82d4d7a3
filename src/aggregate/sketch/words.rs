//! The words of a story as hashes, each with its kind, in one pass over the bytes.

use super::hash::{EIGHT_HIGH, Eight, hash_letters, hash_with_gaps, mix};

/// A byte that stands inside of words: lower-case letter, upper-case letter, digit, or part of a
/// non-ASCII character.
const LOWER: u8 = 1;
const UPPER: u8 = 2;
const DIGIT: u8 = 4;
const BEYOND: u8 = 8;
const WORD: u8 = LOWER | UPPER | DIGIT | BEYOND;
/// After it a capital letter says nothing: a sentence, a quotation or a bracket begins.
const STOP: u8 = 16;
/// `'` belongs to its word and is left out; `.` and `,` belong to a number between two digits.
const APOSTROPHE: u8 = 32;
const POINT: u8 = 64;
/// First byte of characters of which some are no letters.
const LEAD: u8 = 128;

const CLASS: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut class = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        class[byte] = match byte as u8 {
            b'a'..=b'z' => LOWER,
            b'A'..=b'Z' => UPPER,
            b'0'..=b'9' => DIGIT,
            b'!' | b'?' | b'"' | b'(' | b'[' => STOP,
            b'.' => STOP | POINT,
            b',' => POINT,
            b'\'' => APOSTROPHE,
            0xC2 | 0xE2..=0xE9 => LEAD,
            0x80.. => BEYOND,
            _ => 0,
        };
        byte += 1;
    }
    class
}

/// What a word may state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Neither number nor name.
    Plain,
    /// Has a digit.
    Number,
    /// Has a capital letter where no sentence begins, or capitals only.
    Name,
}

/// A word: the hash of its letters, ASCII case folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) hash: u64,
    pub(super) kind: Kind,
}

/// Reads words from left to right.
pub(super) struct Words<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Whether the next word begins a sentence.
    begins: bool,
    /// Whether the last word was one letter: the stop after it ends no sentence ("U.S.").
    initial: bool,
}

impl<'a> Words<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { bytes: text.as_bytes(), at: 0, begins: true, initial: false }
    }

    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(b' ')
    }

    fn class(&self, at: usize) -> u8 {
        CLASS[self.byte(at) as usize]
    }

    /// What the character at `at`, whose first byte is a [`LEAD`], is.
    fn lead(&self, at: usize) -> Lead {
        match (self.byte(at), self.byte(at + 1), self.byte(at + 2)) {
            (0xE2, 0x80, 0x99) => Lead::Apostrophe,
            (0xE2, 0x80, 0x9C..=0x9F) | (0xE3, 0x80, _) => Lead::Stop,
            (0xE2, 0x80..=0xAF, _) => Lead::Blank(3),
            (0xC2, ..) => Lead::Blank(2),
            (0xE3..=0xE9, ..) => Lead::Ideograph,
            _ => Lead::Letter,
        }
    }

    /// Goes to the first byte of the next word.
    #[inline]
    fn skip_blanks(&mut self) -> Option<()> {
        loop {
            let class = CLASS[*self.bytes.get(self.at)? as usize];
            if class & WORD != 0 {
                return Some(());
            }
            self.begins |= class & STOP != 0 && !self.initial;
            self.initial &= class & STOP != 0;
            self.at += 1;
            if class & LEAD != 0 {
                match self.lead(self.at - 1) {
                    Lead::Letter | Lead::Ideograph => {
                        self.at -= 1;
                        return Some(());
                    }
                    Lead::Stop => {
                        self.begins = true;
                        self.at += 2;
                    }
                    Lead::Apostrophe => self.at += 2,
                    Lead::Blank(bytes) => self.at += bytes - 1,
                }
            }
        }
    }

    /// The end of the word at `at`, the classes of its bytes, and whether bytes in it are to be
    /// left out.
    fn extent(&self) -> (usize, u8, bool) {
        let (mut end, mut classes, mut gaps) = (self.at, 0, false);
        loop {
            let class = self.class(end);
            if class & WORD != 0 {
                classes |= class;
                end += 1;
            } else if self.is_gap(end, class) {
                gaps = true;
                end += 1;
            } else if class & LEAD != 0 {
                match self.lead(end) {
                    Lead::Letter => end += 3,
                    Lead::Ideograph if end == self.at => return (end + 3, BEYOND, false),
                    Lead::Apostrophe if self.class(end + 3) & WORD != 0 => {
                        gaps = true;
                        end += 3;
                    }
                    _ => break,
                }
                classes |= BEYOND;
            } else {
                break;
            }
        }
        (end.min(self.bytes.len()), classes, gaps)
    }

    /// Whether the byte at `at`, of this class, stands within a word without belonging to its
    /// letters.
    fn is_gap(&self, at: usize, class: u8) -> bool {
        let (before, after) = (self.class(at.wrapping_sub(1)), self.class(at + 1));
        (class & POINT != 0 && before & after & DIGIT != 0)
            || (class & APOSTROPHE != 0 && after & WORD != 0)
    }

    /// Whether the word at `start` has a capital first: ASCII, Latin-1 or Cyrillic.
    fn capital(&self, start: usize) -> bool {
        matches!(
            (self.byte(start), self.byte(start + 1)),
            (b'A'..=b'Z', _) | (0xC3, 0x80..=0x9E) | (0xD0, 0x90..=0xAF)
        )
    }
}

/// Characters that begin with a [`LEAD`].
enum Lead {
    /// ’ is written for '.
    Apostrophe,
    /// A quotation mark, or a stop of Chinese and Japanese.
    Stop,
    /// Other punctuation and signs, of so many bytes.
    Blank(usize),
    /// A word of its own: Chinese and Japanese have no blanks.
    Ideograph,
    /// A letter of three bytes.
    Letter,
}

impl Words<'_> {
    /// The word at `at`, if it has ASCII letters and digits alone: eight bytes at a time, without a
    /// branch for each of them.
    #[inline]
    fn ascii_word(&mut self) -> Option<Word> {
        let (mut at, mut hash, mut digits, mut capitals) = (self.at, 0, 0, EIGHT_HIGH);
        let first = self.bytes[at];
        loop {
            let eight = Eight::of(self.bytes.get(at..at + 8)?.try_into().ok()?);
            digits |= eight.digits & eight.word_mask();
            capitals &= eight.capitals | !eight.word_mask();
            if eight.len < 8 {
                if eight.goes_on(digits != 0) {
                    return None;
                }
                hash =
                    if eight.len > 0 { mix(hash, eight.folded & eight.word_mask()) } else { hash };
                at += eight.len;
                break;
            }
            hash = mix(hash, eight.folded);
            at += 8;
        }
        let long = at - self.at > 1;
        let name = long && (capitals == EIGHT_HIGH || (!self.begins && first.is_ascii_uppercase()));
        let kind = [Kind::Plain, Kind::Name, Kind::Number, Kind::Number]
            [usize::from(name) + 2 * usize::from(digits != 0)];
        (self.at, self.begins, self.initial) = (at, false, !long);
        Some(Word { hash, kind })
    }

    /// The word at `at`, whatever it is made of.
    fn any_word(&mut self) -> Word {
        let start = self.at;
        let (end, classes, gaps) = self.extent();
        let letters = &self.bytes[start..end];
        let capitals = letters.len() > 1 && classes == UPPER;
        let kind = if classes & DIGIT != 0 {
            Kind::Number
        } else if capitals || (letters.len() > 1 && !self.begins && self.capital(start)) {
            Kind::Name
        } else {
            Kind::Plain
        };
        let hash = if gaps { hash_with_gaps(letters) } else { hash_letters(letters) };
        (self.at, self.begins, self.initial) = (end, false, letters.len() == 1);
        Word { hash, kind }
    }
}

impl Iterator for Words<'_> {
    type Item = Word;

    #[inline]
    fn next(&mut self) -> Option<Word> {
        self.skip_blanks()?;
        Some(self.ascii_word().unwrap_or_else(|| self.any_word()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Kind> {
        Words::new(text).map(|w| w.kind).collect()
    }

    fn hashes(text: &str) -> Vec<u64> {
        Words::new(text).map(|w| w.hash).collect()
    }

    #[test]
    fn case_quotes_and_dashes_make_no_word() {
        assert_eq!(
            hashes("The Firm\u{2019}s \u{201c}new\u{201d} chief \u{2014} today"),
            hashes("the firm's \"NEW\" chief - today")
        );
        assert_eq!(hashes("firm's"), hashes("firms"));
        assert_eq!(hashes("a\u{a0}b"), hashes("a b"));
        assert_ne!(hashes("internationalisation"), hashes("internationalization"));
        assert_ne!(hashes("ab"), hashes("ba"));
    }

    #[test]
    fn numbers_keep_their_point_and_lose_their_commas() {
        assert_eq!(hashes("11,577.51"), hashes("11577.51"));
        assert_eq!(Words::new("11,577.51, 3.").count(), 2);
        assert_ne!(hashes("3.5"), hashes("35"));
        assert_eq!(hashes("12345678,9"), hashes("123456789"));
    }

    #[test]
    fn a_capital_at_the_start_of_a_sentence_is_no_name() {
        use Kind::{Name, Number, Plain};
        assert_eq!(
            kinds("The Dow rose 3 pct. Investors in Paris"),
            [Plain, Name, Plain, Number, Plain, Plain, Plain, Name]
        );
        assert_eq!(
            kinds("the U.S. Treasury (Editing by Ann) \"We"),
            [Plain, Plain, Plain, Name, Plain, Plain, Name, Plain]
        );
        assert_eq!(kinds("LONDON said A"), [Name, Plain, Plain]);
        assert_eq!(kinds("nach Österreich, в Москве"), [Plain, Name, Plain, Name]);
    }

    #[test]
    fn letters_beyond_ascii() {
        assert_eq!(Words::new("日本銀行。金利").count(), 6);
        assert_eq!(Words::new("Zürich łódź ἀρχή ไทย €5 ½").count(), 5);
        assert_eq!(hashes("x日"), [hashes("x"), hashes("日")].concat());
        assert_eq!(Words::new("").count(), 0);
        assert_eq!(Words::new("’ ' . ,").count(), 0);
    }

    proptest::proptest! {
        #[test]
        fn any_text_ends(text in "\\PC{0,80}") {
            proptest::prop_assert!(Words::new(&text).count() <= text.len());
        }

        /// The quick way and the general way agree.
        #[test]
        fn both_ways_agree(text in "[a-zA-Z0-9 .,'é\"\u{2019}]{1,60}") {
            let (mut quick, mut general) = (Words::new(&text), Words::new(&text));
            while quick.skip_blanks().is_some() && general.skip_blanks().is_some() {
                if let Some(word) = quick.ascii_word() {
                    proptest::prop_assert_eq!(word, general.any_word());
                } else {
                    quick.any_word();
                    general.any_word();
                }
                proptest::prop_assert_eq!((quick.at, quick.begins, quick.initial), (general.at, general.begins, general.initial));
            }
        }

        #[test]
        fn a_word_hashes_alike_wherever_it_stands(word in "[a-zé0-9]{1,20}", after in "[ -][a-z ]{0,12}") {
            proptest::prop_assert_eq!(hashes(&word)[0], hashes(&format!("{word}{after}"))[0]);
            proptest::prop_assert_eq!(Words::new(&format!("{word}          ")).next(), Words::new(&word).next());
            proptest::prop_assert_eq!(hash_with_gaps(word.as_bytes()), hash_letters(word.as_bytes()));
        }
    }
}
