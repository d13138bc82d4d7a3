//! `--scorer`: a model of the user's beside the rules.

use std::{path::Path, sync::Arc};

use newsvane::{
    Config, Pipeline, nearest,
    score::{ScorerKind, ScorerSpec, SentenceModel},
};

use crate::failure::Failure;

/// Which scorer to use; the same for all commands.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct ScorerArguments {
    /// A model of yours beside the rules: linear:FILE (as `newsvane train` writes it) or bert:DIR
    /// (a transformer; needs a build with `--features neural`); rules for none [default: rules]
    #[arg(long, value_name = "rules|linear:FILE|bert:DIR")]
    scorer: Option<String>,
    /// What the labels of a transformer stand for, where their names do not say:
    /// `positive=LABEL_2,neutral=LABEL_1,negative=LABEL_0`
    #[arg(long, value_name = "SIDE=LABEL,...")]
    scorer_labels: Option<String>,
}

/// A scorer as it was asked for, and as it was read.
pub(crate) type Chosen = (ScorerSpec, Arc<dyn SentenceModel>);

impl ScorerArguments {
    /// The scorer that flags or else the configuration ask for; `None` for the rules alone.
    pub(crate) fn spec(&self, config: &Config) -> Result<Option<ScorerSpec>, Failure> {
        let asked =
            self.scorer.as_ref().or(config.scorer.as_ref()).filter(|asked| *asked != "rules");
        let spec = asked.map(|asked| {
            asked.parse().map_err(|error| {
                Failure::usage(format!("--scorer {error}, or rules{}", meant(asked)))
            })
        });
        let spec: Option<ScorerSpec> = spec.transpose()?;
        if self.scorer_labels.is_some()
            && spec.as_ref().is_none_or(|spec| spec.kind != ScorerKind::Transformer)
        {
            return Err(Failure::usage(
                "--scorer-labels is of a transformer; expected --scorer bert:DIR with it",
            ));
        }
        let Some(mut spec) = spec else { return Ok(None) };
        if let Some(labels) = self.scorer_labels.as_ref().or(config.scorer_labels.as_ref()) {
            spec.label_names = labels
                .parse()
                .map_err(|error| Failure::usage(format!("--scorer-labels {error}")))?;
        }
        Ok(Some(spec))
    }

    /// The same, read.
    pub(crate) fn model(
        &self,
        config: &Config,
        pipeline: &Pipeline,
    ) -> Result<Option<Chosen>, Failure> {
        let Some(spec) = self.spec(config)? else { return Ok(None) };
        let model = pipeline.load_model(&spec)?;
        Ok(Some((spec, model)))
    }
}

/// Which scorer somebody may have meant: its kind mistyped or left out.
fn meant(asked: &str) -> String {
    let (kind, path) = asked.split_once(':').unwrap_or((asked, ""));
    let known = match nearest(kind, ["bert", "linear", "rules"].into_iter()) {
        Some("rules") => "rules".to_owned(),
        Some(kind) if !path.is_empty() => format!("{kind}:{path}"),
        Some(kind) => format!("{kind}:{}", if kind == "bert" { "DIR" } else { "FILE" }),
        None if Path::new(asked).is_dir() => format!("bert:{asked}"),
        None if Path::new(asked).is_file() => format!("linear:{asked}"),
        None => return String::new(),
    };
    format!("; did you mean {known}?")
}
