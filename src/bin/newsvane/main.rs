//! The command line of newsvane.

mod annotate;

use std::{path::PathBuf, process::ExitCode};

use newsvane::{
    Pipeline,
    load::{Source, read},
};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let pipeline = Pipeline::builder().build().expect("lexicons");
    let mut files: Vec<PathBuf> = Vec::new();
    let quantities = arguments.iter().any(|a| a == "--quantities");
    for argument in arguments[1..].iter().filter(|a| !a.starts_with("--")) {
        let path = PathBuf::from(argument);
        if path.is_dir() {
            for entry in walkdir::WalkDir::new(&path).sort_by_file_name().into_iter().flatten() {
                if entry.path().extension().is_some_and(|e| e == "txt") {
                    files.push(entry.path().to_owned());
                }
            }
        } else {
            files.push(path);
        }
    }
    for path in files {
        let source = Source { locator: path.display().to_string(), path };
        read(&source, &mut |record| match record {
            Ok(article) if arguments[0] == "score" => {
                println!("{}", annotate::score(&pipeline, &article));
            }
            Ok(article) => println!("{}", annotate::annotate(&pipeline, &article, quantities)),
            Err(reject) => eprintln!("{reject:?}"),
        });
    }
    ExitCode::SUCCESS
}
