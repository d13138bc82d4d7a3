//! Objects around lists of articles, as news services answer with: `{"status": "ok", "articles":
//! [...]}`.

use super::{field::Field, field_map::FieldMap, field_names::SUMMARY, json_record};

/// Names of the list that an answer of a news service holds its articles in.
const LISTS: [&str; 14] = [
    "articles",
    "results",
    "items",
    "data",
    "news",
    "docs",
    "documents",
    "stories",
    "posts",
    "entries",
    "records",
    "hits",
    "value",
    "feed",
];
/// Objects that such a list may be in.
const MAX_ENVELOPES: u32 = 4;

/// Where the list of articles begins in a file that is one object around it: bytes up to its first
/// object, and objects around it. Such a file may be of any size, so that it is not read as one
/// object.
pub(super) fn envelope_head(head: &[u8], map: &FieldMap) -> Option<(usize, u32)> {
    let (mut depth, mut at) = (0_u32, 0_usize);
    let mut key: Option<&[u8]> = None;
    let next_byte = |from: usize| {
        head[from..]
            .iter()
            .position(|b| !b.is_ascii_whitespace())
            .map(|n| (from + n, head[from + n]))
    };
    while at < head.len() {
        match head[at] {
            b'"' => {
                let start = at + 1;
                let mut end = start;
                while *head.get(end)? != b'"' {
                    end += 1 + usize::from(head[end] == b'\\');
                }
                at = end + 1;
                let (after, byte) = next_byte(at)?;
                key = (byte == b':').then_some(&head[start..end]);
                if key.is_some() {
                    at = after + 1;
                    let name = std::str::from_utf8(&head[start..end]).ok()?;
                    let is_text = depth == 1
                        && map
                            .field(name)
                            .is_some_and(|(field, rank)| field == Field::Text && rank < SUMMARY);
                    if is_text && next_byte(at)?.1 == b'"' {
                        return None;
                    }
                }
                continue;
            }
            b'{' => depth += 1,
            b'}' => depth = depth.checked_sub(1)?,
            b'[' => {
                let name = key.take();
                let is_list = name.is_some_and(|name| {
                    LISTS.iter().any(|list| list.as_bytes().eq_ignore_ascii_case(name))
                });
                if is_list
                    && depth <= MAX_ENVELOPES
                    && next_byte(at + 1)?.1 == b'{'
                    && may_hold_articles(head, next_byte(at + 1)?.0, map)
                {
                    return Some((at + 1, depth));
                }
                at = past_brackets(head, at)?;
                continue;
            }
            _ => {}
        }
        if depth == 0 && !head[at].is_ascii_whitespace() {
            return None;
        }
        at += 1;
    }
    None
}

/// Whether the object at `at` has a text, or is too long to tell: lists of tags and links belong to
/// an article themselves.
fn may_hold_articles(head: &[u8], at: usize, map: &FieldMap) -> bool {
    let object = past_brackets(head, at).and_then(|end| std::str::from_utf8(&head[at..end]).ok());
    object
        .and_then(|object| json_record::parse(object, map).ok())
        .is_none_or(|fields| fields.is_article())
}

/// One past the end of the list or object that begins at `at`.
fn past_brackets(head: &[u8], mut at: usize) -> Option<usize> {
    let (mut depth, mut in_string) = (0_u32, false);
    loop {
        match *head.get(at)? {
            b'\\' if in_string => at += 1,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => depth += 1,
            b']' | b'}' if !in_string => depth -= 1,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            return Some(at);
        }
    }
}

/// The objects of the longest list of articles that an object without a text holds (`{"status":
/// "ok", "articles": [...]}`), in objects or not.
pub(super) fn envelope(text: &str, map: &FieldMap) -> Option<Vec<String>> {
    let value: serde_json::Value = serde_json::from_str(text).ok()?;
    let mut found: Option<&Vec<serde_json::Value>> = None;
    look_into(&value, MAX_ENVELOPES, map, &mut found);
    Some(found?.iter().map(ToString::to_string).collect())
}

/// Looks for longer lists of articles in the objects of an object.
fn look_into<'v>(
    value: &'v serde_json::Value,
    depth: u32,
    map: &FieldMap,
    found: &mut Option<&'v Vec<serde_json::Value>>,
) {
    let Some(object) = value.as_object().filter(|_| depth > 0) else { return };
    for inner in object.values() {
        let Some(list) = inner.as_array() else {
            look_into(inner, depth - 1, map, found);
            continue;
        };
        let is_longer = found.is_none_or(|known| list.len() > known.len());
        let holds_articles = || {
            list.first().filter(|first| first.is_object()).is_some_and(|first| {
                json_record::read(first.clone(), map).is_ok_and(|fields| fields.is_article())
            })
        };
        if is_longer && holds_articles() {
            *found = Some(list);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_articles_is_found_where_it_is() {
        let head = |json: &'static str| {
            envelope_head(json.as_bytes(), &FieldMap::default())
                .map(|(at, depth)| (json.get(at..at + 4).unwrap_or_default(), depth))
        };
        assert_eq!(head(r#"{"status": "ok [{", "articles": [ "#), None, "cut short");
        assert_eq!(
            head(r#"{"status": "o\"k [{", "tags": ["x", [1]], "Articles": [{"a": 1"#),
            Some(("{\"a\"", 1))
        );
        assert_eq!(
            head(r#"{"response": {"n": 1, "docs": [{"a": 1, "body": "Oats rose."}]}}"#),
            Some(("{\"a\"", 2))
        );
        assert_eq!(
            head(r#"{"data": [{"a": 1}], "text": "Oats rose."}"#),
            None,
            "an article with a list of its own"
        );
        assert_eq!(head(r#"{"text": "Oats rose.", "items": [{"a": 1}]}"#), None);
        assert_eq!(head(r#"{"other": [{"a": 1}]}"#), None);
        assert_eq!(head(r#"{"articles": []}"#), None);
        assert_eq!(head(r#"[{"articles": [{"a": 1}]}]"#), None);
        assert_eq!(head("}"), None);
    }
}
