//! The left of the bar: one article in, everything known of it out.

mod archive;
mod audit;
#[cfg(feature = "arrow")]
mod batch_tables;
mod configure;
mod counts;
mod diff;
mod fact_values;
mod gaps;
mod identity;
mod index;
mod learn;
mod manifest;
mod present;
mod progress;
mod run;
mod scoring;
mod syntax_drawing;
#[cfg(test)]
mod theme_signs;
mod train;
mod verify;

use std::path::PathBuf;

pub use crate::write::measures::{MeasureDay, measure_days};
pub use audit::{
    AuditSample, AuditSettings, Estimate, LabelledStratum, SampledSentence, Stratum, draw_audit,
    estimate_audit,
};
#[cfg(feature = "arrow")]
pub use batch_tables::{BATCH_TABLES, BatchError, batch_schema};
pub use counts::{Counts, Scorings};
pub use diff::{ArticleChanges, Difference, MovedCell, diff};
pub use gaps::{Gap, GapKind, GapSettings, Gaps, find_gaps};
pub use index::{
    AggregateSettings, EntitySummary, IndexError, IndexSummary, reindex, reindex_until,
};
pub use learn::{LearnSettings, Learning, learn_boilerplate};
pub use manifest::{FileRecord, InputRecord, Manifest, ScorerRecord};
pub use present::{Presented, PresentedFile, present};
pub use progress::{Progress, Size};
pub use run::{
    MergeError, RunError, RunScorer, RunSettings, RunSummary, Shard, index_runs, merge, run,
};
pub use train::{TrainError, TrainSettings, Training, Unusable, train};
pub use verify::{Proof, ScratchFolder, verify};

use scoring::{label_claims, score_entities, score_sentences};

use crate::{
    clean, extract,
    lexicon::{Lexicon, LexiconError, ParsedDocument, Scan, SentenceView},
    model::{Analysis, Article, Block, BlockKind, Document, Modality, Score, Section, Span},
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
    parser: parse::Parser,
    /// Whether scores are wanted without their traces.
    is_untraced: bool,
}

impl Scratch {
    /// Buffers for analyses whose scores have no trace, which only their reader needs.
    fn untraced() -> Self {
        Self { is_untraced: true, ..Self::default() }
    }

    /// Lets go of the buffers of a long article: nothing that is done with its analysis reads them,
    /// and the next article hardly needs as much.
    fn release(&mut self) {
        const LONG: usize = 1 << 18;
        if self.scan.tokens.len() > LONG {
            self.scan = Scan::default();
        }
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
        std::thread::scope(|scope| {
            // every analysis asks for the tagger, which is unpacked meanwhile; where there can be no
            // thread the first analysis waits for it
            let _ = std::thread::Builder::new().spawn_scoped(scope, parse::Tagger::built_in);
            self.compile()
        })
    }

    fn compile(self) -> Result<Pipeline, LexiconError> {
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
        let parsed = ParsedDocument::new(lexicon, &document, &scratch.scan, &sentences);
        let mut views: Vec<SentenceView<'_>> = parsed.views().collect();
        let syntax = scratch.parser.syntax(&parsed, &views);
        for view in &mut views {
            *view = view.with_syntax(&syntax);
        }
        let parsed = parsed.with_syntax(&syntax);
        let resolution = resolve::resolve(&parsed, &views, article.target.as_deref());
        let parsed = ParsedDocument { resolution: &resolution, ..parsed };
        for view in &mut views {
            *view = view.resolved(&resolution);
        }

        let modalities: Vec<Modality> = views.iter().map(extract::modality).collect();
        let moods: Vec<f64> = views.iter().map(score::mood).collect();
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

        let set_against = score::set_against(&claims);
        let mut scorer = Scorer::of_sentences((&views[..]).into(), &quantities, self.weighing)
            .with_set_against(&set_against)
            .keeping_unweighed();
        if scratch.is_untraced {
            scorer = scorer.untraced();
        }
        let (tones, mentions) = score_sentences(&parsed, &modalities, themes, &mut scorer);
        label_claims(&mut claims, &parsed, &modalities, &tones, &mut scorer);
        let entity_mentions = score_entities(&parsed, &modalities, &mut scorer);
        let words = identity::count_words(&document, &scratch.scan.tokens);
        let repeats = score::Repeats::among(&document.text, &sentences);
        let counted = (&repeats, words);
        let themes = score::document_themes(&parsed, &mentions, counted, &self.weighing);
        let composites =
            score::composites(&parsed, &mentions, &tones, (&modalities, counted), &self.weighing);
        let sentiment = score::article_sentiment(&sentences, &modalities, &tones, &self.weighing);
        let mut entities = resolution.entities;
        score::weigh_entities(
            (&sentences, &repeats),
            &entity_mentions,
            &self.weighing,
            &mut entities,
        );
        let is_stub = identity::is_stub(&document, &scratch.scan.tokens);
        let identity = identity::identify(article, &document, is_stub);
        let sketch = identity::sketch(&document, &scratch.scan.tokens, is_stub);
        let language = identity::language(&document, &scratch.scan.tokens);
        scratch.release();
        Analysis {
            article_id: identity.article_id,
            content_hash: identity.content_hash,
            sketch,
            language,
            words,
            sentiment,
            problems: article.problems.clone(),
            sentences,
            modalities,
            moods,
            tones,
            mentions,
            themes,
            composites,
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
        let parsed =
            ParsedDocument::new(lexicon, &document, &scan, &sentences).with_syntax(&syntax);
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
