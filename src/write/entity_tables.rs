//! The entities of an article and the sentences about companies to rows.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::{
    article_context::{ArticleContext, statement_cell},
    cells::RowCells,
    table::columns::{Entities, EntityMentions},
};
use crate::model::{
    Analysis, ArticleEntity, Bearing, EntityKey, EntityMention, Label, Reference, Statement,
    ThemeSums, significant,
};

/// The entities of an article by what they are called; nobody where two are called so.
#[derive(Debug, Default)]
pub(super) struct NameIds<'a>(FxHashMap<&'a str, Option<&'a str>>);

impl<'a> NameIds<'a> {
    pub(super) fn of(analysis: &'a Analysis) -> Self {
        let mut ids: FxHashMap<&str, Option<&str>> = FxHashMap::default();
        let mut names = Vec::new();
        for entity in &analysis.entities {
            entity.put_names(&analysis.document.text, &mut names);
            for name in names.iter().copied().chain([entity.name.as_str(), entity.fullest.as_str()])
            {
                let own = Some(entity.id.as_str());
                let known = ids.entry(name).or_insert(own);
                if *known != own {
                    *known = None;
                }
            }
        }
        Self(ids)
    }

    pub(super) fn get(&self, name: &str) -> Option<&'a str> {
        self.0.get(name).copied().flatten()
    }
}

/// How often an article names each of its entities or refers to it, and in how many sentences.
fn references(analysis: &Analysis) -> Vec<(u32, u32)> {
    let mut counts = vec![(0, 0); analysis.entities.len()];
    let mut last = vec![u32::MAX; counts.len()];
    for reference in analysis.references.iter().filter(|own| !own.is_in_passing) {
        let place = reference.entity as usize;
        let (Some((hits, sentences)), Some(last)) = (counts.get_mut(place), last.get_mut(place))
        else {
            continue;
        };
        *hits += 1;
        // references come in the order of their sentences
        *sentences += u32::from(*last != reference.sentence);
        *last = reference.sentence;
    }
    counts
}

/// Hits per 200 words.
fn density(hits: u32, words: u32) -> f64 {
    significant(f64::from(hits) * 200.0 / f64::from(words.max(1)))
}

/// The companies that sentences of an article are about, in the numbers that its table has: an index
/// that is computed from the table sees the same; before each is its number among the entities, and
/// whether it is known beside the text.
pub(crate) fn article_companies(
    analysis: &Analysis,
) -> impl Iterator<Item = (usize, bool, ArticleEntity)> {
    let counts = references(analysis);
    let own = analysis.entities.iter().zip(counts).enumerate();
    own.filter_map(|(number, (entity, (hits, _)))| {
        let said = entity.sentiment?;
        let bearing = Bearing {
            key: EntityKey { id: entity.id.as_str().into(), name: entity.name.as_str().into() },
            sentiment: significant(said.value),
            sentences: [said.positive, said.neutral, said.negative],
            hits,
            density: density(hits, analysis.words),
            sums: said.sums.rounded(),
            mood: 0.0,
        };
        Some((number, entity.is_known, bearing))
    })
}

/// The rows of `entities`.
pub(super) fn entity_rows(
    context: &ArticleContext<'_>,
    said_of: &[(Vec<Statement>, f64)],
    rows: &mut impl RowCells,
) {
    let analysis = context.analysis;
    let mut names = Vec::new();
    let counted = analysis.entities.iter().zip(references(analysis));
    for (number, (entity, (hits, sentences))) in counted.enumerate() {
        let said = entity.sentiment;
        let [positive, neutral, negative] =
            said.map_or([0; 3], |said| [said.positive, said.neutral, said.negative]);
        let sums = said.map_or_else(ThemeSums::default, |said| said.sums.rounded());
        rows.text(Entities::ArticleId, Some(&context.id));
        rows.text(Entities::EntityId, Some(&entity.id));
        rows.text(Entities::Name, Some(&entity.name));
        rows.text(Entities::Kind, Some(entity.kind.as_str()));
        entity.put_names(&analysis.document.text, &mut names);
        rows.list(Entities::Surfaces, names.iter().copied());
        rows.text(Entities::Role, entity.role.as_deref());
        rows.text(Entities::Org, entity.org.as_deref());
        rows.text(Entities::Salience, Some(entity.salience.as_str()));
        rows.int(Entities::Sentences, i64::from(sentences));
        rows.float(Entities::Sentiment, said.map(|said| said.value));
        rows.text(Entities::Label, said.map(|said| Label::as_str(said.label)));
        rows.bool(Entities::IsKnown, Some(entity.is_known));
        rows.int(Entities::Hits, i64::from(hits));
        rows.float(Entities::Density, Some(density(hits, analysis.words)));
        rows.int(Entities::Positive, i64::from(positive));
        rows.int(Entities::Neutral, i64::from(neutral));
        rows.int(Entities::Negative, i64::from(negative));
        rows.float(Entities::HeadlineWeight, Some(sums.headline_weight));
        rows.float(Entities::HeadlineScore, Some(sums.headline_score));
        rows.float(Entities::BodyWeight, Some(sums.body_weight));
        rows.float(Entities::BodyScore, Some(sums.body_score));
        rows.text(Entities::Ticker, context.ticker(&entity.id));
        let (weighed, mood) =
            said_of.get(number).map_or((&[][..], 0.0), |(own, mood)| (own, *mood));
        statement_cell(Entities::WeighedStatements, weighed, rows);
        rows.float(Entities::Mood, said.map(|_| mood));
        rows.end_row();
    }
}

/// The rows of `entity_mentions`.
pub(super) fn entity_mention_rows(context: &ArticleContext<'_>, rows: &mut impl RowCells) {
    use EntityMentions as Of;
    let analysis = context.analysis;
    let mut trace: Vec<Cow<'static, str>> = Vec::new();
    for mention in &analysis.entity_mentions {
        let index = mention.sentence as usize;
        let (Some(sentence), Some(entity)) =
            (analysis.sentences.get(index), analysis.entities.get(mention.entity as usize))
        else {
            continue;
        };
        rows.text(Of::ArticleId, Some(&context.id));
        context.place(sentence.span, [Of::Part, Of::CharStart, Of::CharEnd], rows);
        rows.text(Of::Section, Some(sentence.section.as_str()));
        rows.text(Of::EntityId, Some(&entity.id));
        rows.text(Of::Name, Some(&entity.name));
        let named = references_of(analysis, mention).filter(|own| !own.tokens.is_empty());
        rows.list(Of::Cues, named.map(|own| context.text(own.span)));
        rows.float(Of::Sentiment, Some(mention.score.value));
        rows.text(Of::Label, Some(mention.score.label.as_str()));
        rows.float(Of::Confidence, Some(mention.score.confidence));
        rows.text(Of::Modality, Some(mention.modality.as_str()));
        rows.text(Of::Speaker, context.speaker(index));
        rows.text(Of::Text, Some(context.text(sentence.span)));
        trace.clear();
        trace.extend(references_of(analysis, mention).map(found_by));
        rows.list(Of::Trace, trace.iter().map(AsRef::as_ref));
        rows.float(Of::Mood, analysis.moods.get(index).copied());
        rows.end_row();
    }
}

/// The names and words by which a sentence is about its company; a frame has no words.
fn references_of<'a>(
    analysis: &'a Analysis,
    mention: &'a EntityMention,
) -> impl Iterator<Item = &'a Reference> {
    let from = analysis.references.partition_point(|own| own.sentence < mention.sentence);
    let in_sentence =
        analysis.references[from..].iter().take_while(|own| own.sentence == mention.sentence);
    in_sentence.filter(|own| own.entity == mention.entity && !own.is_in_passing)
}

/// How words were found to mean an entity: `lexicon`, `pronoun 2`.
fn found_by(reference: &Reference) -> Cow<'static, str> {
    match reference.distance {
        0 => reference.rule.as_str().into(),
        distance => format!("{} {distance}", reference.rule.as_str()).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Pipeline,
        model::{Article, ArticleStatements},
        write::{Format, Table, rows_of_article},
    };

    /// The rows of a table of one article, as JSON.
    fn rows(table: Table, text: &str) -> Vec<serde_json::Value> {
        let pipeline = Pipeline::builder().build().unwrap();
        let article = Article::from_text("one", text);
        let analysis = pipeline.analyze(&article);
        let context = ArticleContext::new(&article, &analysis, pipeline.lexicon());
        let mut rows = Format::Jsonl.rows(table);
        rows_of_article(table, &context, &ArticleStatements::default(), &mut rows);
        let text = String::from_utf8(rows.into_bytes()).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    const TEXT: &str = "Pfizer raised its forecast\n\nPfizer Inc raised its forecast on Tuesday. The \
                        drugmaker said sales rose 4%. \"Demand is strong,\" said Dana Whitlock, \
                        chief financial officer of Pfizer. Harwell Coatings Inc fell 3%.";

    #[test]
    fn entities_have_their_sentences_and_listings() {
        let entities = rows(Table::Entities, TEXT);
        let of = |id: &str| entities.iter().find(|row| row["entity_id"] == id).unwrap();
        let pfizer = of("company.pfizer");
        assert_eq!(pfizer["ticker"], "NYSE:PFE");
        assert_eq!(pfizer["salience"], "main");
        let sides = ["positive", "neutral", "negative"].map(|side| pfizer[side].as_u64().unwrap());
        assert_eq!(pfizer["sentences"].as_u64(), Some(sides.iter().sum()), "{pfizer}");
        let harwell = of("text.harwell_coatings");
        assert_eq!((&harwell["is_known"], &harwell["label"]), (&false.into(), &"negative".into()));
        assert!(harwell["ticker"].is_null());
        let whitlock = of("text.dana_whitlock");
        assert_eq!((&whitlock["kind"], &whitlock["org"]), (&"person".into(), &"Pfizer".into()));
        assert!(whitlock["sentiment"].is_null());
    }

    #[test]
    fn mentions_say_how_their_company_was_found() {
        let mentions = rows(Table::EntityMentions, TEXT);
        let told = mentions
            .iter()
            .find(|row| row["cues"] == serde_json::json!(["The drugmaker"]))
            .unwrap();
        assert_eq!(
            (&told["entity_id"], &told["trace"]),
            (&"company.pfizer".into(), &serde_json::json!(["role_noun 1"]))
        );
        assert_eq!(told["label"], "positive");
    }

    #[test]
    fn quotes_lead_to_their_speakers_among_the_entities() {
        let quotes = rows(Table::Quotes, TEXT);
        let own = quotes.iter().find(|row| row["direct"] == true).unwrap();
        assert_eq!(
            (&own["speaker_id"], &own["org_id"]),
            (&"text.dana_whitlock".into(), &"company.pfizer".into())
        );
    }
}
