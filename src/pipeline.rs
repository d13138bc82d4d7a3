//! The left of the bar: one article in, everything known of it out.

mod archive;
mod audit;
mod configure;
mod diff;
mod identity;
mod index;
mod learn;
mod manifest;
mod present;
mod progress;
mod run;
mod syntax_drawing;
#[cfg(test)]
mod theme_signs;
mod train;
mod verify;

use std::path::PathBuf;

pub use audit::{
    AuditSample, AuditSettings, Estimate, Judged, SampledSentence, Stratum, draw_audit,
    estimate_audit,
};
pub use diff::{ArticleChanges, Difference, MovedCell, diff};
pub use index::{AggregateSettings, IndexError, IndexSummary, reindex, reindex_until};
pub use learn::{LearnSettings, Learning, learn_boilerplate};
pub use manifest::{FileRecord, InputRecord, Manifest, ScorerRecord};
pub use present::{Presented, PresentedFile, present};
pub use progress::{Progress, Size};
pub use run::{Counts, RunError, RunScorer, RunSettings, RunSummary, Scorings, run};
pub use train::{TrainError, TrainSettings, Training, Unusable, train};
pub use verify::{Proof, ScratchFolder, verify};

use crate::{
    clean, extract,
    lexicon::{Layer, Lexicon, LexiconError, ParsedDocument, Scan, SentenceView},
    model::{
        Analysis, Article, Block, BlockKind, Claim, Document, EntityKind, EntityMention, Label,
        Mention, Modality, Reference, Resolution, Score, Section, Sentence, Span, TokenRange,
    },
    parse, resolve,
    score::{
        self, ModalityWeights, ModelError, RulesVersion, Scorer, ScorerSpec, SentenceModel,
        SentimentTarget, TextType,
    },
    segment,
};

/// The analysis of articles: a pure function, shared by any number of threads.
#[derive(Debug, Clone)]
pub struct Pipeline {
    lexicon: std::sync::Arc<Lexicon>,
    weighing: ModalityWeights,
    boilerplate: Option<FileRecord>,
    universe: Option<FileRecord>,
}

/// Buffers that one thread reuses from article to article.
#[derive(Debug, Default)]
pub struct Scratch {
    scan: Scan,
    /// Whether scores are wanted without their traces.
    is_untraced: bool,
}

impl Scratch {
    /// Buffers for analyses whose scores have no trace, which only their reader needs.
    fn untraced() -> Self {
        Self { is_untraced: true, ..Self::default() }
    }
}

/// Settings of a [`Pipeline`].
#[derive(Debug, Clone, Default)]
pub struct PipelineBuilder {
    lexicons: Option<PathBuf>,
    boilerplate: Option<PathBuf>,
    universe: Option<PathBuf>,
    weighing: ModalityWeights,
}

impl PipelineBuilder {
    /// Adds the lexicon files of a folder to the built-in ones.
    #[must_use]
    pub fn lexicons(mut self, folder: impl Into<PathBuf>) -> Self {
        self.lexicons = Some(folder.into());
        self
    }

    /// Takes out the recurring lines of a file that `newsvane boilerplate learn` wrote.
    #[must_use]
    pub fn boilerplate(mut self, file: impl Into<PathBuf>) -> Self {
        self.boilerplate = Some(file.into());
        self
    }

    /// Adds the companies and instruments of a CSV file; see [`Lexicon::with_universe`].
    #[must_use]
    pub fn universe(mut self, file: impl Into<PathBuf>) -> Self {
        self.universe = Some(file.into());
        self
    }

    /// How statements weigh that state no fact, and for whom tight money is bad.
    #[must_use]
    pub const fn weighing(mut self, weighing: ModalityWeights) -> Self {
        self.weighing = weighing;
        self
    }

    /// Compiles the lexicons.
    ///
    /// # Errors
    /// When a lexicon file cannot be read or is not valid.
    pub fn build(self) -> Result<Pipeline, LexiconError> {
        let boilerplate = FileRecord::of(self.boilerplate.as_ref());
        let universe = FileRecord::of(self.universe.as_ref());
        let lexicon = match &self.lexicons {
            Some(folder) => Lexicon::with_folder(folder)?,
            None => Lexicon::compile_built_in()?,
        };
        let lexicon = match &self.boilerplate {
            Some(file) => lexicon.with_learned(file)?,
            None => lexicon,
        };
        let lexicon = match &self.universe {
            Some(file) => lexicon.with_universe(file)?,
            None => lexicon,
        };
        Ok(Pipeline {
            lexicon: std::sync::Arc::new(lexicon),
            weighing: self.weighing,
            boilerplate,
            universe,
        })
    }
}

impl Pipeline {
    /// Settings to build one from.
    #[must_use]
    pub fn builder() -> PipelineBuilder {
        PipelineBuilder::default()
    }

    /// The compiled lexicons.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// What the user set of the rules of scoring.
    #[must_use]
    pub const fn weighing(&self) -> ModalityWeights {
        self.weighing
    }

    /// Reads a model of the user's, which will be given what these rules find.
    ///
    /// # Errors
    /// When it cannot be read, or does not fit to this program or these rules.
    pub fn load_model(
        &self,
        spec: &ScorerSpec,
    ) -> Result<std::sync::Arc<dyn SentenceModel>, ModelError> {
        score::load_model(spec, &self.rules_version()).map(Into::into)
    }

    /// By what a model knows whether it was trained with the findings of these rules.
    #[must_use]
    pub fn rules_version(&self) -> RulesVersion {
        RulesVersion::of(&self.lexicon, self.weighing)
    }

    /// Everything that is known of one article.
    #[must_use]
    pub fn analyze(&self, article: &Article) -> Analysis {
        self.analyze_with(article, &mut Scratch::default())
    }

    /// The same with buffers to reuse.
    #[must_use]
    #[expect(clippy::too_many_lines, reason = "the whole way of an article, from top to bottom")]
    pub fn analyze_with(&self, article: &Article, scratch: &mut Scratch) -> Analysis {
        let lexicon = &*self.lexicon;
        let document = clean::clean(article, lexicon);
        lexicon.scan(&document.text, &mut scratch.scan);
        let sentences = segment::sentences(&document, lexicon, &scratch.scan);
        let syntax = parse::syntax(lexicon, &document, &scratch.scan, &sentences);
        let parsed = ParsedDocument {
            lexicon,
            document: &document,
            scan: &scratch.scan,
            sentences: &sentences,
            syntax: &syntax,
            resolution: Resolution::none(),
        };
        let mut views: Vec<SentenceView<'_>> = parsed.views().collect();
        let resolution = resolve::resolve(&parsed, &views);
        let parsed = ParsedDocument { resolution: &resolution, ..parsed };
        for view in &mut views {
            *view = view.resolved(&resolution);
        }

        let modalities: Vec<Modality> = views.iter().map(extract::modality).collect();
        let quantities = extract::quantities(&views);
        let quotes = extract::quotes(&parsed, &views);
        let themes = extract::sentence_themes(&parsed, &views);
        let context = extract::ClaimContext {
            views: &views,
            quantities: &quantities,
            quotes: &quotes,
            themes: &themes,
        };
        let mut claims = extract::claims(&parsed, &context);

        let mut scorer = Scorer::of_sentences((&views[..]).into(), &quantities, self.weighing);
        if scratch.is_untraced {
            scorer = scorer.untraced();
        }
        let (tones, mentions) = score_sentences(&parsed, &modalities, themes, &mut scorer);
        label_claims(&mut claims, &parsed, &modalities, &tones, &mut scorer);
        let entity_mentions = score_entities(&parsed, &modalities, &mut scorer);
        let words = identity::count_words(&document, &scratch.scan.tokens);
        let themes = score::document_themes(&parsed, &mentions, words, &self.weighing);
        let sentiment = score::article_sentiment(&sentences, &modalities, &tones, &self.weighing);
        let mut entities = resolution.entities;
        score::weigh_entities(
            (&document.text, &sentences),
            &entity_mentions,
            &self.weighing,
            &mut entities,
        );
        let is_stub = identity::is_stub(&document, &scratch.scan.tokens);
        let identity = identity::identify(article, &document, is_stub);
        Analysis {
            article_id: identity.article_id,
            content_hash: identity.content_hash,
            sketch: identity::sketch(&document, &scratch.scan.tokens, is_stub),
            language: identity::language(&document, &scratch.scan.tokens),
            words,
            sentiment,
            problems: article.problems.clone(),
            sentences,
            modalities,
            tones,
            mentions,
            themes,
            quantities,
            claims,
            quotes,
            entities,
            entity_mentions,
            references: resolution.references,
            document,
        }
    }

    /// The score of a text on its own, a headline, sentence, post or paragraph, towards `target`
    /// where one is named. `text_type` is recognised by the form of the text where it is not given.
    ///
    /// ```
    /// use newsvane::{Pipeline, model::Label};
    /// let pipeline = Pipeline::builder().build()?;
    /// assert_eq!(pipeline.score("Net losses narrowed to $3 million.", None, None).label, Label::Positive);
    /// # Ok::<(), newsvane::lexicon::LexiconError>(())
    /// ```
    #[must_use]
    pub fn score(&self, text: &str, target: Option<&str>, text_type: Option<TextType>) -> Score {
        let lexicon = &*self.lexicon;
        let block = Block {
            span: Span::from_usize(0, text.len()),
            kind: BlockKind::Paragraph,
            section: Section::Body,
        };
        let document =
            Document { text: text.to_owned(), blocks: vec![block], ..Document::default() };
        let mut scan = Scan::default();
        lexicon.scan(text, &mut scan);
        let sentences = segment::sentences(&document, lexicon, &scan);
        let syntax = parse::syntax(lexicon, &document, &scan, &sentences);
        let parsed = ParsedDocument {
            lexicon,
            document: &document,
            scan: &scan,
            sentences: &sentences,
            syntax: &syntax,
            resolution: Resolution::none(),
        };
        let text_type = text_type.unwrap_or_else(|| TextType::of(&parsed));
        let views: Vec<SentenceView<'_>> = parsed.views().collect();
        let quantities = extract::quantities(&views);
        let target_of_score = target.map_or(SentimentTarget::Whole, SentimentTarget::Target);
        let is_about = |n: &usize| {
            target.is_none_or(|target| score::contains(sentences[*n].span.of(text), target))
        };
        let mut chosen: Vec<usize> = (0..sentences.len()).filter(is_about).collect();
        if chosen.is_empty() {
            chosen = (0..sentences.len()).collect();
        }
        let mut scorer = Scorer::of_sentences((&views[..]).into(), &quantities, self.weighing);
        let own = chosen
            .into_iter()
            .map(|n| scorer.score(n, extract::modality(&views[n]), target_of_score, text_type))
            .collect();
        score::text_score(own, text_type)
    }
}

/// The score of each sentence as a whole, and of the theme sentences towards their themes.
fn score_sentences(
    parsed: &ParsedDocument<'_>,
    modalities: &[Modality],
    themes: Vec<extract::SentenceTheme>,
    scorer: &mut Scorer<'_>,
) -> (Vec<Score>, Vec<Mention>) {
    let mut tones = Vec::with_capacity(parsed.sentences.len());
    let mut mentions = Vec::with_capacity(themes.len());
    let mut themes = themes.into_iter().peekable();
    for (index, modality) in modalities.iter().enumerate() {
        let mut score = |target: SentimentTarget<'_>| {
            scorer.score(index, *modality, target, text_type_of(&parsed.sentences[index]))
        };
        tones.push(score(SentimentTarget::Whole));
        let first = mentions.len();
        while let Some(theme) = themes.next_if(|t| t.sentence as usize == index) {
            mentions.push(Mention {
                sentence: theme.sentence,
                theme: theme.theme,
                score: Score::default(),
                modality: *modality,
                cues: theme.cues,
            });
        }
        // branches come after what they branch from, which says what its only branch says
        for n in (first..mentions.len()).rev() {
            let own = mentions[n].theme;
            let is_branch = |m: &&Mention| parsed.lexicon.theme(m.theme).parent == Some(own);
            let mut branches = mentions[first..].iter().filter(is_branch);
            let only = branches.next().filter(|_| branches.next().is_none());
            mentions[n].score = match only {
                Some(branch) => branch.score.clone(),
                None => score(SentimentTarget::Theme(own)),
            };
        }
    }
    (tones, mentions)
}

/// The score of each sentence that is about a company, towards it.
fn score_entities(
    parsed: &ParsedDocument<'_>,
    modalities: &[Modality],
    scorer: &mut Scorer<'_>,
) -> Vec<EntityMention> {
    let mut out: Vec<EntityMention> = Vec::new();
    let mut own: Vec<&Reference> = Vec::new();
    let mut tokens: Vec<TokenRange> = Vec::new();
    for in_sentence in parsed.resolution.references.chunk_by(|a, b| a.sentence == b.sentence) {
        own.clear();
        own.extend(in_sentence.iter().filter(|r| {
            !r.is_in_passing
                && parsed.resolution.entity(r).is_some_and(|e| e.kind == EntityKind::Company)
        }));
        own.sort_by_key(|r| r.entity);
        for same in own.chunk_by(|a, b| a.entity == b.entity) {
            let index = same[0].sentence as usize;
            let (Some(sentence), Some(modality)) =
                (parsed.sentences.get(index), modalities.get(index))
            else {
                continue;
            };
            tokens.clear();
            tokens.extend(same.iter().map(|r| r.tokens).filter(|t| !t.is_empty()));
            let target = SentimentTarget::Entity(&tokens);
            out.push(EntityMention {
                sentence: same[0].sentence,
                entity: same[0].entity,
                cues: same.iter().map(|r| r.span).collect(),
                score: scorer.score(index, *modality, target, text_type_of(sentence)),
                modality: *modality,
            });
        }
    }
    out
}

/// Labels all claims; the figures of one subject in a sentence go the same way.
fn label_claims(
    claims: &mut [Claim],
    parsed: &ParsedDocument<'_>,
    modalities: &[Modality],
    tones: &[Score],
    scorer: &mut Scorer<'_>,
) {
    for n in 0..claims.len() {
        let (before, own) = claims.split_at_mut(n);
        let is_same = |last: &&Claim| {
            last.sentence == own[0].sentence && last.subject_id == own[0].subject_id
        };
        own[0].sentiment = match before.last().filter(is_same) {
            Some(last) => last.sentiment,
            None => Some(label_claim(&own[0], parsed, modalities, tones, scorer)),
        };
    }
}

/// Which way a claim goes: towards the thing measured, where it is known and named; else as its
/// sentence.
fn label_claim(
    claim: &Claim,
    parsed: &ParsedDocument<'_>,
    modalities: &[Modality],
    tones: &[Score],
    scorer: &mut Scorer<'_>,
) -> Label {
    let index = claim.sentence as usize;
    let sentence = &parsed.sentences[index];
    let named = claim.subject_id.as_deref().and_then(|id| surface_of(parsed, sentence, id));
    named.map_or(tones[index].label, |name| {
        let target = SentimentTarget::Target(name);
        scorer.score(index, modalities[index], target, text_type_of(sentence)).label
    })
}

fn text_type_of(sentence: &Sentence) -> TextType {
    if sentence.kind == BlockKind::Headline { TextType::Headline } else { TextType::Sentence }
}

/// How a sentence names the instrument with this id.
fn surface_of<'t>(parsed: &ParsedDocument<'t>, sentence: &Sentence, id: &str) -> Option<&'t str> {
    let number = parsed.lexicon.instrument_number(id)?;
    let mut hits = parsed.hits(Layer::Entity, sentence).iter();
    hits.find(|hit| parsed.entry(hit).instrument == Some(number))
        .map(|hit| parsed.span_of(hit).of(parsed.text()))
}
