//! Whether the names that the user maps to fields are there at all.

use std::{
    cell::Cell,
    ops::ControlFlow,
    sync::{Arc, Mutex, PoisonError},
};

use super::{LoadError, Options, Source, read_raw};

/// Records in which a name must have been seen: a field may be rare, but hardly so rare.
const RECORDS: u32 = 20_000;
/// Names that an error lists.
const SHOWN: usize = 40;

/// What names records have, while somebody wants to know.
#[derive(Debug, Default)]
pub(super) struct NamesSeen {
    /// Names and paths, in the order in which they are met.
    found: Vec<String>,
    /// Which of the settings have been met.
    met: Vec<bool>,
}

/// Names seen, shared with the readers of formats.
pub(super) type Shared = Arc<Mutex<NamesSeen>>;

impl NamesSeen {
    /// Takes a name or path; `setting` is the place of the setting that it meets.
    pub(super) fn note(shared: &Shared, name: &str, setting: Option<usize>) {
        let mut seen = shared.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(met) = setting.and_then(|n| seen.met.get_mut(n)) {
            *met = true;
        }
        if seen.found.len() < SHOWN && !seen.found.iter().any(|known| known == name) {
            seen.found.push(name.to_owned());
        }
    }
}

/// Reads on until every name that `options` map to a field was met in some record.
///
/// # Errors
/// When one of them is in none; the error lists the names there are.
///
/// ```
/// use newsvane::load::{FieldMap, Options, Source, check_fields};
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("a.jsonl");
/// std::fs::write(&path, r#"{"headline": "Oats rise", "fields": {"body": "Oats rose 3%."}}"#)?;
/// let sources = [Source { locator: "a.jsonl".into(), path }];
/// let mapped = |setting| Options { fields: FieldMap::parse([setting]).unwrap(), ..Options::default() };
/// assert!(check_fields(&sources, &mapped("text=fields.body")).is_ok());
/// let error = check_fields(&sources, &mapped("text=fields.words")).unwrap_err();
/// assert!(error.to_string().contains("headline, fields, fields.body"), "{error}");
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn check_fields(sources: &[Source], options: &Options) -> Result<(), LoadError> {
    let settings: Vec<(&str, &str)> = options.fields.settings().collect();
    if settings.is_empty() {
        return Ok(());
    }
    let met = vec![false; settings.len()];
    let shared: Shared = Arc::new(Mutex::new(NamesSeen { found: Vec::new(), met }));
    let watched = Options { fields: options.fields.watched_by(&shared), ..options.clone() };
    let mut records = 0;
    let is_done = || {
        let seen = shared.lock().unwrap_or_else(PoisonError::into_inner);
        seen.met.iter().all(|met| *met)
    };
    // standard input can be read but once
    for source in sources.iter().filter(|source| source.path.as_os_str() != "-") {
        read_raw(source, &watched, &Cell::new(0), &mut |_| {
            records += 1;
            if records >= RECORDS || is_done() {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        if records >= RECORDS || is_done() {
            break;
        }
    }
    let seen = shared.lock().unwrap_or_else(PoisonError::into_inner);
    // texts and pages have no fields
    if seen.found.is_empty() {
        return Ok(());
    }
    match seen.met.iter().position(|met| !met) {
        Some(n) => Err(LoadError::NoSuchField {
            setting: format!("{}={}", settings[n].0, settings[n].1),
            found: seen.found.join(", "),
        }),
        None => Ok(()),
    }
}
