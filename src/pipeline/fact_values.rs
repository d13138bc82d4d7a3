//! Numbers by which facts of articles are compared, the same from records and from tables.

use crate::lang::parse_stamp;

/// An instant as records and tables write it, in seconds since 1970.
pub(super) fn seconds_of(stamp: &str) -> Option<i64> {
    parse_stamp(stamp)?.instant.map(jiff::Timestamp::as_second)
}

/// A number for a publisher's name: cells count how many differ.
pub(super) fn hash_of(name: &str) -> u64 {
    u64::from_le_bytes(blake3::hash(name.as_bytes()).as_bytes()[..8].try_into().unwrap_or_default())
}
