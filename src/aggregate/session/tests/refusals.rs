//! What is refused of calendar files: every message names file, line, key and what was expected.

use super::*;

/// A piece of the example, what is written instead, and the message.
type Refusal = (&'static str, &'static str, &'static str);

/// What a calendar is called, where it is and how long it lasts.
const THE_CALENDAR: &[Refusal] = &[
    ("name = \"sunday\"", "", "a.toml:1: `name` is missing; expected a short name"),
    (
        "Asia/Jerusalem",
        "Asia/Nowhere",
        "a.toml:3: `zone` is \"Asia/Nowhere\", which is no time zone; expected the IANA name",
    ),
    (
        "from = 2025-03-01",
        "from = \"2025-03-01\"",
        "a.toml:4: `from` is \"2025-03-01\"; expected a date without quotes",
    ),
    (
        "to = 2026-03-31",
        "to = 2026-03-31T00:00:00Z",
        "a.toml:5: `to` is 2026-03-31T00:00:00Z; expected a date",
    ),
    (
        "to = 2026-03-31",
        "to = 2024-03-31",
        "a.toml:5: `to` lies before `from`; expected the last day",
    ),
    (
        "to = 2026-03-31",
        "to = 2926-03-31",
        "a.toml:5: `to` is too far from `from`; expected a calendar of at most 200 years",
    ),
    (
        "from = 2025-03-01\nto = 2026-03-31",
        "from = 9999-12-01\nto = 9999-12-31",
        "a.toml:5: `to` is too late; expected",
    ),
    ("to = 2026-03-31", "to = 2025-03-01", "a.toml:5: `to` leaves no session; expected"),
    (
        "to = 2026-03-31",
        "to = 2026-03-31\nclosing = 1",
        "a.toml:6: unknown key `closing`; did you mean close?",
    ),
];

/// Weekends and closes.
const WEEKS: &[Refusal] = &[
    (
        "[\"Friday\", \"Saturday\"]",
        "\"Friday\"",
        "a.toml:8: `weekend.days` is \"Friday\"; expected English weekdays",
    ),
    (
        "[\"Friday\", \"Saturday\"]",
        "[\"Friday\",\n \"Samstag\"]",
        "a.toml:9: `weekend.days` is \"Samstag\"; expected English weekdays",
    ),
    ("until = 2025-12-31", "until = 2025", "a.toml:9: `weekend.until` is 2025; expected a date"),
    (
        "until = 2025-12-31",
        "until = 2025-12-31\ntime = \"10:00\"",
        "a.toml:10: `time` is no key of [[weekend]]; take it out",
    ),
    ("time = 17:15:00", "", "a.toml:15: `time` is missing; expected a time of the exchange"),
    (
        "time = 17:15:00",
        "time = \"5 pm\"",
        "a.toml:16: `close.time` is \"5 pm\"; expected a time of the exchange",
    ),
    (
        "time = 17:15:00",
        "time = \"17:15\"\ndays = [\"Monday\"]",
        "`close` is missing for 2025-03-04, a Tuesday; expected a [[close]]",
    ),
];

/// Rules of holidays.
const RULES: &[Refusal] = &[
    ("month = 6", "month = 13", "a.toml:24: `month` is 13; expected a month from 1 to 12"),
    ("day = 7", "day = 31", "a.toml:25: `day` is 31; expected a day of month 6"),
    ("day = 7", "", "a.toml:22: `day` is missing; expected one of month with day"),
    (
        "day = 7",
        "day = 7\neaster = 1",
        "a.toml:26: `easter` cannot be given with `day`; expected one of",
    ),
    ("day = 7", "day = 7\nnth = 1", "a.toml:26: `nth` cannot be given with `day`; expected one of"),
    ("day = 7", "weekday = \"Monday\"", "a.toml:22: `nth` is missing; expected 1 to 5"),
    ("day = 7", "weekday = \"Monday\"\nnth = 0", "a.toml:26: `nth` is 0; expected 1 to 5"),
    (
        "day = 7",
        "day = 7\nfrom = 2026\nuntil = 2025",
        "a.toml:27: `until` lies before `from`; expected the last year",
    ),
    (
        "{ Saturday = \"Thursday\" }",
        "\"nearest\"",
        "a.toml:26: `holiday.observed` is \"nearest\"; expected weekdays and where they move",
    ),
];

/// Single days.
const DAYS: &[Refusal] = &[
    (
        "reason = \"a storm\"",
        "",
        "a.toml:28: `reason` is missing; expected why there was no trading",
    ),
    (
        "[2025-07-06]",
        "[2025-07-05]",
        "a.toml:30: `days` has 2025-07-05, which is a weekend, a holiday or closed already; \
         expected",
    ),
    ("[2025-07-06]", "[]", "a.toml:30: `days` is missing or empty; expected dates"),
    (
        "time = \"13:00\"",
        "time = \"18:00\"",
        "a.toml:34: `time` is 18:00:00 on 2025-12-31, which closes at 17:15:00 anyway; \
         expected",
    ),
    (
        "days = [2025-12-31]",
        "days = [2025-12-26]",
        "a.toml:35: `days` has 2025-12-26, which is no session; expected days with trading",
    ),
    (
        "days = [2025-12-31]",
        "days = [2025-12-31]\nmonth = 12",
        "a.toml:36: `month` cannot be given with `days`; expected either",
    ),
    (
        "[[closed]]",
        "[closed]",
        "a.toml:28: `closed` is [closed]; expected tables that begin with [[closed]]",
    ),
    ("[[closed]]", "[[closed", "a.toml:28: "),
];

/// The message about a calendar where a piece of the example is written otherwise.
fn refusal(piece: &str, instead: &str) -> String {
    assert_eq!(SUNDAY_TO_THURSDAY.matches(piece).count(), 1, "{piece}");
    Exchange::parse(&SUNDAY_TO_THURSDAY.replace(piece, instead), "a.toml").unwrap_err().to_string()
}

#[test]
fn errors_name_file_line_key_and_what_was_expected() {
    let mut wrong = Vec::new();
    for (piece, instead, message) in [THE_CALENDAR, WEEKS, RULES, DAYS].concat() {
        let found = refusal(piece, instead);
        if !found.contains(message) {
            wrong.push(format!("{instead}\n  found    {found}\n  expected {message}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
