//! Compressed files, documents of office programs and others that people hold: whole, cut short, and
//! said to be what they are.

use std::io::{Cursor, Write};

use super::{Options, Record, test_records::records as read_with};
use crate::model::Reason;

const STORY: &str = "Oats fell 3% in Rostock on Tuesday, the ministry said.\n";

fn read(name: &str, bytes: &[u8]) -> Vec<Record> {
    read_with(name, bytes, &Options::default())
}

fn texts(records: Vec<Record>) -> Vec<String> {
    records.into_iter().map(|r| r.map_or_else(|e| e.detail, |a| a.text)).collect()
}

fn tar_of(name: &str, content: &[u8]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(content.len() as u64);
    header.set_mode(0o644);
    header.set_cksum();
    builder.append_data(&mut header, name, content).unwrap();
    builder.into_inner().unwrap()
}

fn bzip2(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// [`STORY`] as `xz` wrote it.
const XZ: &str = "fd377a585a000004e6d6b4460200210116000000742fe5a30100364f6174732066656c6c20332520696e20526f73746f636b206f6e20547565736461792c20746865206d696e697374727920736169642e0a0000658126d2829f28f600014f37ee43daef1fb6f37d010000000004595a";

fn xz() -> Vec<u8> {
    (0..XZ.len()).step_by(2).map(|n| u8::from_str_radix(&XZ[n..n + 2], 16).unwrap()).collect()
}

#[test]
fn bzip2_and_xz_alone_and_around_archives() {
    assert_eq!(texts(read("a.txt.bz2", &bzip2(STORY.as_bytes()))), [STORY]);
    assert_eq!(texts(read("a.tar.bz2", &bzip2(&tar_of("a.txt", STORY.as_bytes())))), [STORY]);
    assert_eq!(texts(read("a.txt.xz", &xz())), [STORY]);
    assert_eq!(texts(read("a.tar", &tar_of("a.txt.xz", &xz()))), [STORY]);
    assert_eq!(texts(read("a.tar", &tar_of("README.md", b"About the data."))).len(), 1);
    for whole in [bzip2(STORY.as_bytes()), xz()] {
        for end in 12..whole.len() {
            let found = read("a.txt.xz", &whole[..end]);
            let is_told = |r: &Record| {
                r.as_ref().is_ok_and(|a| STORY.starts_with(&a.text))
                    || r.as_ref().is_err_and(|e| e.reason == Reason::DamagedCompression)
            };
            assert!(!found.is_empty() && found.iter().all(is_told), "{end}: {found:?}");
        }
    }
}

#[test]
fn a_long_window_is_allowed_or_said_to_be_one() {
    let mut encoder = zstd::stream::write::Encoder::new(Vec::new(), 1).unwrap();
    encoder.window_log(28).unwrap();
    encoder.write_all(STORY.as_bytes()).unwrap();
    encoder.flush().unwrap();
    encoder.write_all(STORY.as_bytes()).unwrap();
    let bytes = encoder.finish().unwrap();
    let found = read("a.txt.zst", &bytes);
    let reject = found[0].as_ref().unwrap_err();
    assert_eq!(reject.reason, Reason::TooLarge);
    assert!(reject.detail.contains("--max-window"), "{}", reject.detail);
    let options = Options { max_window_bytes: 256 << 20, ..Options::default() };
    assert_eq!(texts(read_with("a.txt.zst", &bytes, &options)), [STORY.repeat(2)]);
}

fn zip_of(files: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const DOCUMENT: &str = "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>Oats fall &amp; rye \
    rises</w:t></w:r></w:p><w:p><w:r><w:t xml:space=\"preserve\">Oats fell 3% </w:t></w:r><w:r>\
    <w:t>in Rostock.</w:t></w:r></w:p><w:sectPr/></w:body></w:document>";

#[test]
fn a_word_document_is_its_paragraphs() {
    let whole = zip_of(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", DOCUMENT)]);
    assert_eq!(
        texts(read("a.docx", &whole)),
        ["Oats fall & rye rises\n\nOats fell 3% in Rostock.\n\n"]
    );
    let cut = &DOCUMENT[..150];
    let broken = zip_of(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", cut)]);
    assert_eq!(read("a.docx", &broken).len(), 1);
    for end in (40..whole.len()).step_by(17) {
        assert_eq!(read("a.docx", &whole[..end]).len(), 1, "{end}");
    }
    let other = zip_of(&[("mimetype", "x"), ("content.xml", "<a/>")]);
    let reject = read("a.odt", &other).remove(0).unwrap_err();
    assert_eq!(reject.reason, Reason::UnknownFormat);
    assert!(reject.detail.contains("OpenDocument"));
    // an archive of articles is no document
    assert_eq!(texts(read("a.zip", &zip_of(&[("word.txt", STORY)]))), [STORY]);
}

#[test]
fn what_is_not_read_is_said_to_be_what_it_is() {
    let files: [(&[u8], &str); 6] = [
        (b"%PDF-1.7 x", "pdftotext"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", ".docx"),
        (b"{\\rtf1\\ansi Oats}", "rich text"),
        (b"7z\xBC\xAF\x27\x1C\0\x04", "7-Zip"),
        (b"Obj\x01\x04", "Avro"),
        (b"SQLite format 3\0", "SQLite"),
    ];
    for (bytes, words) in files {
        let reject = read("a.bin", bytes).remove(0).unwrap_err();
        assert_eq!(reject.reason, Reason::UnknownFormat);
        assert!(reject.detail.contains(words), "{}", reject.detail);
    }
    assert_eq!(texts(read("a.txt", b"ORC and BZh are short words.")).len(), 1);
}

#[test]
fn feeds_of_a_crawl_are_read_item_by_item() {
    let feed = "<?xml version=\"1.0\"?><rss><channel><title>Oat Post</title><item><title>Oats \
        fall</title><description>Oats fell 3% in Rostock on Tuesday, millers \
        said.</description></item></channel></rss>";
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n{feed}");
    let warc = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://o.example/f\r\nWARC-Date: \
         2025-05-06T09:30:00Z\r\nContent-Type: application/http\r\nContent-Length: \
         {}\r\n\r\n{http}\r\n\r\n",
        http.len()
    );
    let found = read("a.warc", warc.as_bytes());
    let article = found[0].as_ref().unwrap();
    assert_eq!(article.title.as_deref(), Some("Oats fall"));
    assert_eq!(article.locator, "a.warc#1#1");
}

#[test]
fn submissions_to_edgar_have_their_day_and_leave_out_data() {
    let text = "<SEC-DOCUMENT>0001-25-1.txt : 20250506\n<SEC-HEADER>x\n<ACCEPTANCE-DATETIME>\
        20250506171500\nACCESSION NUMBER:\t\t0001-25-1\n\t\tCOMPANY CONFORMED NAME:\t\tOAT MILLS \
        INC\n</SEC-HEADER>\n<DOCUMENT>\n<TYPE>8-K\n<SEQUENCE>1\n<FILENAME>a.htm\n<TEXT>\n<HTML>\
        <BODY><P>Oats fell 3%.</P></BODY></HTML>\n</TEXT>\n</DOCUMENT>\n<DOCUMENT>\n<TYPE>GRAPHIC\n\
        <SEQUENCE>2\n<FILENAME>g.jpg\n<TEXT>\nbegin 644 g.jpg\nM_\n</TEXT>\n</DOCUMENT>\n\
        </SEC-DOCUMENT>\n";
    let found = read("f.txt", text.as_bytes());
    let article = found[0].as_ref().unwrap();
    assert_eq!(article.dates[0].surface, "2025-05-06T17:15:00-04:00");
    assert_eq!(article.source.as_deref(), Some("OAT MILLS INC"));
    assert_eq!(found[1].as_ref().unwrap_err().reason, Reason::LeftOut);
    for end in (130..text.len()).step_by(19) {
        assert!(!read("f.txt", &text.as_bytes()[..end]).is_empty(), "{end}");
    }
}
