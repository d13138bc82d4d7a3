//! One JSON object a line, keys in the order of the columns.

use memchr::memchr2_iter;

/// Rows of one table as JSON lines.
#[derive(Debug)]
pub(super) struct JsonRows {
    bytes: Vec<u8>,
}

impl JsonRows {
    pub(super) const fn new(bytes: Vec<u8>) -> Self {
        Self { bytes }
    }

    pub(super) fn end_row(&mut self) {
        self.bytes.extend_from_slice(b"}\n");
    }

    pub(super) const fn byte_len(&self) -> usize {
        self.bytes.len()
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// Begins a cell.
    pub(super) fn key(&mut self, is_first: bool, name: &str) {
        self.bytes.extend_from_slice(if is_first { b"{\"" } else { b",\"" });
        self.bytes.extend_from_slice(name.as_bytes());
        self.bytes.extend_from_slice(b"\":");
    }

    pub(super) fn null(&mut self) {
        self.bytes.extend_from_slice(b"null");
    }

    pub(super) fn text(&mut self, value: &str) {
        // Writing to memory does not fail.
        drop(serde_json::to_writer(&mut self.bytes, value));
    }

    pub(super) fn list<'a>(&mut self, items: impl Iterator<Item = &'a str>) {
        self.bytes.push(b'[');
        for (n, item) in items.enumerate() {
            if n > 0 {
                self.bytes.push(b',');
            }
            self.text(item);
        }
        self.bytes.push(b']');
    }

    /// A number or a truth value, which `push` appends.
    pub(super) fn plain(&mut self, push: impl FnOnce(&mut Vec<u8>)) {
        push(&mut self.bytes);
    }

    /// A day or a code, which needs no escapes.
    pub(super) fn quoted(&mut self, push: impl FnOnce(&mut Vec<u8>)) {
        self.bytes.push(b'"');
        push(&mut self.bytes);
        self.bytes.push(b'"');
    }
}

/// The cells of a row that [`JsonRows`] wrote, as they are there; `None` where it is no such row.
pub(super) fn cells<'a>(
    row: &'a str,
    names: impl Iterator<Item = &'a str>,
    mut each: impl FnMut(usize, &'a str) -> Option<()>,
) -> Option<()> {
    let mut rest = row;
    for (n, name) in names.enumerate() {
        rest = rest
            .strip_prefix(if n == 0 { '{' } else { ',' })?
            .strip_prefix('"')?
            .strip_prefix(name)?
            .strip_prefix("\":")?;
        let end = match rest.strip_prefix('"') {
            Some(text) => end_of_text(text)? + 2,
            None if rest.starts_with('[') => end_of_list(rest)?,
            None => rest.find([',', '}'])?,
        };
        each(n, &rest[..end])?;
        rest = &rest[end..];
    }
    (rest == "}").then_some(())
}

/// Where a list of texts ends.
fn end_of_list(list: &str) -> Option<usize> {
    let mut at = 1;
    while !list.get(at..)?.starts_with(']') {
        let text = list.get(at..)?.strip_prefix('"')?;
        at += end_of_text(text)? + 2;
        at += usize::from(list.get(at..)?.starts_with(','));
    }
    Some(at + 1)
}

/// Where the mark is that ends a text: the first that is not escaped.
fn end_of_text(text: &str) -> Option<usize> {
    let mut escaped = None;
    for at in memchr2_iter(b'"', b'\\', text.as_bytes()) {
        if escaped == Some(at) {
            continue;
        }
        if text.as_bytes()[at] == b'"' {
            return Some(at);
        }
        escaped = Some(at + 1);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_back_cell_by_cell() {
        let read = |row: &str| {
            let mut found = Vec::new();
            cells(row, ["a", "b"].into_iter(), |_, cell| {
                found.push(cell.to_owned());
                Some(())
            })
            .map(|()| found)
        };
        assert_eq!(read(r#"{"a":null,"b":1.5}"#).unwrap(), ["null", "1.5"]);
        assert_eq!(read(r#"{"a":"x,\\\"}","b":"\\"}"#).unwrap(), [r#""x,\\\"}""#, r#""\\""#]);
        assert_eq!(
            read(r#"{"a":["x","]\\\"",","],"b":["y"]}"#).unwrap(),
            [r#"["x","]\\\"",","]"#, r#"["y"]"#]
        );
        for bad in [
            "",
            r#"{"a":["x,"b":2}"#,
            r#"{"a":["x" "y"],"b":2"#,
            r#"{"a":[1],"b":2}"#,
            "{}",
            r#"{"a":1}"#,
            r#"{"b":1,"a":2}"#,
            r#"{"a":1,"b":2,"c":3}"#,
            r#"{"a":1,"b":"x"#,
            r#"{"a":1,"b":"x\"}"#,
        ] {
            assert!(read(bad).is_none(), "{bad}");
        }
    }
}
