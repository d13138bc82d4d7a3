//! Formats of stories: crawls, feeds, wires and tables.

use super::*;

fn warc_record(kind: &str, uri: &str, body: &str) -> String {
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: \
         2026-03-11T05:00:00Z\r\nWARC-Record-ID: <urn:x>\r\nContent-Length: \
         {}\r\n\r\n{body}\r\n\r\n",
        body.len()
    )
}

fn warc_page(headers: &str, words: &str) -> String {
    let page = format!(
        "<html><head><title>Fares rise</title></head><body><article><h1>Fares \
         rise</h1><p>{words}</p><p>{}</p></article></body></html>",
        "The board had put the rise off twice, and said that it would look at the fares again in \
         the autumn. "
            .repeat(3)
    );
    warc_record(
        "response",
        "https://harbour.example/2026/03/10/fares",
        &format!("HTTP/1.1 200 OK\r\n{headers}\r\n\r\n{page}"),
    )
}

#[test]
fn crawls_give_pages_and_texts() {
    let records = [
        warc_record("warcinfo", "", "software: x"),
        warc_page("Content-Type: text/html", STORY),
        warc_record("request", "https://harbour.example/", "GET / HTTP/1.1\r\n\r\n"),
        warc_record(
            "response",
            "https://harbour.example/a.png",
            "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG",
        ),
        warc_record("response", "https://harbour.example/gone", "HTTP/1.1 404 Not Found\r\n\r\nno"),
        warc_record("conversion", "https://harbour.example/text", STORY)
            .replace("Content-Length", "Content-Type: text/plain\r\nContent-Length"),
    ];
    let whole = records.concat();
    let per_record: Vec<u8> = records.iter().flat_map(|r| gzip(r.as_bytes())).collect();
    for bytes in [whole.clone().into_bytes(), per_record] {
        let loaded = load("c.warc", &bytes);
        assert_eq!(loaded.len(), 4, "{:?}", told(&loaded));
        let page = loaded[0].as_ref().unwrap();
        assert!(page.text.starts_with(STORY), "{}", page.text);
        assert_eq!(
            (page.locator.as_str(), page.first_seen.as_deref()),
            ("c.warc#2", Some("2026-03-11T05:00:00Z"))
        );
        assert_eq!(page.url.as_deref(), Some("https://harbour.example/2026/03/10/fares"));
        assert!(page.dates.iter().any(|d| d.surface.contains("2026/03/10")), "{:?}", page.dates);
        assert_eq!(
            told(&loaded)[1..],
            pairs(&[("c.warc#4", "!left_out"), ("c.warc#5", "!left_out"), ("c.warc#6", STORY)])
        );
    }
    for cut in (0..whole.len()).step_by(13) {
        let loaded = load("c.warc", &whole.as_bytes()[..cut]);
        assert!(!loaded.is_empty(), "cut at {cut}");
    }
    let cut = load("c.warc", &whole.as_bytes()[..whole.len() - 20]);
    assert_eq!(cut.last().unwrap().as_ref().unwrap_err().reason, Reason::DamagedFile);
}

#[test]
fn pages_are_decoded_as_the_server_says() {
    // one byte a letter stands in for each letter of the same length in the record
    let page = warc_page(
        "Content-Type: text/html; charset=windows-1251",
        "@@@@@@@@@@@@ and more words of the kind.",
    );
    let words = encoding_rs::WINDOWS_1251.encode("Цены выросли").0;
    let at = page.find("@@").unwrap();
    let bytes = [&page.as_bytes()[..at], &words, &page.as_bytes()[at + words.len()..]].concat();
    let loaded = load("c.warc", &bytes);
    assert!(loaded[0].as_ref().unwrap().text.contains("Цены выросли"), "{:?}", told(&loaded));
}

#[test]
fn feeds_give_their_items() {
    let rss = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Harbour &amp; Coast</title><item><title>Fares &amp;amp; tolls</title>\
         <link>https://harbour.example/1</link><guid>g1</guid><pubDate>Tue, 10 Mar 2026 09:30:00 GMT</pubDate><description>short</description>\
         <content:encoded><![CDATA[<p>{STORY}</p><p>More.</p>]]></content:encoded></item>\n<item><title>t</title><description>two &lt;b&gt;bold&lt;/b&gt;</description></item>\
         <item><title>open"
    );
    let records = load("f.xml", rss.as_bytes());
    assert_eq!(
        told(&records),
        pairs(&[
            ("f.xml#1", &format!("{STORY}\n\nMore.")),
            ("f.xml#2", "two bold"),
            ("f.xml#3", "!damaged_file")
        ])
    );
    let first = records[0].as_ref().unwrap();
    assert_eq!(
        (first.title.as_deref(), first.source.as_deref(), first.record_id.as_deref()),
        (Some("Fares & tolls"), Some("Harbour & Coast"), Some("g1"))
    );
    assert_eq!(
        (first.url.as_deref(), first.dates[0].surface.as_str()),
        (Some("https://harbour.example/1"), "Tue, 10 Mar 2026 09:30:00 GMT")
    );

    let atom = format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Coast</title><entry><title>Fares</title><link rel=\"self\" href=\"x\"/><link href=\"https://a.example/2\"/>\
         <author><name>Ada Lind</name><email>a@b</email></author><published>2026-03-10T09:30:00Z</published><content type=\"html\">&lt;p&gt;{STORY}&lt;/p&gt;</content></entry></feed>"
    );
    let records = load("f.txt", atom.as_bytes());
    assert_eq!(told(&records), pairs(&[("f.txt#1", STORY)]));
    let entry = records[0].as_ref().unwrap();
    assert_eq!(
        (entry.author.as_deref(), entry.url.as_deref()),
        (Some("Ada Lind"), Some("https://a.example/2"))
    );

    let bomb = "<!DOCTYPE l [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \
                \"&a;&a;&a;&a;\">]><rss><item><title>x</title><description>&b;</description></\
                item></rss>";
    assert_eq!(told(&load("f.xml", bomb.as_bytes())), pairs(&[("f.xml#1", "&b;")]));
}

#[test]
fn wire_stories_in_sgml() {
    let story = |id: u32, body: &str| {
        format!(
            "<REUTERS TOPICS=\"NO\" OLDID=\"1\" NEWID=\"{id}\">\n<DATE>10-MAR-1987 \
             15:07:13.72</DATE>\n<TEXT>&#2;\n<TITLE>FARES &lt;HBR> RISE</TITLE>\n<DATELINE>    \
             ROSTOCK, March 10 - </DATELINE><BODY>{body}\n \
             Reuter\n&#3;</BODY></TEXT>\n</REUTERS>\n"
        )
    };
    let file = format!(
        "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n{}{}",
        story(4, STORY),
        story(5, &"x".repeat(200_000))
    );
    let records = load("r.sgm", file.as_bytes());
    assert_eq!(records.len(), 2);
    let first = records[0].as_ref().unwrap();
    assert_eq!(first.text, format!("ROSTOCK, March 10 - {STORY}"));
    assert_eq!(
        (first.title.as_deref(), first.record_id.as_deref(), first.dates[0].surface.as_str()),
        (Some("FARES <HBR> RISE"), Some("4"), "10-MAR-1987 15:07:13.72")
    );
    let options = Options { max_record_bytes: 100_000, ..Options::default() };
    assert_eq!(
        load_with("r.sgm", file.as_bytes(), &options).last().unwrap().as_ref().unwrap_err().reason,
        Reason::TooLarge
    );
}

#[test]
fn tables_without_names_and_tables_of_headlines() {
    let long = format!("{STORY} {STORY}");
    let rows = format!(
        "March 10, 2026\tFares rise again\t{long}\nMarch 11, 2026\tTolls rise too\t{long}\n"
    );
    let records = load("t.tsv", rows.as_bytes());
    assert_eq!(told(&records), pairs(&[("t.tsv:1", &long), ("t.tsv:2", &long)]));
    let first = records[0].as_ref().unwrap();
    assert_eq!(
        (first.title.as_deref(), first.dates[0].surface.as_str()),
        (Some("Fares rise again"), "March 10, 2026")
    );
    let records = load(
        "h.csv",
        b"\xEF\xBB\xBFDate,Headline,URL\n\"AUG 17, 2022\",Fares rise,https://a.example\n",
    );
    assert_eq!(told(&records), pairs(&[("h.csv:2", "")]));
    assert_eq!(records[0].as_ref().unwrap().title.as_deref(), Some("Fares rise"));
    assert_eq!(
        told(&load("h.zip", &zip(&[("a.csv", b"id,name\n1,2\n"), ("b.txt", b"b")]))),
        pairs(&[("h.zip/a.csv", "!bad_csv"), ("h.zip/b.txt", "b")])
    );
}

#[test]
fn a_cut_text_is_read_as_far_as_it_goes() {
    let text = (0..5_000).map(|n| format!("Line {n} of the story.\n")).collect::<Vec<_>>().concat();
    let whole = gzip(text.as_bytes());
    let records = load("a.txt.gz", &whole[..whole.len() / 2]);
    assert_eq!(records.len(), 2);
    assert_eq!(records[0].as_ref().unwrap_err().reason, Reason::DamagedCompression);
    assert!(
        text.starts_with(&records[1].as_ref().unwrap().text)
            && records[1].as_ref().unwrap().text.len() > 10_000
    );
}
