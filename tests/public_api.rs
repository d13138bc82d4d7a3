//! The public API of the library as it was reviewed last: whatever is added to it, renamed or taken
//! away is seen in the change of one file.

use std::{path::Path, process::Command};

use crate::ROOT;

/// Where the documentation as JSON is built: apart, as what makes unstable features usable makes
/// build scripts of dependencies choose other code.
const TARGET: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/public-api");

#[test]
fn the_public_api_is_the_reviewed_one() {
    let output = Command::new(env!("CARGO"))
        .current_dir(ROOT)
        .args(["rustdoc", "--lib", "--locked", "-p", "newsvane", "--features", "arrow,report"])
        .args(["--target-dir", TARGET, "--", "-Zunstable-options"])
        .args(["--output-format", "json", "--cap-lints", "allow"])
        // documentation as JSON is unstable, whichever toolchain writes it
        .env("RUSTC_BOOTSTRAP", "1")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let json = Path::new(TARGET).join("doc/newsvane.json");
    let api = public_api::Builder::from_rustdoc_json(json)
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .omit_auto_derived_impls(true)
        .build()
        .unwrap();
    let items: Vec<String> = api.items().map(ToString::to_string).collect();
    insta::assert_snapshot!(items.join("\n"));
}
