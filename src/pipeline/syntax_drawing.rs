//! The syntax of an article as text, for those who ask why a claim has its subject.

use std::fmt::Write as _;

use super::Pipeline;
use crate::{
    clean,
    lexicon::{ParsedDocument, Scan, SentenceView},
    model::{Article, Clause, ClauseRelation, NounPhrase, TokenRange, VerbForm},
    parse, segment,
};

impl Pipeline {
    /// The sentences of an article with their noun phrases in `[]`, their verb groups in `<>`, and
    /// below each sentence a line for each clause: its subject, its verb, what is known of both.
    /// Sentences that are not parsed are left as they are.
    ///
    /// ```
    /// use newsvane::{Pipeline, model::Article};
    /// let article = Article::from_text("one", "Shares of the mill have tumbled 9%.");
    /// let drawn = Pipeline::builder().build()?.draw_syntax(&article);
    /// assert!(drawn.contains("Shares <- have tumbled"), "{drawn}");
    /// # Ok::<(), newsvane::lexicon::LexiconError>(())
    /// ```
    #[must_use]
    pub fn draw_syntax(&self, article: &Article) -> String {
        let lexicon = self.lexicon();
        let document = clean::clean(article, lexicon);
        let mut scan = Scan::default();
        lexicon.scan(&document.text, &mut scan);
        let sentences = segment::sentences(&document, lexicon, &scan);
        let syntax = parse::syntax(lexicon, &document, &scan, &sentences);
        let parsed =
            ParsedDocument::new(lexicon, &document, &scan, &sentences).with_syntax(&syntax);
        let mut out = String::new();
        for view in parsed.views() {
            push_sentence(&view, &mut out);
            for clause in view.clauses() {
                push_clause(&view, clause, &mut out);
            }
        }
        out
    }
}

fn push_sentence(view: &SentenceView<'_>, out: &mut String) {
    let verb_at = |n: u32| view.clauses().iter().find(|c| c.verb.tokens.contains(n));
    for n in view.range() {
        let phrase = view.noun_phrase_at(n).map(|p| (p.tokens, '[', ']'));
        let group = phrase.or_else(|| verb_at(n).map(|c| (c.verb.tokens, '<', '>')));
        if n > view.start() && !view.is_joined(n) {
            out.push(' ');
        }
        out.extend(group.filter(|g| g.0.token_start == n).map(|g| g.1));
        out.push_str(view.word(n));
        out.extend(group.filter(|g| g.0.token_end == n + 1).map(|g| g.2));
    }
    out.push('\n');
}

fn push_clause(view: &SentenceView<'_>, clause: &Clause, out: &mut String) {
    let words = |tokens: TokenRange| view.text_of(tokens).split_whitespace().collect::<Vec<_>>();
    let phrase = |p: &NounPhrase| words(p.tokens).join(" ");
    let subjects: Vec<String> =
        clause.coordinated.iter().chain(&clause.subject).map(phrase).collect();
    let subject = if subjects.is_empty() { "?".to_owned() } else { subjects.join(" + ") };
    let verb = words(clause.verb.tokens).join(" ");
    let relation = match clause.relation {
        ClauseRelation::Main => "main",
        ClauseRelation::Subordinate => "subordinate",
        ClauseRelation::Relative => "relative",
        ClauseRelation::Complement => "complement",
    };
    let form = match clause.verb.form {
        VerbForm::Finite => "",
        VerbForm::Infinitive => ", infinitive",
        VerbForm::PresentParticiple => ", present participle",
        VerbForm::PastParticiple => ", past participle",
    };
    let marks = [
        (clause.verb.is_passive, ", passive"),
        (clause.verb.is_negated, ", negated"),
        (clause.verb.is_modal, ", modal"),
    ];
    let marks: String = marks.iter().filter(|(is, _)| *is).map(|(_, mark)| *mark).collect();
    // writing to a string cannot fail
    let _ = writeln!(out, "    {subject} <- {verb} ({relation}{form}{marks})");
}
