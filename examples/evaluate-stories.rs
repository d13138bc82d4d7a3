//! evaluate-stories pairs FILE        precision and recall on the pairs of scripts/make-story-pairs, by half and kind
//! evaluate-stories shares FILE       what each pair shares, as CSV, for tuning
//! evaluate-stories archive FILE [N]  stories of an archive of JSONL (id, title, date, text): counts, N joined pairs and N near misses
//! evaluate-stories speed FILE        sketching and finding, MB/s on one thread, by length of text
//! evaluate-stories million [N]       memory of N articles (default a million) in the window

use std::{
    collections::BTreeMap,
    error::Error,
    fs,
    hint::black_box,
    io::{BufRead as _, BufReader},
    time::Instant,
};

use newsvane::{
    aggregate::{Overlap, Rule, StoryFinder, StorySettings, compare},
    model::{ArticleId, Sketch, StoryOf},
    stages::{Glue, Sketcher, Token, sketch, tokenize},
};
use serde_json::Value;

type Fallible<T> = Result<T, Box<dyn Error>>;

fn main() -> Fallible<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["pairs", file] => pairs(file),
        ["shares", file] => shares(file),
        ["archive", file] => archive(file, 0),
        ["archive", file, n] => archive(file, n.parse()?),
        ["speed", file] => speed(file),
        ["million"] => million(1_000_000),
        ["million", n] => million(n.parse()?),
        _ => Err("usage: evaluate-stories pairs|shares|archive|speed FILE, or million [N]".into()),
    }
}

fn records(file: &str) -> Fallible<Vec<Value>> {
    let lines = BufReader::new(fs::File::open(file)?).lines();
    lines.map(|line| Ok(serde_json::from_str(&line?)?)).collect()
}

fn text<'a>(record: &'a Value, key: &str) -> &'a str {
    record[key].as_str().unwrap_or_default()
}

/// Whether the second of two articles joins the first. Their content hashes differ.
fn joins(first: &Sketch, second: &Sketch, rule: Rule) -> bool {
    let mut finder = StoryFinder::new(StorySettings { rule, ..StorySettings::default() });
    finder.push(ArticleId(1), Some(0), 1, first);
    !finder.push(ArticleId(2), Some(3600), 2, second).is_original
}

#[derive(Default)]
struct Counts {
    same: [u32; 2],
    other: [u32; 2],
}

fn pairs(file: &str) -> Fallible<()> {
    let mut kinds: BTreeMap<(String, bool, String), [u32; 2]> = BTreeMap::new();
    let mut halves: BTreeMap<String, Counts> = BTreeMap::new();
    for pair in records(file)? {
        let joined =
            joins(&sketch(text(&pair, "first")), &sketch(text(&pair, "second")), Rule::default());
        let (half, same) = (text(&pair, "half").to_owned(), pair["same"] == true);
        let counts = halves.entry(half.clone()).or_default();
        (if same { &mut counts.same } else { &mut counts.other })[usize::from(joined)] += 1;
        kinds.entry((half, !same, text(&pair, "kind").to_owned())).or_default()
            [usize::from(joined)] += 1;
    }
    for ((half, _, kind), [apart, joined]) in kinds {
        println!(
            "{half:8} {kind:22} joined {:.3} of {}",
            f64::from(joined) / f64::from(apart + joined),
            apart + joined
        );
    }
    for (half, Counts { same: [missed, found], other: [_, wrong] }) in halves {
        println!(
            "{half}: precision {:.4}, recall {:.4} ({found} found, {missed} missed, {wrong} wrong)",
            f64::from(found) / f64::from(found + wrong),
            f64::from(found) / f64::from(found + missed)
        );
    }
    Ok(())
}

fn shares(file: &str) -> Fallible<()> {
    const ANY: Rule =
        Rule { length: 0.0, words: 0.0, numbers: 0.0, evidence: 0.0, flash: 0, flash_words: 0.0 };
    println!("half,kind,same,wa,wb,pb,p1,p2,nb,n1,n2,cb,c1,c2,cand,id");
    for pair in records(file)? {
        let (first, second) = (sketch(text(&pair, "first")), sketch(text(&pair, "second")));
        let (a, b) = if first.sample.words <= second.sample.words {
            (first, second)
        } else {
            (second, first)
        };
        let found = compare(&a, &b);
        let counts = [found.pairs, found.numbers, found.names]
            .map(|s| format!("{},{},{}", s.both, s.first, s.second))
            .join(",");
        let (half, kind, id) = (text(&pair, "half"), text(&pair, "kind"), text(&pair, "id"));
        println!(
            "{half},\"{kind}\",{},{},{},{counts},{},{id}",
            pair["same"],
            a.sample.words,
            b.sample.words,
            joins(&first, &second, ANY)
        );
    }
    Ok(())
}

struct Article {
    published: i64,
    content_hash: u64,
    record: Value,
    sketch: Sketch,
}

/// Articles in order; the article's place is its id.
fn read_archive(file: &str) -> Fallible<Vec<Article>> {
    let mut articles = Vec::new();
    for record in records(file)? {
        let published = text(&record, "date").parse::<jiff::Timestamp>()?.as_second();
        let words: Vec<_> =
            text(&record, "text").split_whitespace().map(str::to_ascii_lowercase).collect();
        let content_hash = rustc_hash_of(&words.join(" "));
        articles.push(Article {
            published,
            content_hash,
            sketch: sketch(text(&record, "text")),
            record,
        });
    }
    articles.sort_by_key(|article| article.published);
    Ok(articles)
}

fn rustc_hash_of(text: &str) -> u64 {
    use std::hash::{BuildHasher as _, BuildHasherDefault};
    BuildHasherDefault::<rustc_hash::FxHasher>::default().hash_one(text)
}

fn find(articles: &[Article], settings: StorySettings) -> Vec<StoryOf> {
    let mut finder = StoryFinder::new(settings);
    let mut story = |(n, a): (usize, &Article)| {
        finder.push(ArticleId(n as u64), Some(a.published), a.content_hash, &a.sketch)
    };
    articles.iter().enumerate().map(&mut story).collect()
}

fn archive(file: &str, show: usize) -> Fallible<()> {
    let articles = read_archive(file)?;
    let stories = find(&articles, StorySettings::default());
    let copies: Vec<_> = (0..stories.len()).filter(|&n| !stories[n].is_original).collect();
    let equal = |n: usize| {
        articles[n].content_hash == articles[stories[n].story_id.0 as usize].content_hash
    };
    let exact = copies.iter().filter(|&&n| equal(n)).count();
    println!(
        "{} articles, {} copies, {exact} of them with equal content",
        articles.len(),
        copies.len()
    );
    let similar: Vec<_> = copies.into_iter().filter(|&n| !equal(n)).collect();
    let looser = Rule { words: 0.25, numbers: 0.45, evidence: 1.8, flash: 0, ..Rule::default() };
    let loose = find(&articles, StorySettings { rule: looser, ..StorySettings::default() });
    let missed: Vec<_> =
        (0..stories.len()).filter(|&n| stories[n].is_original && !loose[n].is_original).collect();
    println!("{} near misses", missed.len());
    for (name, which, told) in [("JOINED", &similar, &stories), ("NEAR MISS", &missed, &loose)] {
        let step = (which.len() / show.max(1)).max(1);
        for &n in which.iter().skip(step / 2).step_by(step).take(show) {
            print_pair(name, &articles[told[n].story_id.0 as usize], &articles[n]);
        }
    }
    Ok(())
}

fn print_pair(name: &str, original: &Article, copy: &Article) {
    let found = compare(&original.sketch, &copy.sketch);
    let share = |s: Overlap| format!("{}/{}/{}", s.first, s.both, s.second);
    println!(
        "\n== {name}: pairs {} numbers {} names {}",
        share(found.pairs),
        share(found.numbers),
        share(found.names)
    );
    for article in [original, copy] {
        let start: String = text(&article.record, "text").chars().take(380).collect();
        let (date, title, id) = (
            text(&article.record, "date"),
            text(&article.record, "title"),
            text(&article.record, "id"),
        );
        println!(
            "  {id} {date} {} words: {title}\n     {}",
            article.sketch.sample.words,
            start.replace('\n', " ")
        );
    }
}

fn speed(file: &str) -> Fallible<()> {
    let articles = read_archive(file)?;
    let whole: String = articles.iter().flat_map(|a| [text(&a.record, "text"), " "]).collect();
    let native: Vec<&str> = articles.iter().map(|a| text(&a.record, "text")).collect();
    measure("archive as it is", &native)?;
    for length in [200, 500, 1000, 2000, 4000, 10_000, 50_000] {
        measure(&format!("{length} bytes"), &pieces(&whole, length))?;
    }
    Ok(())
}

/// Pieces of about this many bytes.
fn pieces(mut text: &str, length: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    while text.len() > length {
        let end =
            (length..=text.len()).find(|&end| text.is_char_boundary(end)).unwrap_or(text.len());
        let (piece, rest) = text.split_at(end);
        pieces.push(piece);
        text = rest;
    }
    pieces
}

/// Sketching of tokens that are there, then finding too with the articles spread over three windows; by the processor's
/// time, at least a second of it.
fn measure(name: &str, texts: &[&str]) -> Fallible<()> {
    let mb = texts.iter().map(|t| t.len()).sum::<usize>() as f64 / 1e6;
    let tokens = |text: &&str| {
        let mut tokens = Vec::new();
        tokenize(text, &Glue::default(), |_| Token::UNKNOWN, &mut tokens);
        tokens
    };
    let tokens: Vec<Vec<Token>> = texts.iter().map(tokens).collect();
    let sketch = |(text, tokens): (&&str, &Vec<Token>)| {
        let mut sketcher = Sketcher::default();
        sketcher.push_block(text, tokens);
        sketcher.finish()
    };
    let alone =
        seconds_each(|| texts.iter().zip(&tokens).for_each(|pair| _ = black_box(sketch(pair))))?;
    let both = seconds_each(|| {
        let mut finder = StoryFinder::new(StorySettings::default());
        for (n, pair) in texts.iter().zip(&tokens).enumerate() {
            let published = (n as f64 / texts.len() as f64 * 21.0 * 86_400.0) as i64;
            black_box(finder.push(
                ArticleId(n as u64),
                Some(published),
                n as u64 | 1 << 40,
                &sketch(pair),
            ));
        }
    })?;
    println!(
        "{name:18} {:>8} texts: sketching {:>4.0} MB/s, with finding {:>4.0} MB/s",
        texts.len(),
        mb / alone,
        mb / both
    );
    Ok(())
}

fn seconds_each(work: impl Fn()) -> Fallible<f64> {
    let (start, mut times) = (processor_seconds()?, 0.0);
    loop {
        work();
        times += 1.0;
        let taken = processor_seconds()? - start;
        if taken >= 1.0 {
            return Ok(taken / times);
        }
    }
}

/// Time on the processor in user mode, in hundredths (Linux).
fn processor_seconds() -> Fallible<f64> {
    let status = fs::read_to_string("/proc/self/stat")?;
    Ok(status.split(' ').nth(13).ok_or("no time in /proc/self/stat")?.parse::<f64>()? / 100.0)
}

/// `count` articles in the window, and a fifth more that push the oldest out.
fn million(count: u64) -> Fallible<()> {
    let before = memory("VmRSS")?;
    let mut finder = StoryFinder::new(StorySettings::default());
    let (mut text, mut copies, mut steady) = (String::new(), 0, 0.0);
    for n in 0..count + count / 5 {
        text.clear();
        synthetic(n, &mut text);
        let own = sketch(&text);
        let published = (n as f64 / count as f64 * 7.0 * 86_400.0) as i64;
        let start = Instant::now();
        copies +=
            u32::from(!finder.push(ArticleId(n), Some(published), n | 1 << 40, &own).is_original);
        if n >= count {
            steady += start.elapsed().as_secs_f64();
        }
    }
    let (after, peak) = (memory("VmRSS")? - before, memory("VmHWM")? - before);
    println!(
        "{} articles in the window, {copies} joined: {after} kB, peak {peak} kB",
        finder.held()
    );
    println!(
        "{:.0} bytes for each article, {:.2} microseconds to find",
        peak as f64 * 1024.0 / count as f64,
        steady * 1e6 / (count / 5) as f64
    );
    Ok(())
}

/// About a hundred words of a vocabulary of 20,000, some of them names and figures.
fn synthetic(number: u64, text: &mut String) {
    use std::fmt::Write as _;
    let mut state = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    for word in 0..100 {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let draw = (state >> 40) % 20_000;
        let _ = match word % 9 {
            4 => write!(text, "{} ", draw * 7),
            7 => write!(text, "Name{draw} "),
            _ => write!(text, "w{}q ", draw as u32 % 97 * 31 + draw as u32 % 211),
        };
    }
}

fn memory(field: &str) -> Fallible<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status
        .lines()
        .find(|line| line.starts_with(field))
        .ok_or("no such field in /proc/self/status")?;
    Ok(line.split_whitespace().nth(1).ok_or("no figure in /proc/self/status")?.parse()?)
}
