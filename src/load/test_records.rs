//! What loading makes of bytes, for the tests of all loaders.

use std::ops::ControlFlow;

use super::{Options, Record, read_bytes};

/// All records of a file of this name.
pub(super) fn records(name: &str, bytes: &[u8], options: &Options) -> Vec<Record> {
    let mut out = Vec::new();
    read_bytes(name, bytes, options, &mut |record| {
        out.push(record);
        ControlFlow::Continue(())
    });
    out
}
