//! Settings by flag and by file, and what `run.json` says of a run.

use std::{fs, path::Path};

use newsvane::{
    Config, Manifest,
    config::{Group, Kind},
};

use crate::newsvane;

/// Standard output of a command that ends with `code`.
fn says(folder: &Path, arguments: &[&str], code: i32) -> String {
    let output = newsvane(folder, arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {errors}");
    String::from_utf8_lossy(&output.stdout).into_owned() + &errors
}

/// Two articles in a folder `news`, and files that settings name.
fn archive() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("news")).unwrap();
    for (name, text) in [
        ("a.txt", "Inflation eases\n\nJuly 2, 2026\n\nU.S. inflation fell to 2.4% in June."),
        ("b.txt", "Payrolls rise\n\nJuly 3, 2026\n\nU.S. payrolls rose by 41,000 in June."),
    ] {
        fs::write(folder.path().join("news").join(name), text).unwrap();
    }
    let companies = "id,name\nfalk,Falkenrath Mills\n";
    fs::write(folder.path().join("companies.csv"), companies).unwrap();
    folder
}

fn manifest(folder: &Path, out: &str) -> Manifest {
    Manifest::read(&folder.join(out)).unwrap()
}

#[test]
fn every_setting_is_a_flag_of_run() {
    let help = says(Path::new("."), &["run", "--help"], 0);
    for setting in Config::settings() {
        let value = match setting.kind {
            Kind::Switch => "\n".to_owned(),
            _ => format!(" <{}>", setting.value_name),
        };
        let is_there = help.contains(&format!("--{}{value}", setting.flag))
            || help.contains(&format!("--{} ", setting.flag));
        assert!(is_there, "{}", setting.key);
    }
    for group in Group::ALL {
        assert!(help.contains(&format!("\n{}:\n", group.title())), "{help}");
    }
}

#[test]
fn a_setting_of_the_file_is_that_of_the_flag() {
    let folder = archive();
    let folder = folder.path();
    fs::write(folder.join("newsvane.toml"), "max-record = 0.00001\n").unwrap();
    says(folder, &["run", "news", "--out", "file"], 1);
    fs::remove_file(folder.join("newsvane.toml")).unwrap();
    says(folder, &["run", "news", "--out", "flag", "--max-record", "0.00001"], 1);
    let (file, flag) = (manifest(folder, "file"), manifest(folder, "flag"));
    assert_eq!((file.counts.rejects, file.counts.analysed), (2, 0));
    assert_eq!(file.settings.max_record, flag.settings.max_record);
    assert_eq!(file.config, flag.config);
}

#[test]
fn run_json_names_what_the_tables_were_made_of() {
    let (one, two) = (archive(), archive());
    let arguments =
        ["run", "news", "--out", "out", "--universe", "companies.csv", "--threads", "1"];
    says(one.path(), &arguments, 0);
    says(two.path(), &arguments[..6], 0);
    let bytes = |folder: &Path| fs::read_to_string(folder.join("out/run.json")).unwrap();
    assert_eq!(bytes(one.path()), bytes(two.path()), "the same input elsewhere, on other threads");
    let first = manifest(one.path(), "out");
    let [input] = first.inputs.as_slice() else { panic!("{:?}", first.inputs) };
    let size: u64 = ["a.txt", "b.txt"]
        .map(|name| fs::metadata(one.path().join("news").join(name)).unwrap().len())
        .iter()
        .sum();
    assert_eq!((input.path.as_str(), input.files, input.bytes), ("news", 2, size));
    assert_eq!(first.universe.as_ref().map(|file| file.path.as_str()), Some("companies.csv"));

    // one figure of the same length, and another name: `diff` says which file moved
    let news = two.path().join("news/a.txt");
    fs::write(&news, fs::read_to_string(&news).unwrap().replace("2.4%", "2.5%")).unwrap();
    let companies = "id,name\nfalk,Falkenrath Mills AG\n";
    fs::write(two.path().join("companies.csv"), companies).unwrap();
    says(two.path(), &arguments, 0);
    let second = manifest(two.path(), "out");
    assert_ne!(first.inputs[0].hash, second.inputs[0].hash);
    let before = one.path().join("out").to_string_lossy().into_owned();
    let output = newsvane(two.path(), &["diff", &before, "out"]);
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(shown.contains("input news: other contents of the same size (2 files"), "{shown}");
    assert!(shown.contains("universe companies.csv: "), "{shown}");
    assert!(!shown.contains("lexicons:") && !shown.contains("setting "), "{shown}");
}
