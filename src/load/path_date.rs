//! A day in the name of a file or of the folders right above it.

use std::path::Path;

use jiff::civil::Date;

use crate::model::{DateEvidence, DateOrigin};

/// The day in a file's name (`2026-07-02-notes.txt`, `20260702.jsonl`), else in the folders that
/// hold it, where they are nothing but a date (`2026-07-02/`, `2026/07/02/`). Folders further up
/// say when something was collected, not published.
pub(super) fn find(path: &Path) -> Option<DateEvidence> {
    if path == Path::new("-") {
        return None;
    }
    let name = path.file_name()?.to_string_lossy();
    let folders = || {
        let absolute = std::path::absolute(path).ok()?;
        let mut parts: Vec<String> = absolute
            .parent()?
            .components()
            .map(|c| c.as_os_str().to_string_lossy().into_owned())
            .collect();
        // partitions of hours and the like say no more
        while parts.last().is_some_and(|last| {
            last.split_once('=').is_some_and(|(key, _)| matches!(key, "hour" | "hh" | "minute"))
        }) {
            parts.pop();
        }
        let value = |part: &str| {
            part.split_once('=').map_or_else(|| part.to_owned(), |(_, v)| v.to_owned())
        };
        let last = value(parts.last()?);
        if day_in(&last).is_some_and(|found| found.len() == last.len()) {
            return Some(last);
        }
        let three: Vec<&String> = parts.get(parts.len().saturating_sub(3)..)?.iter().collect();
        partition(&three).or_else(|| {
            let three = parts.get(parts.len().checked_sub(3)?..)?.join("/");
            day_in(&three).is_some_and(|found| found.len() == three.len()).then_some(three)
        })
    };
    let surface = day_in(&name).map(str::to_owned).or_else(folders)?;
    Some(DateEvidence { origin: DateOrigin::Path, surface })
}

/// The day, or month, of folders such as `year=2024/month=3/day=5`.
fn partition(folders: &[&String]) -> Option<String> {
    let number = |names: &[&str]| -> Option<u32> {
        folders.iter().find_map(|folder| {
            let (key, value) = folder.split_once('=')?;
            names.contains(&key.to_ascii_lowercase().as_str()).then(|| value.parse().ok())?
        })
    };
    let last = folders.last()?.split_once('=')?.0.to_ascii_lowercase();
    let (year, month) = (number(&["year", "y", "yyyy"])?, number(&["month", "m", "mm"])?);
    match number(&["day", "d", "dd"]) {
        Some(day) => Some(format!("{year}-{month:02}-{day:02}")),
        None => matches!(last.as_str(), "month" | "m" | "mm").then(|| format!("{year}-{month:02}")),
    }
}

/// The day in the path of an address (`https://harbor.example/2026/07/02/oats`).
pub(super) fn in_url(url: &str) -> Option<DateEvidence> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest).split_once('/')?.1;
    let path = path.split(['?', '#']).next()?;
    day_in(path)
        .map(|surface| DateEvidence { origin: DateOrigin::Path, surface: surface.to_owned() })
}

/// The first `2026-07-02`, `2026/07/02`, `2026_07_02`, `2026.07.02` or `20260702` that is a day of
/// 1900 to 2099 and no part of a longer number.
fn day_in(name: &str) -> Option<&str> {
    let bytes = name.as_bytes();
    for start in 0..bytes.len() {
        let starts = matches!(bytes.get(start..start + 2), Some(b"19" | b"20"))
            && !(start > 0 && bytes[start - 1].is_ascii_digit());
        if !starts {
            continue;
        }
        for separated in [true, false] {
            let Some(len) = day_len(&bytes[start..], separated) else { continue };
            let ends = !bytes.get(start + len).is_some_and(u8::is_ascii_digit);
            if ends {
                return name.get(start..start + len);
            }
        }
    }
    None
}

/// Length of a day that `bytes` begin with.
fn day_len(bytes: &[u8], separated: bool) -> Option<usize> {
    let number = |from: usize, to: usize| -> Option<i16> {
        let digits = bytes.get(from..to)?;
        digits
            .iter()
            .try_fold(0_i16, |sum, b| b.is_ascii_digit().then(|| sum * 10 + i16::from(b - b'0')))
    };
    let (month_at, day_at, len) = if separated { (5, 8, 10) } else { (4, 6, 8) };
    if separated {
        let mark = *bytes.get(4)?;
        if !matches!(mark, b'-' | b'/' | b'_' | b'.') || bytes.get(7) != Some(&mark) {
            return None;
        }
    }
    let (year, month, day) =
        (number(0, 4)?, number(month_at, month_at + 2)?, number(day_at, day_at + 2)?);
    Date::new(year, month as i8, day as i8).ok().map(|_| len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_names() {
        let surface = |path: &str| find(Path::new(path)).map(|d| d.surface);
        assert_eq!(surface("news/2026-07-02-stocks.txt").as_deref(), Some("2026-07-02"));
        assert_eq!(surface("news/20260702.jsonl.gz").as_deref(), Some("20260702"));
        assert_eq!(surface("news/2026/07/02/a.txt").as_deref(), Some("2026/07/02"));
        assert_eq!(surface("2026-07-02/a.txt").as_deref(), Some("2026-07-02"));
        assert_eq!(surface("20260702/a.txt").as_deref(), Some("20260702"));
        assert_eq!(surface("2026_07_02/a.txt").as_deref(), Some("2026_07_02"));
        assert_eq!(surface("day=2026-07-02/a.txt").as_deref(), Some("2026-07-02"));
        assert_eq!(surface("dt=20260702/hour=03/a.txt").as_deref(), Some("20260702"));
        assert_eq!(
            surface("year=2026/month=7/day=2/part-0.parquet").as_deref(),
            Some("2026-07-02")
        );
        assert_eq!(surface("year=2026/month=07/a.jsonl").as_deref(), Some("2026-07"));
        assert_eq!(surface("crawl-2026-07-02/a.txt"), None);
        assert_eq!(surface("2026-07-02/raw/a.txt"), None);
        assert_eq!(surface("news/2026-13-02.txt"), None);
        assert_eq!(surface("news/120260702.txt"), None);
        assert_eq!(surface("news/202607021130.txt"), None);
        assert_eq!(
            in_url("https://h.example/2026/07/02/oats?d=2020-01-01").map(|d| d.surface).as_deref(),
            Some("2026/07/02")
        );
        assert_eq!(in_url("https://2026-07-02.example/oats"), None);
    }
}
