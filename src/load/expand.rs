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
    let roots = inputs.iter().filter_map(|input| Path::new(input).canonicalize().ok()).collect();
    let mut found = Found { roots, ..Found::default() };
    for input in inputs {
        let path = Path::new(input);
        if input == "-" {
            found.sources.push(Candidate {
                locator: "-".into(),
                given: "-".into(),
                path: "-".into(),
                argument: input.clone(),
                link: Link::None,
            });
        } else if path.join(OUTPUT_MARK).is_dir() {
            return Err(LoadError::Tables { path: input.clone() });
        } else if path.is_dir() {
            found.walk(path, path, input)?;
        } else if path.exists() {
            let name = path.file_name().unwrap_or(OsStr::new(input)).to_string_lossy().into_owned();
            found.sources.push(Candidate {
                locator: name,
                given: slashes(path),
                path: path.to_owned(),
                argument: input.clone(),
                link: Link::None,
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
    link: Link,
}

/// What a name in a folder leads to, where it is a link.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Link {
    /// A file below the inputs, which may have a better name by the link.
    Inside,
    /// It is no link.
    None,
    /// Nothing, or what is not below the inputs.
    Out,
}

#[derive(Default)]
struct Found {
    /// The files and folders that the arguments name.
    roots: Vec<PathBuf>,
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
            if entry.path_is_symlink()
                && let Some(link) = self.link(entry.path(), folder)
            {
                self.add_link(entry.path(), base, input, link);
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
            link: Link::None,
        });
    }

    fn add_link(&mut self, path: &Path, base: &Path, argument: &str, link: Link) {
        self.add(path, base, argument);
        if let Some(candidate) = self.sources.last_mut() {
            candidate.link = link;
        }
    }

    /// What becomes of a link in a folder; `None` for hidden ones and those to folders below the
    /// inputs, which are walked by their own names.
    fn link(&self, link: &Path, folder: &Path) -> Option<Link> {
        if link.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.')) {
            return None;
        }
        let Ok(target) = link.canonicalize() else { return Some(Link::Out) };
        let folder = folder.canonicalize().ok();
        let is_inside = folder.iter().chain(&self.roots).any(|root| target.starts_with(root));
        match is_inside {
            true if target.is_dir() => None,
            // a named pipe is no file
            true => target.is_file().then_some(Link::Inside),
            false => Some(Link::Out),
        }
    }

    /// Each file once, by the name of a link to it or else its longest locator; files of equal locators by their paths as given.
    fn finish(mut self) -> Expanded {
        let mut by_file: BTreeMap<PathBuf, Candidate> = BTreeMap::new();
        let rank = |c: &Candidate| {
            let names = (c.locator.clone(), c.given.clone(), c.argument.clone());
            (c.link, std::cmp::Reverse(c.locator.len()), names)
        };
        for candidate in self.sources {
            // a link that is not followed stands for itself
            let is_out = candidate.link == Link::Out;
            let target = candidate.path.canonicalize().ok().filter(|_| !is_out);
            let file = target.unwrap_or_else(|| candidate.path.clone());
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
                (Source { locator, path: c.path, leads_out: c.link == Link::Out }, c.argument)
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
mod tests;
