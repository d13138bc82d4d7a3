//! Tools and data beside Rust that some tests need. A test leaves off with a printed line where
//! they are absent, and fails where `NEWSVANE_REQUIRE_TOOLS=1` says that they have to be there, as
//! in CI.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// Whether `tool` runs. Where it does not, the test that asks has to end.
pub(crate) fn has_tool(tool: &str) -> bool {
    let found = runs(Command::new(tool).arg("--version"));
    if !found {
        report_missing(tool);
    }
    found
}

/// A Python that has `package`: that of `scripts/install-test-tools`, or the system's.
pub(crate) fn python_with(package: &str) -> Option<PathBuf> {
    let own = Path::new(crate::ROOT).join("target/tools/venv/bin/python3");
    let python = [own, "python3".into(), "/usr/bin/python3".into()]
        .into_iter()
        .find(|python| runs(Command::new(python).args(["-c", &format!("import {package}")])));
    if python.is_none() {
        report_missing(&format!("python3 with {package}"));
    }
    python
}

/// A file of the data folder beside the project (or at `NEWSVANE_SHARED`), which is no part of the
/// project: its tests are left out wherever it is absent.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let beside = || Path::new(crate::ROOT).join("../shared");
    let found = std::env::var_os("NEWSVANE_SHARED").map_or_else(beside, PathBuf::from).join(path);
    if !found.exists() {
        println!("skipped: no {}", found.display());
        return None;
    }
    Some(found)
}

/// Says which tool a test lacks; fails where all have to be there.
pub(crate) fn report_missing(tool: &str) {
    let is_required = std::env::var_os("NEWSVANE_REQUIRE_TOOLS").is_some_and(|set| set == "1");
    assert!(!is_required, "no {tool}, and NEWSVANE_REQUIRE_TOOLS=1 (scripts/install-test-tools)");
    println!("skipped: no {tool} (scripts/install-test-tools)");
}

fn runs(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}
