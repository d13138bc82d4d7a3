//! HTML pages: the story's text by `dom_smoothie` (the algorithm of Firefox's reader view), a
//! paragraph a line pair.

use std::ops::ControlFlow;

use dom_smoothie::{Config, Readability, TextMode};

use super::{
    Context, Record, Sink, consent,
    crawl::CrawlFacts,
    decode::Input,
    fields::replaced_problem,
    html_meta::{self, PageMeta},
    page_boxes, path_date, split_story, story_data,
    tags::{Tags, strip_tags},
    text::read_text,
};
use crate::{
    lang::infer_order,
    model::{Article, DateEvidence, DateOrder, DateOrigin, Reason, Reject},
};

/// Pages with deeper open tags than this are not given to the parser, whose time and stack grow
/// with the depth.
const MAX_DEPTH: usize = 400;

/// Reads the file as one page, of which a crawl may know something.
pub(super) fn read(
    input: &mut Input,
    context: &Context<'_>,
    crawled: Option<CrawlFacts>,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let Some((html, replaced, bytes)) = read_text(input, context, sink)? else {
        return ControlFlow::Continue(());
    };
    sink.page(Page {
        html,
        locator: context.locator.to_owned(),
        stem: context.stem.clone(),
        source: context.options.source.clone(),
        bytes,
        replaced,
        date: context.date.clone(),
        date_order: context.options.date_order,
        input_zone: context.options.input_zone.clone(),
        crawled,
        last_resort: Vec::new(),
    })
}

/// A page whose story is still to be extracted, with what is known beside it.
#[derive(Debug)]
pub struct Page {
    pub(super) html: String,
    locator: String,
    /// File name without its extensions.
    stem: String,
    /// Publisher where the page names none.
    source: Option<String>,
    bytes: u64,
    /// Sequences of bytes that were no text.
    replaced: usize,
    /// A date in the file's name or folders.
    date: Option<DateEvidence>,
    /// How days are written in digits, where a setting says so.
    date_order: Option<DateOrder>,
    /// The zone of times that name none.
    input_zone: Option<String>,
    crawled: Option<CrawlFacts>,
    /// Evidence for the date below all other.
    pub(super) last_resort: Vec<DateEvidence>,
}

impl Page {
    /// The page as an article.
    pub(super) fn extract(self) -> Record {
        let html = self.html.as_str();
        let story = if depth(html) > MAX_DEPTH {
            Story { text: strip_tags(html), meta: PageMeta::default() }
        } else {
            Story::parse(html)
        };
        if story.text.trim().is_empty() {
            let detail =
                "no story found in the page; expected paragraphs of running text".to_owned();
            return Err(Reject {
                locator: self.locator,
                stage: "load".into(),
                reason: Reason::NoStory,
                detail,
                bytes: self.bytes,
            });
        }
        let meta = story.meta;
        let page = |surface| DateEvidence { origin: DateOrigin::Page, surface };
        let url_date = meta.url.as_deref().and_then(path_date::in_url).map(|e| page(e.surface));
        let dates = meta
            .dates
            .into_iter()
            .map(page)
            .chain(url_date)
            .chain(meta.weak_dates.into_iter().map(page))
            .chain(
                meta.loose_dates
                    .into_iter()
                    .map(|surface| DateEvidence { origin: DateOrigin::PageText, surface }),
            )
            .chain(self.date);
        let mut article = Article {
            problems: replaced_problem(self.replaced, &self.locator, self.bytes)
                .into_iter()
                .collect(),
            locator: self.locator,
            record_id: Some(self.stem),
            source: meta.site_name.or(self.source),
            url: meta.url,
            author: meta.author,
            title: meta.title,
            text: story.text,
            dates: dates.collect(),
            input_zone: self.input_zone,
            date_order: self.date_order.or_else(|| infer_order(html)).or(meta.date_order),
            bytes: self.bytes,
            is_plain_text: false,
            ..Article::default()
        };
        if let Some(crawled) = self.crawled {
            crawled.complete(&mut article);
        }
        article.dates.extend(self.last_resort);
        Ok(article)
    }
}

/// What a page says.
struct Story {
    text: String,
    meta: PageMeta,
}

impl Story {
    fn parse(html: &str) -> Self {
        let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
        let Ok(mut reader) = Readability::new(without_code(html), None, Some(config)) else {
            return Self { text: strip_tags(html), meta: PageMeta::default() };
        };
        let mut meta = html_meta::read(&reader.doc, html);
        // what readers wrote is no story, even where it is in it
        for node in reader.doc.select(r#"[class*="comment"], [id*="comment"]"#).nodes() {
            if page_boxes::is_of_readers(node) {
                node.remove_from_parent();
            }
        }
        let told = story_data::body(&reader.doc, html);
        let parted = split_story::body(&reader.doc);
        // captions repeat or decorate the story
        reader.doc.select(CAPTIONS).remove();
        consent::remove(&reader.doc);
        // the text keeps the marks that a browser shows before items of a list
        reader.doc.select("li").prepend_html(BULLET);
        let text = match reader.parse() {
            Ok(article) => {
                meta.title = meta
                    .title
                    .or_else(|| Some(article.title.trim().to_owned()).filter(|t| !t.is_empty()));
                meta.author = meta.author.or(article.byline);
                join_bullets(&article.text_content)
            }
            Err(_) => strip_tags(html),
        };
        let fuller = [told, parted].into_iter().flatten();
        let fuller = { fuller }.find(|told| story_data::is_fuller(told, &text));
        let text = fuller.unwrap_or(text);
        Self { text: text.trim().to_owned(), meta }
    }
}

/// The page without the insides of its scripts and style sheets, which are half of most pages and
/// nothing to the story; what scripts say as data stays.
fn without_code(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut at = 0;
    let mut tags = Tags::new(html);
    while let Some(tag) = tags.next() {
        let is_code = !tag.is_end && (tag.is_named("script") || tag.is_named("style"));
        if is_code && !html[tag.start..tag.end].contains("ld+json") {
            out.push_str(&html[at..tag.end]);
            at = tags.at.max(tag.end);
        }
    }
    out.push_str(&html[at..]);
    out
}

/// Elements with words below a picture.
const CAPTIONS: &str =
    "figcaption, .wp-caption-text, .image-caption, .photo-caption, .caption-text";

const BULLET: &str = "• ";

/// The text with each bullet in the line of its words.
fn join_bullets(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if out.trim_end_matches('\n').ends_with('•') {
            if line.trim().is_empty() {
                continue;
            }
            out.truncate(out.trim_end_matches('\n').len());
            out.push(' ');
        }
        out.push_str(if line.trim_end() == "•" { "•\n" } else { line });
    }
    out
}

/// Elements whose open tags end where their parent does or where the next one begins, so that they
/// do not nest when left open.
const SELF_ENDING: [&str; 10] =
    ["p", "li", "td", "th", "tr", "option", "dt", "dd", "tbody", "thead"];

/// The greatest number of tags open at once, counted without parsing.
fn depth(html: &str) -> usize {
    let (mut open, mut deepest) = (0_usize, 0_usize);
    for tag in Tags::new(html) {
        if tag.is_end {
            open = open.saturating_sub(1);
        } else if !tag.is_void() && !SELF_ENDING.iter().any(|n| tag.is_named(n)) {
            open += 1;
            deepest = deepest.max(open);
        } else if SELF_ENDING.iter().any(|n| tag.is_named(n)) {
            // their end tags count down, if they have any
            open += usize::from(tag.has_end_tag_soon(html));
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_counts_open_tags() {
        assert_eq!(depth("<div><p>a<p>b<br><img src='x'><b>c</b></div>"), 2);
        assert_eq!(depth(&"<div>".repeat(1_000)), 1_000);
        assert_eq!(depth(&"<p>one</p><li>two".repeat(1_000)), 0);
        assert!(depth(&"<table><tr><td>".repeat(500)) >= 500);
    }

    #[test]
    fn code_is_left_out_and_data_stays() {
        let html = "<script async>if (a < '<p>') {}</script><p>One<style>p > a {}</style><script \
                    type='application/ld+json'>{}</script>";
        assert_eq!(
            without_code(html),
            "<script async></script><p>One<style></style><script \
             type='application/ld+json'>{}</script>"
        );
        assert_eq!(without_code("<p>a</p><script>no end"), "<p>a</p><script>");
    }
}
