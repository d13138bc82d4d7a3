//! Whole pages, cleaned.

use super::*;

fn page(text: &str) -> Document {
    clean(&Article::from_text("t", text), Lexicon::built_in())
}

fn removed(document: &Document) -> Vec<&str> {
    document.removed.iter().map(|r| r.span.of(&document.text)).collect()
}

fn story(document: &Document) -> Vec<(BlockKind, Section, &str)> {
    document.blocks.iter().map(|b| (b.kind, b.section, b.span.of(&document.text))).collect()
}

const WEB: &str = "Grain WeeklyGrain Weekly\nBearish Sentiment\n\nOats Slide as Rain Returns to the Plains\n\n4 \
     min readTuesday, March 10, 2026 at 9:05 AM ET\nOats Slide as Rain Returns to the \
     Plains\n\nShare this article\n\nThe Short Version\n\nOats fell 3% on Tuesday after rain \
     reached the plains, and traders said that the drought was over.\n\nWhat Comes Next\n\n  • \
     Weather: more rain is due on Friday.\n\nAdvertisement\n\nAnalysts at Falk & Sons expect \
     prices to fall again in April, when stocks are counted.\n\nFAQ\n\nQ: Why did oats \
     fall?\n\nA: Because of rain.\n\nOat pricesGrain 2000AI farmingrain\n\nNever Miss a \
     Harvest\nComments (3)\n\nDisclaimer: not advice.\n© 2026 Grain Weekly. All rights reserved.\n";

#[test]
fn a_web_page_with_all_its_boilerplate() {
    let document = page(WEB);
    assert_eq!(
        document.title.map(|t| t.of(&document.text)),
        Some("Oats Slide as Rain Returns to the Plains")
    );
    assert_eq!(document.source.as_deref(), Some("Grain Weekly"));
    assert_eq!(
        document.published.evidence.as_deref(),
        Some("Tuesday, March 10, 2026 at 9:05 AM ET")
    );
    assert_eq!(
        document.published.instant.map(|i| i.to_string()).as_deref(),
        Some("2026-03-10T13:05:00Z")
    );
    let blocks = story(&document);
    let expected = [
        (BlockKind::Headline, Section::Headline, "Oats Slide as Rain Returns to the Plains"),
        (BlockKind::Heading, Section::Takeaways, "The Short Version"),
    ];
    assert_eq!(blocks[..2], expected);
    let kinds: Vec<BlockKind> = blocks[2..].iter().map(|b| b.0).collect();
    assert_eq!(
        kinds,
        [
            BlockKind::Paragraph,
            BlockKind::Heading,
            BlockKind::Bullet,
            BlockKind::Paragraph,
            BlockKind::Heading,
            BlockKind::Question,
            BlockKind::Answer
        ]
    );
    assert_eq!(blocks[4].2, "Weather: more rain is due on Friday.");
    assert_eq!(blocks[7].2, "Why did oats fall?");
    assert_eq!(removed(&document).len(), 11, "{:?}", removed(&document));
}

#[test]
fn a_wire_story() {
    let document = page(
        "Oats slide as rain returns\n2026-03-10T09:05:00-04:00\nOSLO, March 10 (Grain Wire) - \
         Oats fell 3% on Tuesday after rain.\nTraders sold. (Reporting by Jo Marsh; Editing by \
         Eve Lund)\n",
    );
    assert_eq!(
        story(&document)[1],
        (BlockKind::Paragraph, Section::Lead, "Oats fell 3% on Tuesday after rain.")
    );
    assert_eq!(
        removed(&document),
        ["2026-03-10T09:05:00-04:00", "(Reporting by Jo Marsh; Editing by Eve Lund)"]
    );
    assert_eq!(document.source.as_deref(), Some("Grain Wire"));
}

#[test]
fn hard_wrapped_paragraphs_are_one_block() {
    let text = "OATS SLIDE AS RAIN RETURNS\n\n    Oats fell three pct on Tuesday after rain \
                reached the northern\nplains, traders said, and they expect that prices will slip \
                once\nmore in April, when the ministry counts the stocks that farmers\nhold.\n    \
                The ministry said that more rain is due in the south and in the\neast of the \
                country, where the crop was short of water.\n";
    let document = page(text);
    let blocks = story(&document);
    assert_eq!(blocks.len(), 3, "{blocks:?}");
    assert!(blocks[1].2.ends_with("hold.") && blocks[2].2.starts_with("The ministry"));
}

#[test]
fn a_text_that_begins_with_its_story_has_no_title() {
    let document = page(
        "Oats fell 3% on Tuesday after rain reached the plains, traders said.\nThey expect \
         more.\nComments\n",
    );
    assert_eq!(document.title, None);
    assert_eq!(removed(&document), ["Comments"]);
    assert_eq!(story(&document)[0].1, Section::Lead);
}

#[test]
fn a_separate_title_is_not_read_twice() {
    let article = Article::from_text(
        "t",
        "Oats slide as rain returns\n\nOats fell 3% on Tuesday after rain reached the plains.",
    )
    .with_title("Oats slide as rain returns")
    .with_date("2026-03-10");
    let document = clean(&article, Lexicon::built_in());
    assert_eq!(removed(&document), ["Oats slide as rain returns"]);
    assert_eq!(document.published.date.map(|d| d.to_string()).as_deref(), Some("2026-03-10"));
    assert_eq!(story(&document).len(), 2);
}

#[test]
fn dates_in_passing_are_no_evidence_and_truncation_is_seen() {
    let document = page(
        "Oats slide\nOats fell to the lowest level since March 10, 2020, when rain came, and … \
         [+2031 chars]",
    );
    assert_eq!(document.published.date, None);
    assert!(document.truncated);
}

proptest::proptest! {
    #[test]
    fn any_text_gives_sound_blocks(text in "(?s)([A-Za-z ,.!?:|•Q]{0,30}|\n|\r\n|\\PC{0,6}|By Ann Lee|Share|\\(Reporting by A B\\)|LONDON \\(X\\) - |© 2026 X|2026-03-10){0,30}", title in proptest::option::of("\\PC{0,20}")) {
        let mut article = Article::from_text("t", text);
        article.title = title;
        let document = clean(&article, Lexicon::built_in());
        let mut end = 0;
        for block in &document.blocks {
            proptest::prop_assert!(block.span.byte_start >= end);
            proptest::prop_assert!(!block.span.of(&document.text).is_empty());
            end = block.span.byte_end;
        }
        for part in &document.removed {
            proptest::prop_assert!(document.text.get(part.span.byte_start as usize..part.span.byte_end as usize).is_some());
            proptest::prop_assert!(!document.blocks.iter().any(|b| b.span.overlaps(part.span)));
        }
    }
}

#[test]
fn stories_cut_to_a_length_are_told() {
    let sentence = "Rye rose on Monday after rain in the north, traders said. ";
    let cut = |length: usize| {
        let text: String = sentence.repeat(50).chars().take(length).collect();
        clean(&Article::from_text("a", text).with_title("Rye rises on rain"), Lexicon::built_in())
            .truncated
    };
    assert!(cut(500) && cut(1_000));
    assert!(!cut(501) && !cut(sentence.len() * 9 - 1), "other lengths are how stories end");
}

fn story_text(text: &str) -> String {
    let document = page(text);
    story(&document).into_iter().map(|(_, _, words)| words).collect::<Vec<_>>().join("\n")
}

const RELEASE: &str = "Falk Foods Opens a Mill in Rostock\n\nROSTOCK, March 10, 2026 -- Falk Foods Inc. \
     (NYSE: FLK) today announced that its mill in Rostock has opened, and that it will grind 400 \
     tons of oats a day.\n\nAbout the study\nThe study of 120 mills was paid for by the \
     port.\n\nAbout Falk Foods\nFalk Foods grinds oats in 4 countries.\n\nConference Call\nThe \
     company will hold a call at 9 a.m.\n\nForward-Looking Statements\nThis release contains \
     forward-looking statements. The mill may fail.\n\nSecond paragraph of the same \
     notice.\n\nContacts:\n\nJo Marsh\nFalk Foods\n(312) 555-0187\n\nEve Lund\nBrook \
     Partners\neve@brook.example\n\nCONSOLIDATED STATEMENTS OF INCOME\n\nRevenue was $12 million in the year.\n";

#[test]
fn a_release_keeps_its_news_and_its_tables() {
    let text = story_text(RELEASE);
    for kept in ["400 tons", "CONSOLIDATED STATEMENTS", "Revenue was $12 million in the year"] {
        assert!(text.contains(kept), "{kept} in {text}");
    }
    for gone in [
        "About",
        "120 mills",
        "4 countries",
        "Conference",
        "9 a.m.",
        "may fail",
        "same notice",
        "Contacts",
        "Jo Marsh",
        "555-0187",
        "Brook",
    ] {
        assert!(!text.contains(gone), "{gone} in {text}");
    }
}

#[test]
fn other_texts_may_speak_about_things() {
    let text = "Millers divided over oat deal\n\nMillers were divided on Monday over the oat deal \
        that was signed in May.\n\nAbout the deal\n\nIt covers 12 mills and runs for four \
        years.\n\nConference call\n\nOne miller said that he had hung up on the others.\n";
    let one = "Millers divided over oat deal\n\nMillers were divided on Monday over the oat deal \
        that was signed in May.\n\nAbout the deal\n\nIt covers 12 mills and runs for four years.\n";
    assert!(story_text(one).contains("12 mills"));
    assert!(story_text(text).contains("signed in May"));
}

#[test]
fn labels_take_their_own_line_where_the_story_goes_on() {
    let story = "Rye mills go on strike\n\nMillers went on strike on Monday, and the mill at the \
        lock stood still for the first time since May.\n\nRead Next\n\n\u{201C}We have not had a \
        rise in four years,\u{201D} said Eve Lund, 48, who has run the big stone since 2009.\n\nThe \
        owner offered 3% in April. Talks go on today.\n";
    let text = story_text(story);
    assert!(text.contains("big stone") && text.contains("offered 3%"), "{text}");
    assert!(!text.contains("Read Next"), "{text}");
    let list = "Rye mills go on strike\n\nMillers went on strike on Monday, and the mill at the \
        lock stood still for the first time since May.\n\nKeep reading\n\nOats fall as rain \
        returns\n\nTen mills to visit\n";
    let text = story_text(list);
    assert!(!text.contains("Ten mills"), "{text}");
}

#[test]
fn headlines_that_say_update_stay() {
    for title in ["Update: Rye mills go on strike", "UPDATE 2-Rye mills go on strike"] {
        let text = format!(
            "{title}\n\nMillers went on strike on Monday, and the mill stood still, said Eve Lund.\n"
        );
        let document = page(&text);
        assert_eq!(document.title.map(|t| t.of(&document.text)), Some(title));
    }
}

/// Paragraphs of a newsletter between its sponsor and the next part.
const SPONSORED: &str = "The Morning Mill\n\nGood morning.\n\nRye slips again\n\nRye fell 2% on \
     Monday, its third fall in a row, after rain reached the plains of Ohio.\n\nTogether with \
     Falk Foods\n\nYour bread deserves better flour, and Falk mills it within a day of the \
     harvest.\n\nOats gain\n\nOats gained 1% as stocks shrank to 2 million bushels, the \
     exchange said.\n\nUnsubscribe here\n";

#[test]
fn a_sponsor_speaks_for_itself() {
    let text = story_text(SPONSORED);
    assert!(!text.contains("better flour") && !text.contains("Together"), "{text}");
    assert!(text.contains("Rye fell 2%") && text.contains("Oats gained 1%"), "{text}");
    // a story that begins below the name of a sponsor says nothing to the reader
    let text = story_text(
        "The Morning Mill\n\nRye slips again\n\nTogether with Falk Foods\n\nRye fell 2% on \
         Monday, after Falk said that it would buy less.\n\nOats gained 1% as stocks shrank.\n",
    );
    assert!(text.contains("Rye fell 2%"), "{text}");
}

#[test]
fn names_and_addresses_at_the_end_are_no_story() {
    let text = story_text(
        "Falk Foods raises its forecast\n\nFalk Foods expects sales of 480 million euros in \
         2026, up from 450 million.\n\nThe board will publish full figures on May 7.\n\n\
         Contact:\nEve Lund\nHead of Investor Relations\nTel.: +49 381 555 0134\n",
    );
    assert!(text.contains("May 7") && !text.contains("Eve Lund"), "{text}");
    let text = story_text(
        "A first contact\n\nFalk Foods expects sales of 480 million euros in 2026.\n\nContact\n\n\
         The ship lost contact with the port on Monday, and was found a day later by a tug.\n",
    );
    assert!(text.contains("found a day later"), "{text}");
}

#[test]
fn a_release_ends_with_what_its_sender_is() {
    let release = "Falk Foods opens a mill\n\nFalk Foods today announced that it has opened a \
         mill in Rostock. It will make 40 tonnes of flour a day.\n\nThe mill is a sign of the \
         times, and it was paid for with $30 million of the state's money.\n\n";
    let about = "Falk Foods, with 900 employees, is a maker of flour and bread for bakers, shops \
         and homes all over the north of Europe.\n";
    let text = story_text(&format!("{release}{about}"));
    assert!(text.contains("sign of the") && !text.contains("900 employees"), "{text}");
    assert!(story_text(release).contains("sign of the"), "what ends the news is news");
}

#[test]
fn a_box_of_links_ends_with_its_list() {
    let story = "Rye mills go on strike\n\nMillers went on strike on Monday, and the mill at the \
        lock stood still for the first time since May.\n\nRelated\n\n• Oats fall as rain \
        returns\n\n• Ten mills to visit\n\nThe owner offered 3% in April, and talks go on \
        today.\n\nRelated\n\n• Bread is dear\n";
    let text = story_text(story);
    assert!(text.contains("offered 3%"), "{text}");
    assert!(!text.contains("Ten mills") && !text.contains("dear"), "{text}");
}

#[test]
fn references_are_no_links_to_other_stories() {
    let paper = "Rye in the north\n\nRye grows from the coast to the hills, and has been milled \
        there since the year 900.\n\nSee also\n\n• Rye in the south\n\nReferences\n\n• Lund, E., \
        Mills of the north, 1998\n";
    assert!(story_text(paper).contains("Mills of the north"));
}

#[test]
fn who_is_told_of_below_a_heading_is_known_however_it_is_written() {
    let story = "Pump makers gain on Monday\n\nShares of pump makers rose on Monday, as mines in \
        Chile and Peru ordered more of them than in any month since 2019.\n\nOrrovell, the \
        largest, said that it would hire 200 engineers by the end of the year.";
    for (heading, below) in [
        ("About Orrovell Ltd.", "Founded in 1951, Orrovell makes pumps and is listed in Oslo."),
        ("ABOUT ORROVELL", "Orrovell makes pumps for mines. It employs 2,300 people."),
    ] {
        let text = story_text(&format!("{story}\n\n{heading}\n\n{below}\n"));
        assert!(text.ends_with("end of the year."), "{text}");
    }
    let other = story_text(&format!("{story}\n\nAbout Chile\n\nIts mines ordered half of them.\n"));
    assert!(other.contains("ordered half"), "{other}");
}
