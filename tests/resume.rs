//! Runs that are killed, archives that grow: whatever happens on the way, the tables end as the
//! same bytes.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::Write,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use flate2::{Compression, write::GzEncoder};
use serde_json::{Value, json};

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../corpora");

/// Pseudo-random numbers from a seed (splitmix64).
struct Draw(u64);

impl Draw {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        (z ^ (z >> 27)) % n
    }
}

/// A seed that is new every time, or that of a failed test, which printed it.
fn seed() -> u64 {
    let given = std::env::var("NEWSVANE_SEED").ok().map(|seed| seed.parse().expect("a number"));
    let new = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_nanos() as u64;
    let seed = given.unwrap_or_else(new);
    println!("NEWSVANE_SEED={seed} draws the same again");
    seed
}

fn records() -> Vec<Value> {
    let text = fs::read_to_string(format!("{CORPUS}/formats/articles.jsonl")).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The sample articles `copies` times, each with an id of its own, and now and then a line that is
/// no record or one that was there before.
fn write_lines(path: &Path, name: &str, copies: usize) {
    let file = File::create(path).unwrap();
    let mut out: Box<dyn Write> = if path.extension().is_some_and(|e| e == "gz") {
        Box::new(GzEncoder::new(file, Compression::fast()))
    } else {
        Box::new(file)
    };
    for copy in 0..copies {
        for (n, record) in records().iter().enumerate() {
            let mut record = record.clone();
            // records of the other files come again: they are duplicates
            let of = if n % 11 == 5 { "all" } else { name };
            record["id"] = json!(format!("{of}-{copy}-{n}"));
            writeln!(out, "{record}").unwrap();
        }
        writeln!(out, "{{no record").unwrap();
    }
}

/// Writes one of the inputs of the archive.
pub(crate) fn write_input(folder: &Path, n: usize, copies: usize) {
    match n % 4 {
        0 => write_lines(&folder.join(format!("{n:02}.jsonl")), &n.to_string(), copies),
        1 => write_lines(&folder.join(format!("{n:02}.jsonl.gz")), &n.to_string(), copies),
        2 => {
            fs::create_dir_all(folder.join(format!("{n:02}"))).unwrap();
            for file in fs::read_dir(format!("{CORPUS}/smallcap-2026/articles")).unwrap().flatten()
            {
                let text = format!("{}\n\nEdition {n}.", fs::read_to_string(file.path()).unwrap());
                fs::write(folder.join(format!("{n:02}")).join(file.file_name()), text).unwrap();
            }
        }
        _ => fs::write(folder.join(format!("{n:02}.txt")), b"\0\x01 no text at all").unwrap(),
    }
}

fn command(archive: &Path, out: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsvane"));
    command
        .arg("run")
        .arg(archive)
        .arg("--out")
        .arg(out)
        .args(more)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Runs to the end and returns what it said.
pub(crate) fn run(archive: &Path, out: &Path, more: &[&str]) -> String {
    let output = command(archive, out, more).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// All tables of a folder by name, without how long they took.
fn tables(out: &Path) -> BTreeMap<String, Vec<u8>> {
    // the only file that may differ from run to run
    let files = fs::read_dir(out)
        .unwrap()
        .flatten()
        .filter(|e| e.path().is_file() && e.file_name() != "timing.json");
    files
        .map(|e| (e.file_name().to_string_lossy().into_owned(), fs::read(e.path()).unwrap()))
        .collect()
}

pub(crate) fn assert_same(found: &Path, expected: &Path) {
    let (found, expected) = (tables(found), tables(expected));
    assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    for (name, bytes) in &expected {
        let same = found[name].iter().zip(bytes).take_while(|(a, b)| a == b).count();
        assert!(
            found[name] == *bytes,
            "{name} differs at byte {same} of {} and {}",
            found[name].len(),
            bytes.len()
        );
    }
}

#[test]
fn twenty_random_kills_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (archive, whole, out) =
        (folder.path().join("news"), folder.path().join("whole"), folder.path().join("out"));
    fs::create_dir(&archive).unwrap();
    (0..6).for_each(|n| write_input(&archive, n, 16));
    let started = Instant::now();
    run(&archive, &whole, &["--format", "csv,jsonl,parquet"]);
    let took = started.elapsed();
    let mut draw = Draw(seed());
    let (mut kills, mut went_on) = (0, 0);
    while kills < 20 {
        let threads = (1 + draw.below(3)).to_string();
        let mut child =
            command(&archive, &out, &["--format", "csv,jsonl,parquet", "--threads", &threads])
                .spawn()
                .unwrap();
        std::thread::sleep(Duration::from_micros(draw.below(took.as_micros() as u64)));
        if child.try_wait().unwrap().is_some() {
            // it was done before it could be killed: these tables count too, and the next run
            // begins anew
            let said = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
            went_on += usize::from(said.contains("Went on where"));
            assert_same(&out, &whole);
            fs::remove_dir_all(&out).unwrap();
            continue;
        }
        child.kill().unwrap();
        child.wait().unwrap();
        kills += 1;
    }
    let said = run(&archive, &out, &["--format", "csv,jsonl,parquet", "--threads", "2"]);
    went_on += usize::from(said.contains("Went on where"));
    assert_same(&out, &whole);
    assert!(went_on > 0, "no run ever went on where it was killed");
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("news");
    fs::create_dir(&archive).unwrap();
    (0..4).for_each(|n| write_input(&archive, n, 3));
    let outs = ["1", "2", "8"].map(|threads| {
        let out = folder.path().join(threads);
        run(&archive, &out, &["--threads", threads]);
        out
    });
    assert_same(&outs[1], &outs[0]);
    assert_same(&outs[2], &outs[0]);
}

#[test]
fn an_archive_that_grows_at_random_places_ends_as_a_full_run() {
    let folder = tempfile::tempdir().unwrap();
    let (archive, out) = (folder.path().join("news"), folder.path().join("out"));
    fs::create_dir(&archive).unwrap();
    let mut draw = Draw(seed());
    let mut order: Vec<usize> = (0..8).collect();
    (1..order.len()).rev().for_each(|n| order.swap(n, draw.below(n as u64 + 1) as usize));
    // a run of which nothing can be analysed fails: some input that can comes first
    let readable = order.iter().position(|n| n % 4 != 3).unwrap();
    order.swap(0, readable);
    for (step, part) in order.chunks(2).enumerate() {
        for n in part {
            write_input(&archive, *n, 1);
        }
        if draw.below(2) == 0 {
            // killed while it takes in what is new
            let mut child = command(&archive, &out, &["--format", "csv,parquet"]).spawn().unwrap();
            std::thread::sleep(Duration::from_millis(draw.below(700)));
            let _ = child.kill();
            child.wait().unwrap();
        } else {
            run(&archive, &out, &["--format", "csv,parquet"]);
        }
        let said = run(&archive, &out, &["--format", "csv,parquet"]);
        let full = folder.path().join(format!("full-{step}"));
        run(&archive, &full, &["--format", "csv,parquet"]);
        println!("order {order:?}, step {step}: {said}");
        assert_same(&out, &full);
    }
    // only what is new was analysed
    write_input(&archive, 4, 2);
    let said = run(&archive, &out, &["--format", "csv,parquet"]);
    assert!(said.contains("Took over"), "{said}");
    let full = folder.path().join("full");
    run(&archive, &full, &["--format", "csv,parquet"]);
    assert_same(&out, &full);
}

#[test]
fn a_file_that_was_appended_to_is_read_from_where_it_ended() {
    let folder = tempfile::tempdir().unwrap();
    let (archive, out) = (folder.path().join("news"), folder.path().join("out"));
    fs::create_dir(&archive).unwrap();
    for n in [0, 1, 4] {
        write_input(&archive, n, 2);
    }
    // records of before in the middle of the list of inputs
    let (path, more) = (archive.join("00.jsonl"), folder.path().join("more.jsonl"));
    write_lines(&more, "more", 1);
    run(&archive, &out, &[]);
    let before = fs::read_to_string(out.join("run.json")).unwrap();
    let grown = [fs::read(&path).unwrap(), fs::read(&more).unwrap()].concat();
    fs::write(&path, &grown).unwrap();
    let said = run(&archive, &out, &[]);
    let seen = |manifest: &str| {
        serde_json::from_str::<Value>(manifest).unwrap()["counts"]["seen"].as_u64().unwrap()
    };
    let taken = format!("Took over {} records", seen(&before));
    assert!(said.contains(&taken), "{taken}: {said}");
    let same_as_full = |name: &str| {
        let full = folder.path().join(name);
        run(&archive, &full, &[]);
        assert_same(&out, &full);
    };
    same_as_full("appended");
    // one that was changed as well is read again
    let mut other = grown.clone();
    let digit = other.iter().position(u8::is_ascii_digit).unwrap();
    other[digit] ^= 1;
    fs::write(&path, [other, fs::read(&more).unwrap()].concat()).unwrap();
    assert!(!run(&archive, &out, &[]).contains(&taken));
    same_as_full("changed");
}

#[test]
fn what_goes_from_an_archive_takes_its_duplicates_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let (archive, out, full) =
        (folder.path().join("news"), folder.path().join("out"), folder.path().join("full"));
    fs::create_dir(&archive).unwrap();
    for n in [0, 1, 4] {
        write_input(&archive, n, 2);
    }
    run(&archive, &out, &[]);
    fs::remove_file(archive.join("00.jsonl")).unwrap();
    let said = run(&archive, &out, &[]);
    assert!(said.contains("Took over"), "{said}");
    run(&archive, &full, &[]);
    assert_same(&out, &full);
}

#[test]
fn tables_that_somebody_changed_are_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let (archive, out, full) =
        (folder.path().join("news"), folder.path().join("out"), folder.path().join("full"));
    fs::create_dir(&archive).unwrap();
    for n in [0, 1] {
        write_input(&archive, n, 1);
    }
    run(&archive, &full, &[]);
    run(&archive, &out, &[]);
    assert!(run(&archive, &out, &[]).contains("Nothing to do"));
    let claims = fs::read(out.join("claims.csv")).unwrap();
    fs::write(out.join("claims.csv"), &claims[..claims.len() / 2]).unwrap();
    run(&archive, &out, &[]);
    assert_same(&out, &full);
    // as long as before, and changed: seen as soon as it is to be taken over
    let mut mentions = fs::read(out.join("mentions.csv")).unwrap();
    let middle = mentions.len() / 2;
    mentions[middle] ^= 1;
    fs::write(out.join("mentions.csv"), &mentions).unwrap();
    write_input(&archive, 3, 1);
    run(&archive, &out, &[]);
    run(&archive, &full, &[]);
    assert_same(&out, &full);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_tables_of_before() {
    let folder = tempfile::tempdir().unwrap();
    let (archive, out, full) =
        (folder.path().join("news"), folder.path().join("out"), folder.path().join("full"));
    fs::create_dir(&archive).unwrap();
    write_input(&archive, 2, 1);
    run(&archive, &out, &[]);
    let before = tables(&out);
    write_input(&archive, 0, 4);
    // no file may grow beyond 200 blocks of 1,024 bytes; the signal for it is ignored, so that
    // writing fails as on a full disk
    let script = format!(
        "trap '' XFSZ; ulimit -f 200; exec {} run {} --out {}",
        env!("CARGO_BIN_EXE_newsvane"),
        archive.display(),
        out.display()
    );
    let output = Command::new("bash").args(["-c", &script]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("cannot write") && said.contains("disk full"), "{said}");
    assert!(tables(&out) == before, "the tables of before stay as they are");
    run(&archive, &out, &[]);
    run(&archive, &full, &[]);
    assert_same(&out, &full);
}

/// Runs `newsvane run` in `folder`; its exit code and what it said.
fn run_in(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_newsvane"));
    let output = program.current_dir(folder).arg("run").args(arguments).output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn the_tables_of_another_archive_are_not_replaced_by_the_way() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for (n, place) in ["d1", "d2"].iter().enumerate() {
        fs::create_dir(folder.join(place)).unwrap();
        write_lines(&folder.join(place).join("news.jsonl.gz"), &n.to_string(), 1);
    }
    assert_eq!(run_in(folder, &["d1/news.jsonl.gz"]).0, Some(0));
    let articles = folder.join("newsvane-out/news/articles.csv");
    let before = fs::read(&articles).unwrap();
    let (code, said) = run_in(folder, &["d2/news.jsonl.gz"]);
    assert_eq!(code, Some(2), "{said}");
    let expected = "newsvane-out/news holds the tables of d1/news.jsonl.gz; choose another --out";
    assert!(said.contains(expected), "{said}");
    assert!(said.contains("--update") && said.contains("--fresh"), "{said}");
    assert_eq!(fs::read(&articles).unwrap(), before);

    let both = ["d1/news.jsonl.gz", "d2/news.jsonl.gz"];
    assert_eq!(run_in(folder, &both).0, Some(0), "all that was there, and more");
    let (code, said) = run_in(folder, &["d1/news.jsonl.gz"]);
    assert_eq!(code, Some(2), "{said}");
    let update = ["d1", "--out", "newsvane-out/news", "--update"];
    assert_eq!(run_in(folder, &update).0, Some(0));
    let fresh = ["d2", "--out", "newsvane-out/news", "--fresh"];
    assert_eq!(run_in(folder, &fresh).0, Some(0));
    assert_eq!(run_in(folder, &["d?/*.jsonl.gz"]).0, Some(0));
    assert!(folder.join("newsvane-out/archive").exists(), "a glob has no name of its own");
}
