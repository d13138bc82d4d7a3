//! Arguments to files: folders, globs, standard input.

use std::{
    collections::BTreeMap,
    ffi::OsStr,
    path::{Component, Path, PathBuf},
};

use walkdir::{DirEntry, WalkDir};

use super::{LoadError, Source};

/// The files that the arguments of a command name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Expanded {
    /// Each file once, in bytewise order of locators.
    pub sources: Vec<Source>,
    /// The argument by which each of them was found, in their order.
    pub arguments: Vec<String>,
    /// What a walk through folders left out, in the same order.
    pub skipped: Vec<Skipped>,
}

/// A file or folder that is left out on purpose.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skipped {
    /// Path below the folder that was given, with forward slashes.
    pub locator: String,
    /// `hidden`, `configuration`, `gold_annotation`, `documentation`, `special`, `link` or
    /// `output`.
    pub reason: &'static str,
}

/// Finds the files that `inputs` name: files, folders (with all below them), globs, and `-` for
/// standard input.
///
/// The result does not depend on the order of the arguments. A file that is given twice counts
/// once.
///
/// # Errors
/// When an argument names nothing, is no valid glob or cannot be opened.
pub fn expand(inputs: &[String]) -> Result<Expanded, LoadError> {
    let mut found = Found::default();
    for input in inputs {
        let path = Path::new(input);
        if input == "-" {
            found.sources.push(Candidate {
                locator: "-".into(),
                given: "-".into(),
                path: "-".into(),
                argument: input.clone(),
                is_link: false,
            });
        } else if path.is_dir() {
            found.walk(path, path, input)?;
        } else if path.exists() {
            let name = path.file_name().unwrap_or(OsStr::new(input)).to_string_lossy().into_owned();
            found.sources.push(Candidate {
                locator: name,
                given: slashes(path),
                path: path.to_owned(),
                argument: input.clone(),
                is_link: false,
            });
        } else if input.contains(['*', '?', '[']) {
            found.glob(input)?;
        } else {
            return Err(LoadError::NotFound { path: input.clone() });
        }
    }
    Ok(found.finish())
}

/// A file with the names that it may get.
struct Candidate {
    locator: String,
    /// The path as it was given, for files whose locators would be the same.
    given: String,
    path: PathBuf,
    /// The argument by which it was found.
    argument: String,
    /// Whether its name is that of a link.
    is_link: bool,
}

#[derive(Default)]
struct Found {
    sources: Vec<Candidate>,
    skipped: Vec<Skipped>,
}

impl Found {
    /// Takes the files below `folder`; locators are relative to `base`.
    fn walk(&mut self, folder: &Path, base: &Path, input: &str) -> Result<(), LoadError> {
        std::fs::read_dir(folder)
            .map_err(|source| LoadError::Unreadable { path: input.to_owned(), source })?;
        let mut entries = WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                // a folder inside that cannot be opened: reading it will be rejected with the
                // system's words
                Err(error) => {
                    if let Some(path) = error.path() {
                        self.add(path, base, input);
                    }
                    continue;
                }
            };
            if entry.path_is_symlink() && leads_inside(entry.path(), folder) {
                // what a link within the folder leads to may have a better name by the link
                self.add_link(entry.path(), base, input);
                continue;
            }
            let reason = skip_reason(&entry);
            if let Some(reason) = reason {
                self.skipped.push(Skipped { locator: relative(entry.path(), base), reason });
                if entry.file_type().is_dir() {
                    entries.skip_current_dir();
                }
            } else if !entry.file_type().is_dir() {
                self.add(entry.path(), base, input);
            }
        }
        Ok(())
    }

    /// Takes what a pattern matches; locators are relative to the folders before its first
    /// wildcard.
    fn glob(&mut self, pattern: &str) -> Result<(), LoadError> {
        let bad = |message: String| LoadError::BadGlob { pattern: pattern.to_owned(), message };
        let paths = glob::glob(pattern).map_err(|e| bad(e.to_string()))?;
        let base: PathBuf = Path::new(pattern)
            .components()
            .take_while(|c| !c.as_os_str().to_string_lossy().contains(['*', '?', '[']))
            .collect();
        let before = self.sources.len() + self.skipped.len();
        for path in paths.flatten() {
            if path.is_dir() {
                self.walk(&path, &base, pattern)?;
            } else {
                self.add(&path, &base, pattern);
            }
        }
        if self.sources.len() + self.skipped.len() == before {
            return Err(LoadError::NoMatch { pattern: pattern.to_owned() });
        }
        Ok(())
    }

    fn add(&mut self, path: &Path, base: &Path, argument: &str) {
        self.sources.push(Candidate {
            locator: relative(path, base),
            given: slashes(path),
            path: path.to_owned(),
            argument: argument.to_owned(),
            is_link: false,
        });
    }

    fn add_link(&mut self, path: &Path, base: &Path, argument: &str) {
        self.add(path, base, argument);
        if let Some(candidate) = self.sources.last_mut() {
            candidate.is_link = true;
        }
    }

    /// Each file once, by the name of a link to it or else its longest locator; files of equal locators by their paths as given.
    fn finish(mut self) -> Expanded {
        let mut by_file: BTreeMap<PathBuf, Candidate> = BTreeMap::new();
        let rank = |c: &Candidate| {
            let names = (c.locator.clone(), c.given.clone(), c.argument.clone());
            (!c.is_link, std::cmp::Reverse(c.locator.len()), names)
        };
        for candidate in self.sources {
            let file = candidate.path.canonicalize().unwrap_or_else(|_| candidate.path.clone());
            match by_file.get_mut(&file) {
                Some(known) if rank(known) <= rank(&candidate) => {}
                Some(known) => *known = candidate,
                None => {
                    by_file.insert(file, candidate);
                }
            }
        }
        let mut uses: BTreeMap<String, usize> = BTreeMap::new();
        for candidate in by_file.values() {
            *uses.entry(candidate.locator.clone()).or_default() += 1;
        }
        let mut sources: Vec<(Source, String)> = by_file
            .into_values()
            .map(|c| {
                let is_shared = uses.get(&c.locator) > Some(&1);
                let locator = if is_shared { c.given } else { c.locator };
                (Source { locator, path: c.path }, c.argument)
            })
            .collect();
        sources.sort();
        self.skipped.sort();
        self.skipped.dedup();
        let (sources, arguments) = sources.into_iter().unzip();
        Expanded { sources, arguments, skipped: self.skipped }
    }
}

/// The folder in a folder of tables that says that newsvane made it.
const OUTPUT_MARK: &str = ".newsvane";

/// Whether a link leads to a file below `folder`, as in the caches of data sets.
fn leads_inside(link: &Path, folder: &Path) -> bool {
    let is_hidden = link.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.'));
    let (Ok(target), Ok(folder)) = (link.canonicalize(), folder.canonicalize()) else {
        return false;
    };
    !is_hidden && target.is_file() && target.starts_with(folder)
}

/// Names of files that describe a set of data, without their extensions.
const DOCUMENTATION: [&str; 12] = [
    "readme",
    "license",
    "licence",
    "copying",
    "notice",
    "changelog",
    "contributing",
    "citation",
    "code_of_conduct",
    "authors",
    "dataset_card",
    "dataset_infos",
];

/// Whether a file of a folder or archive describes the data and is none of them.
pub(super) fn is_documentation(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let (stem, extension) = name.split_once('.').unwrap_or((name.as_str(), ""));
    let stem = stem.split('-').next().unwrap_or_default();
    DOCUMENTATION.contains(&stem) && matches!(extension, "" | "md" | "txt" | "rst" | "cff" | "json")
}

/// Why an entry of a folder is left out, if it is.
fn skip_reason(entry: &DirEntry) -> Option<&'static str> {
    if entry.file_name().to_string_lossy().starts_with('.') {
        return Some("hidden");
    }
    if entry.path_is_symlink() {
        return Some("link");
    }
    if !entry.file_type().is_dir() && !entry.file_type().is_file() {
        // reading a named pipe waits for somebody who writes into it
        return Some("special");
    }
    if is_documentation(&entry.file_name().to_string_lossy()) && entry.file_type().is_file() {
        return Some("documentation");
    }
    if entry.file_type().is_dir() {
        // tables of an earlier run are no news
        return entry.path().join(OUTPUT_MARK).is_dir().then_some("output");
    }
    let extension = entry.path().extension()?;
    if extension.eq_ignore_ascii_case("toml") {
        return Some("configuration");
    }
    let is_annotation =
        extension.eq_ignore_ascii_case("json") && entry.path().with_extension("txt").is_file();
    is_annotation.then_some("gold_annotation")
}

fn relative(path: &Path, base: &Path) -> String {
    slashes(path.strip_prefix(base).unwrap_or(path))
}

/// The path with forward slashes and without `.` parts.
fn slashes(path: &Path) -> String {
    let mut out = String::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::RootDir => out.push('/'),
            other => {
                if !out.is_empty() && !out.ends_with('/') {
                    out.push('/');
                }
                out.push_str(&other.as_os_str().to_string_lossy());
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locators(inputs: &[String]) -> Vec<String> {
        expand(inputs).unwrap().sources.into_iter().map(|s| s.locator).collect()
    }

    #[test]
    fn tables_of_an_earlier_run_are_left_out() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(dir.path().join("tables/.newsvane")).unwrap();
        std::fs::write(dir.path().join("tables/claims.csv"), "article_id,text\n").unwrap();
        std::fs::write(dir.path().join("a.txt"), "x").unwrap();
        let found = expand(&[dir.path().to_string_lossy().into_owned()]).unwrap();
        assert_eq!(found.sources.len(), 1);
        assert_eq!(found.skipped, [Skipped { locator: "tables".into(), reason: "output" }]);
    }

    #[test]
    fn walks_in_bytewise_order_and_leaves_out_what_is_no_news() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        std::fs::create_dir_all(at("b/.git")).unwrap();
        for name in [
            "b/2.txt",
            "b/10.txt",
            "a.jsonl",
            "b-c.txt",
            "b/2.json",
            "b/3.json",
            "check.toml",
            ".hidden",
            "b/.git/x.txt",
        ] {
            std::fs::write(at(name), "x").unwrap();
        }
        let folder = dir.path().to_string_lossy().into_owned();
        let expanded = expand(std::slice::from_ref(&folder)).unwrap();
        let names: Vec<&str> = expanded.sources.iter().map(|s| s.locator.as_str()).collect();
        assert_eq!(names, ["a.jsonl", "b-c.txt", "b/10.txt", "b/2.txt", "b/3.json"]);
        let skipped: Vec<(&str, &str)> =
            expanded.skipped.iter().map(|s| (s.locator.as_str(), s.reason)).collect();
        assert_eq!(
            skipped,
            [
                (".hidden", "hidden"),
                ("b/.git", "hidden"),
                ("b/2.json", "gold_annotation"),
                ("check.toml", "configuration")
            ]
        );

        let file = at("b/2.txt").to_string_lossy().into_owned();
        assert_eq!(locators(std::slice::from_ref(&file)), ["2.txt"]);
        assert_eq!(locators(&[file.clone(), folder.clone()]), locators(&[folder.clone(), file]));
        assert_eq!(locators(&[format!("{folder}/b/*.txt")]), ["10.txt", "2.txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn pipes_are_left_out_and_links_within_the_folder_lend_their_names() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        std::fs::create_dir_all(at("blobs")).unwrap();
        std::fs::create_dir_all(at("snapshots")).unwrap();
        std::fs::write(at("blobs/0123456789abcdef0123456789abcdef"), "x").unwrap();
        for name in ["README.md", "LICENSE", "readme-first.txt", "notice to banks.txt"] {
            std::fs::write(at(name), "x").unwrap();
        }
        let link = |to: &str, name: &str| std::os::unix::fs::symlink(to, at(name)).unwrap();
        link("../blobs/0123456789abcdef0123456789abcdef", "snapshots/a.jsonl");
        link("/etc/hostname", "snapshots/b.txt");
        link("..", "snapshots/up");
        let made = std::process::Command::new("mkfifo").arg(at("pipe")).status();
        let folder = dir.path().to_string_lossy().into_owned();
        let found = expand(std::slice::from_ref(&folder)).unwrap();
        let names: Vec<&str> = found.sources.iter().map(|s| s.locator.as_str()).collect();
        assert_eq!(names, ["notice to banks.txt", "snapshots/a.jsonl"]);
        let reason =
            |name: &str| found.skipped.iter().find(|s| s.locator == name).map(|s| s.reason);
        assert_eq!(reason("README.md"), Some("documentation"));
        assert_eq!(reason("LICENSE"), Some("documentation"));
        assert_eq!(reason("snapshots/b.txt"), Some("link"));
        assert_eq!(reason("snapshots/up"), Some("link"));
        if made.is_ok_and(|status| status.success()) {
            assert_eq!(reason("pipe"), Some("special"));
        }
    }

    #[test]
    fn equal_names_of_different_files_are_told_apart() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["a", "b"] {
            std::fs::create_dir(dir.path().join(name)).unwrap();
            std::fs::write(dir.path().join(name).join("x.txt"), "x").unwrap();
        }
        let given: Vec<String> = ["a/x.txt", "b/x.txt"]
            .iter()
            .map(|n| dir.path().join(n).to_string_lossy().into_owned())
            .collect();
        let found = locators(&given);
        assert!(found.len() == 2 && found[0].ends_with("a/x.txt") && found[1].ends_with("b/x.txt"));
    }

    #[test]
    fn a_missing_path_says_what_was_expected() {
        let message = expand(&["no/such/folder".to_owned()]).unwrap_err().to_string();
        assert!(
            message.contains("no/such/folder") && message.contains("expected a file, a folder"),
            "{message}"
        );
        assert!(matches!(expand(&["no/such/*.txt".to_owned()]), Err(LoadError::NoMatch { .. })));
    }
}
