//! Signs towards themes: what composition makes of carriers, turns and other themes' clauses.

use crate::{
    Pipeline,
    model::{Article, Label},
};

/// The label of a text of one sentence towards a theme; `None` where it does not have the theme.
fn label(pipeline: &Pipeline, text: &str, theme: &str) -> Option<Label> {
    let article = Article { text: text.to_owned(), ..Article::default() };
    let analysis = pipeline.analyze(&article);
    let own = |id: crate::model::ThemeId| pipeline.lexicon().theme(id).id == theme;
    analysis.mentions.iter().find(|m| own(m.theme)).map(|m| m.score.label)
}

#[test]
fn operators_compose() {
    let pipeline = Pipeline::builder().build().unwrap();
    let mut wrong = Vec::new();
    for (wanted, theme, text) in [
        (Label::Positive, "macro.inflation", "Fears of inflation have evaporated, the bank said."),
        (Label::Negative, "macro.inflation", "The report stoked fears of inflation in Oslo."),
        (Label::Negative, "macro.rates", "A strong survey dashed hopes of an interest rate cut."),
        (Label::Positive, "macro.labor", "The rise in unemployment has come to an end."),
        (Label::Negative, "macro.growth", "The pace of economic growth slowed in spring."),
        (Label::Positive, "commodities.agri", "A drought in the south has ruined the wheat crop."),
        (Label::Negative, "commodities.metals", "Copper prices sank, and airlines rose."),
        (Label::Positive, "commodities.metals", "Airlines sank because copper prices rose 4%."),
        (Label::Negative, "macro.growth", "The economy slipped back into recession in May."),
        // what is said of a carrier, past the clause that hangs on it
        (
            Label::Positive,
            "macro.inflation",
            "The danger that inflation becomes a habit has receded, the bank said.",
        ),
        // opposition to something is turned
        (Label::Negative, "macro.trade", "Opposition to the free trade agreement has grown."),
        // negation of all that follows
        (
            Label::Negative,
            "macro.inflation",
            "Nothing in the survey suggests inflation is slowing.",
        ),
        // a verb between takes its object
        (Label::Positive, "macro.inflation", "The report was mild, easing inflation worries."),
        // the figure before decides over the verb
        (
            Label::Positive,
            "macro.inflation",
            "Norway's consumer prices rose 0.2% in May, compared with 0.5% in April.",
        ),
        (
            Label::Negative,
            "macro.inflation",
            "Norway's consumer prices rose 0.5% in May, compared with 0.2% in April.",
        ),
    ] {
        let found = label(&pipeline, text, theme);
        if found != Some(wanted) {
            wrong.push(format!("{theme} is {found:?}: {text}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_root_says_what_its_only_branch_says() {
    let pipeline = Pipeline::builder().build().unwrap();
    let lexicon = pipeline.lexicon();
    for theme in &lexicon.themes {
        for (_, text) in &theme.matches {
            let article = Article { text: text.clone(), ..Article::default() };
            let mentions = pipeline.analyze(&article).mentions;
            for root in &mentions {
                let is_branch = |m: &&crate::model::Mention| {
                    m.sentence == root.sentence && lexicon.theme(m.theme).parent == Some(root.theme)
                };
                let mut branches = mentions.iter().filter(is_branch);
                if let (Some(only), None) = (branches.next(), branches.next()) {
                    assert_eq!(root.score.label, only.score.label, "{}: {text}", theme.id);
                }
            }
        }
    }
}

#[test]
fn words_of_a_theme_hide_no_general_ones() {
    let folder = tempfile::tempdir().unwrap();
    let theme = std::fs::read_to_string("lexicons/themes/shipping.toml").unwrap();
    let own = format!("{theme}\n").replacen(
        "[tone]\npositive = [",
        "[tone]\npositive = [\n  \"losses widened\",",
        1,
    );
    assert_ne!(own.trim(), theme.trim(), "the theme has words of its own");
    std::fs::create_dir(folder.path().join("themes")).unwrap();
    std::fs::write(folder.path().join("themes/shipping.toml"), own).unwrap();
    let pipeline = Pipeline::builder().lexicons(folder.path()).build().unwrap();
    assert_eq!(pipeline.score("Its losses widened.", None, None).label, Label::Negative);
    assert_eq!(
        label(&pipeline, "Losses widened in container shipping.", "shipping"),
        Some(Label::Positive)
    );
}
