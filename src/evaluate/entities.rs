//! Companies, organisations and persons, and the sentences about companies.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{
    count::KINDS,
    gold::items,
    matching::{CharRange, match_names, match_up, polarity, text_fits},
    score::{Case, Scores, is_true, unmatched},
};

/// One entity of one sentence.
struct EntitySentence<'a> {
    range: CharRange,
    name: &'a str,
    sign: Option<&'a str>,
    is_optional: bool,
}

/// The gold names of predicted names.
type GoldNames<'a> = BTreeMap<&'a str, &'a str>;

impl Scores {
    /// Entities, where the gold annotation has them.
    pub(super) fn add_entities(&mut self, case: Case<'_>) {
        if case.gold.annotation.get("entities").is_none() {
            return;
        }
        let mut names = GoldNames::new();
        for n in 0..KINDS.len() {
            self.add_entity_kind(case, n, &mut names);
        }
        self.add_entity_sentences(case, &names);
    }

    fn add_entity_kind<'a>(&mut self, case: Case<'a>, n: usize, names: &mut GoldNames<'a>) {
        let of_kind = |all: &'a [Value]| -> Vec<&'a Value> {
            all.iter().filter(|entity| entity["kind"] == KINDS[n]).collect()
        };
        let gold = of_kind(items(&case.gold.annotation, "entities"));
        let predicted = of_kind(case.prediction.map_or(&[][..], |p| items(p, "entities")));
        let pairs = match_names(&gold, &predicted);
        let is_needed =
            |i: &usize| !is_true(gold[*i], "optional") && gold[*i]["salience"] != "mention";
        let missed: Vec<usize> =
            unmatched(gold.len(), pairs.iter().map(|p| p.0)).filter(is_needed).collect();
        let invented: Vec<usize> = unmatched(predicted.len(), pairs.iter().map(|p| p.1)).collect();
        self.entities.found[n].add(pairs.len(), invented.len(), missed.len());
        for i in missed {
            self.miss(case, format!("entity {} missed", KINDS[n]), name(gold[i]), Vec::new());
        }
        for j in invented {
            self.miss(case, format!("entity {} false", KINDS[n]), name(predicted[j]), Vec::new());
        }
        for (i, j) in pairs {
            names.insert(name(predicted[j]), name(gold[i]));
            match KINDS[n] {
                "company" => self.add_company(case, gold[i], predicted[j]),
                "person" => self.add_person(gold[i], predicted[j]),
                _ => {}
            }
        }
    }

    fn add_company(&mut self, case: Case<'_>, gold: &Value, predicted: &Value) {
        let Some(wanted) = gold["polarity"].as_str().filter(|sign| !sign.is_empty()) else {
            return;
        };
        if gold["salience"] == "mention" {
            return;
        }
        let is_right = polarity(predicted.get("polarity")) == Some(wanted);
        self.entities.polarity.add(is_right);
        if !is_right {
            let more = vec![("gold", json!(wanted)), ("predicted", predicted["polarity"].clone())];
            self.miss(case, "entity polarity", name(gold), more);
        }
    }

    fn add_person(&mut self, gold: &Value, predicted: &Value) {
        if let Some(organisation) = gold["org"].as_str().filter(|org| !org.is_empty()) {
            let got = predicted["org"].as_str();
            self.entities.person_organisation.add(text_fits([Some(organisation)], got, true));
        }
    }

    fn add_entity_sentences(&mut self, case: Case<'_>, names: &GoldNames<'_>) {
        let gold_items = items(&case.gold.annotation, "entity_sentences").iter();
        let gold: Vec<EntitySentence<'_>> = gold_items
            .filter_map(|s| Some((s, CharRange::of(s)?)))
            .flat_map(|(s, range)| of_sentence(s, range, |sign| sign.as_str()))
            .collect();
        let (predicted_items, ranges) = self.predicted(case, "entity_sentences");
        let mut predicted: Vec<EntitySentence<'_>> = (predicted_items.into_iter().zip(ranges))
            .flat_map(|(s, range)| of_sentence(s, range, |sign| polarity(Some(sign))))
            .collect();
        for sentence in &mut predicted {
            sentence.name = names.get(sentence.name).copied().unwrap_or(sentence.name);
        }
        let ranges = |sentences: &[EntitySentence<'_>]| -> Vec<CharRange> {
            sentences.iter().map(|s| s.range).collect()
        };
        let fits = |a: &EntitySentence<'_>, b: &EntitySentence<'_>| {
            a.name == b.name && a.range.shares_half(b.range)
        };
        let mut pairs =
            match_up(&ranges(&gold), &ranges(&predicted), |i, j| fits(&gold[i], &predicted[j]));
        let missed: Vec<usize> = unmatched(gold.len(), pairs.iter().map(|p| p.0))
            .filter(|&i| !gold[i].is_optional)
            .collect();
        if !self.is_strict {
            pairs.retain(|&(i, _)| !gold[i].is_optional);
        }
        let invented = unmatched(predicted.len(), pairs.iter().map(|p| p.1))
            .filter(|&j| !gold.iter().any(|g| g.is_optional && fits(g, &predicted[j])))
            .count();
        self.entities.sentences.add(pairs.len(), invented, missed.len());
        for i in missed {
            let more = vec![("who", json!(gold[i].name))];
            self.miss(case, "entity sentence missed", case.text(gold[i].range), more);
        }
        for (i, j) in pairs {
            let (wanted, got) = (gold[i].sign, predicted[j].sign);
            self.entities.sentence_polarity.add(wanted == got);
            if wanted != got {
                let more = vec![
                    ("who", json!(gold[i].name)),
                    ("gold", json!(wanted)),
                    ("predicted", json!(got)),
                ];
                self.miss(case, "entity sentence polarity", case.text(gold[i].range), more);
            }
        }
    }
}

/// The entities of a sentence, each with its sign.
fn of_sentence<'a>(
    sentence: &'a Value,
    range: CharRange,
    sign: impl Fn(&'a Value) -> Option<&'a str>,
) -> Vec<EntitySentence<'a>> {
    let optional = items(sentence, "optional");
    let entities = sentence["entities"].as_object().into_iter().flatten();
    entities
        .map(|(name, value)| EntitySentence {
            range,
            name,
            sign: sign(value),
            is_optional: optional.iter().any(|o| o == name.as_str()),
        })
        .collect()
}

fn name(entity: &Value) -> &str {
    entity["name"].as_str().unwrap_or_default()
}
