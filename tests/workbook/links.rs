//! Links and orders by which a reader goes from a figure to what it is made of.

use super::*;

#[test]
fn a_figure_leads_to_its_sentences_and_these_to_their_source() {
    let folder = run();
    let names = sheet_names(folder.path());
    let mut heights = BTreeMap::new();
    for name in &names {
        for location in links(folder.path(), name).values().filter(|link| !link.starts_with("http"))
        {
            let (sheet_name, row) = place(location);
            assert!(names.contains(&sheet_name), "{location}");
            let height = *heights
                .entry(sheet_name.clone())
                .or_insert_with(|| sheet(folder.path(), &sheet_name).height());
            assert!(
                row < height.max(1) || sheet_name == "Charts",
                "{name}: {location} of {height} rows"
            );
        }
    }
    // a cell to the first of its contributions
    let (index, contributions) =
        (sheet(folder.path(), "Index"), sheet(folder.path(), "Contributions"));
    let from_index = links(folder.path(), "Index");
    let mut followed = 0;
    for row in
        rows::<ThemeDays>(folder.path()).iter().filter(|row| row.get(ThemeDays::Articles) != "0")
    {
        let first = index
            .rows()
            .next()
            .unwrap()
            .iter()
            .position(|cell| cell == row.get(ThemeDays::Theme))
            .unwrap() as u16;
        let line = (3..index.height()).find(|n| match index.get((*n, 0)) {
            Some(Data::DateTime(day)) => {
                !row.get(ThemeDays::Day).is_empty()
                    && (day.as_f64() - serial(row.get(ThemeDays::Day))).abs() < 1e-9
            }
            Some(Data::String(word)) => word == "undated" && row.get(ThemeDays::Day).is_empty(),
            _ => false,
        });
        let Some(location) = from_index.get(&format!(
            "{}{}",
            rust_xlsxwriter::utility::column_number_to_name(first),
            line.unwrap() + 1
        )) else {
            assert!(
                row.get(ThemeDays::Sentiment).is_empty(),
                "{} {} leads nowhere",
                row.get(ThemeDays::Theme),
                row.get(ThemeDays::Day)
            );
            continue;
        };
        let (name, to) = place(location);
        assert_eq!(name, "Contributions");
        assert_eq!(contributions[to][0], Data::String(row.get(ThemeDays::Theme).to_owned()));
        assert!(
            to == 1 || contributions[to - 1][..2] != contributions[to][..2],
            "the first of the cell"
        );
        followed += 1;
    }
    assert!(followed > 50, "{followed}");
    // a contribution to the first sentence of its article, and the sentence to the article
    let sentences = sheet(folder.path(), "Sentences");
    let (of_contribution, of_sentence) =
        (column(&contributions, "article_id"), column(&sentences, "article_id"));
    let from_sentences = links(folder.path(), "Sentences");
    let stories = sheet(folder.path(), "Stories");
    let of_story = column(&stories, "article_id");
    let urls: BTreeMap<String, String> = rows::<Articles>(folder.path())
        .iter()
        .map(|row| (row.get(Articles::ArticleId).to_owned(), row.get(Articles::Url).to_owned()))
        .collect();
    for (cell, location) in links(folder.path(), "Contributions") {
        let (name, to) = place(&location);
        // none of its sentences is listed: the index over all news is of articles
        if name == "Stories" {
            assert_eq!(contributions[row_of(&cell)][of_contribution], stories[to][of_story]);
            continue;
        }
        assert_eq!(contributions[row_of(&cell)][of_contribution], sentences[to][of_sentence]);
        assert!(
            to == 1 || sentences[to - 1][of_sentence] != sentences[to][of_sentence],
            "the first of the article"
        );
        let id = sentences[to][of_sentence].to_string();
        match urls[&id].as_str() {
            "" => assert_eq!(
                stories[place(&from_sentences[&format!("A{}", to + 1)]).1][of_story].to_string(),
                id
            ),
            url => assert_eq!(from_sentences[&format!("A{}", to + 1)], url),
        }
    }
    // a conflict to the claims at its ends
    let (conflicts, claims) = (sheet(folder.path(), "Conflicts"), sheet(folder.path(), "Claims"));
    let ids = rows::<Conflicts>(folder.path());
    let ends = [("lowest", 0), ("highest", usize::MAX)];
    for (name, n) in ends {
        let letter =
            rust_xlsxwriter::utility::column_number_to_name(column(&conflicts, name) as u16);
        for (row, conflict) in ids.iter().enumerate() {
            let list: Vec<&str> = conflict.get(Conflicts::Claims).split("; ").collect();
            let (_, to) =
                place(&links(folder.path(), "Conflicts")[&format!("{letter}{}", row + 2)]);
            assert_eq!(
                claims[to][column(&claims, "claim_id")].to_string(),
                list[n.min(list.len() - 1)]
            );
        }
    }
}

#[test]
fn originals_stand_before_their_copies() {
    let folder = run();
    let stories = sheet(folder.path(), "Stories");
    let (told, copies, story) =
        (column(&stories, "told"), column(&stories, "copies"), column(&stories, "story_id"));
    let mut seen = BTreeSet::new();
    let mut listed: Vec<&[Data]> = stories.rows().skip(1).collect();
    assert_eq!(listed.len(), rows::<Articles>(folder.path()).len());
    while let Some(first) = listed.first().copied() {
        let tellings = listed.iter().take_while(|row| row[story] == first[story]).count();
        assert_eq!(first[told], Data::String("original".to_owned()));
        assert_eq!(first[copies], Data::Float(tellings as f64 - 1.0));
        assert!(listed[1..tellings].iter().all(|row| row[told] == Data::String("copy".to_owned())));
        assert!(seen.insert(first[story].to_string()), "a story stands together");
        listed.drain(..tellings);
    }
}

#[test]
fn companies_lead_to_their_days_and_these_to_their_sentences() {
    let folder = run();
    let [companies, days, sentences] =
        ["Companies", "Company days", "Company sentences"].map(|name| sheet(folder.path(), name));
    let ids: BTreeSet<String> = rows::<EntityDays>(folder.path())
        .iter()
        .map(|row| row.get(EntityDays::EntityId).to_owned())
        .collect();
    assert_eq!(companies.height(), ids.len() + 1);
    let column = |sheet: &Range<Data>, name: &str| {
        sheet.rows().next().unwrap().iter().position(|cell| cell == name).unwrap()
    };
    let (name, article) = (column(&sentences, "name"), column(&sentences, "text"));
    let place = |link: &str| {
        let (sheet, cell) = link.rsplit_once('!').unwrap();
        let row: usize = cell.trim_start_matches(char::is_alphabetic).parse().unwrap();
        (sheet.trim_matches('\'').to_owned(), row - 1)
    };
    let (from_companies, from_days) =
        (links(folder.path(), "Companies"), links(folder.path(), "Company days"));
    let cell =
        |column: usize, line: usize| format!("{}{}", char::from(b'A' + column as u8), line + 1);
    let sentiment = column(&companies, "sentiment");
    for (line, row) in companies.rows().enumerate().skip(1) {
        let (to, at) = place(&from_companies[&cell(0, line)]);
        assert_eq!((to.as_str(), &days[(at, 0)]), ("Company days", &row[0]));
        let (to, at) = place(&from_companies[&cell(sentiment, line)]);
        assert_eq!((to.as_str(), &sentences[(at, name)]), ("Company sentences", &row[0]));
        assert!(!sentences[(at, article)].to_string().is_empty());
    }
    // a figure leads to the sentences of its day
    let (day, of_days) = (column(&sentences, "day"), column(&days, "day"));
    let sentiment = column(&days, "sentiment");
    let led = (1..days.height()).filter_map(|line| {
        let (_, at) = place(from_days.get(&cell(sentiment, line))?);
        assert_eq!(sentences[(at, name)], days[(line, 0)]);
        assert_eq!(sentences[(at, day)], days[(line, of_days)]);
        Some(())
    });
    assert!(led.count() > 20);
}
