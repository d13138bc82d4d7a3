//! Whether the names that the user maps to fields are there at all.

use std::{
    cell::Cell,
    ops::ControlFlow,
    sync::{Arc, Mutex, PoisonError},
};

use super::{Field, LoadError, Options, Source, read_raw};

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

/// What [`check_fields`] says of the inputs, and what is left to be seen while they are read.
#[derive(Debug)]
pub struct FieldCheck {
    options: Options,
    /// Names of standard input, which can be read but once.
    pending: Option<Shared>,
}

impl FieldCheck {
    /// The options to read the inputs with.
    #[must_use]
    pub const fn options(&self) -> &Options {
        &self.options
    }

    /// To be asked when all inputs were read.
    ///
    /// # Errors
    /// When a name that is mapped to a field is in no record of standard input; the error lists the
    /// names there are.
    pub fn finish(&self) -> Result<(), LoadError> {
        self.pending.as_ref().map_or(Ok(()), |shared| verdict(shared, &self.options))
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
/// let sources = [Source::new("a.jsonl", path)];
/// let mapped = |setting| Options { fields: FieldMap::parse([setting]).unwrap(), ..Options::default() };
/// assert!(check_fields(&sources, &mapped("text=fields.body")).is_ok());
/// let error = check_fields(&sources, &mapped("text=fields.words")).unwrap_err();
/// assert!(error.to_string().contains("headline, fields, fields.body"), "{error}");
/// // standard input is checked while it is read
/// let stdin = check_fields(&[Source::new("-", "-")], &mapped("text=fields.body"))?;
/// assert!(stdin.finish().is_ok());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn check_fields(sources: &[Source], options: &Options) -> Result<FieldCheck, LoadError> {
    let unwatched = || FieldCheck { options: options.clone(), pending: None };
    let settings = options.fields.wanted().count();
    if settings == 0 {
        return Ok(unwatched());
    }
    let met = vec![false; settings];
    let shared: Shared = Arc::new(Mutex::new(NamesSeen { found: Vec::new(), met }));
    let watched = Options { fields: options.fields.watched_by(&shared), ..options.clone() };
    let (held, stdin): (Vec<&Source>, Vec<&Source>) =
        sources.iter().partition(|source| source.path.as_os_str() != "-");
    let mut records = 0;
    let is_done = || {
        let seen = shared.lock().unwrap_or_else(PoisonError::into_inner);
        seen.met.iter().all(|met| *met)
    };
    for source in held {
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
    if is_done() {
        return Ok(unwatched());
    }
    if !stdin.is_empty() {
        return Ok(FieldCheck { options: watched, pending: Some(shared) });
    }
    verdict(&shared, options).map(|()| unwatched())
}

/// A setting as the user has given it.
pub(super) fn setting_of(field: &str, name: &str) -> String {
    if field == Field::Kept.name() { format!("keep {name}") } else { format!("{field}={name}") }
}

/// Whether all settings were met; texts and pages have no fields.
fn verdict(shared: &Shared, options: &Options) -> Result<(), LoadError> {
    let seen = shared.lock().unwrap_or_else(PoisonError::into_inner);
    let unmet = seen.met.iter().position(|met| !met).filter(|_| !seen.found.is_empty());
    match unmet.and_then(|n| options.fields.wanted().nth(n)) {
        Some((field, name)) => Err(LoadError::NoSuchField {
            setting: setting_of(field, name),
            found: seen.found.join(", "),
        }),
        None => Ok(()),
    }
}
