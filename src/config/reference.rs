//! What people read of settings: the commented `newsvane.toml`, and the tables of
//! `docs/settings.md`.

use std::fmt::Write as _;

use super::{Config, Group, IndexOptions, Kind, Setting};

/// Columns of the commented file.
const WIDTH: usize = 110;

const HEAD: &str = "\
# Settings of newsvane. It reads this file from the folder that it is started in, or from --config FILE.
# Every key is the flag of the same name; a flag wins over the file. Values shown are the defaults, or examples where
# it says so. To set one, take away the # before it.
";

const INDEX: &str = "The index. A block without a name is the default one; blocks with names have \
                     tables of their own, such as theme_days.loud.csv. The keys of a block can \
                     stand at the top of the file too, and then change the default index. \
                     docs/index.md tells what each choice does.";

const SECOND_INDEX: &str = "
# A second index, by example.
#[[index]]
#name = \"loud\"
#across = \"relevance\"
# Baseline of the table theme_shares, which has no rows without one: the days over which every publisher gets a
# standard deviation of 1, and those over which the index gets a mean of 100.
#[index.shares]
#variance = [\"2025-01-01\", \"2025-12-31\"]
#mean = [\"2025-01-01\", \"2025-12-31\"]
";

impl Config {
    /// A `newsvane.toml` with every setting, what it does and its default, all commented out.
    #[must_use]
    pub fn template() -> String {
        let mut out = HEAD.to_owned();
        for group in Group::ALL {
            let _ = write!(out, "\n# ---- {}\n", group.title());
            let own = Self::DECLARED.iter().filter(|own| own.group == group);
            for setting in own.filter(|own| own.kind != Kind::Table) {
                out.push('\n');
                describe(&mut out, setting);
                let _ = writeln!(out, "#{} = {}", setting.key, setting.example().0);
            }
        }
        out.push_str("\n# ---- Tables of settings: they stand after all keys above\n");
        for setting in Self::DECLARED.iter().filter(|own| own.kind == Kind::Table) {
            out.push('\n');
            describe(&mut out, setting);
            let _ = writeln!(out, "#[{}]", setting.key);
            setting.example().0.lines().for_each(|line| {
                let _ = writeln!(out, "#{line}");
            });
        }
        out.push('\n');
        comment(&mut out, INDEX);
        out.push_str("#[[index]]\n");
        for setting in IndexOptions::DECLARED {
            describe(&mut out, setting);
            let _ = writeln!(out, "#{} = {}", setting.key, setting.example().0);
        }
        out + SECOND_INDEX
    }

    /// Every setting as a row of a Markdown table, by group: what `docs/settings.md` lists.
    #[must_use]
    pub fn reference() -> String {
        let mut out = String::new();
        for group in Group::ALL {
            let _ = write!(
                out,
                "### {}\n\n| key | flag | default | what it does |\n| --- | --- | --- | --- |\n",
                group.title()
            );
            for setting in Self::settings().filter(|own| own.group == group) {
                let flag = match setting.kind {
                    Kind::Switch => format!("--{}", setting.flag),
                    _ => format!("--{} {}", setting.flag, setting.value_name),
                };
                let default = setting.default().unwrap_or_default();
                let cell = |text: &str| text.replace('|', "\\|");
                let (flag, default) = (cell(&flag), cell(&default));
                let (key, help) = (setting.key, cell(&setting.help()));
                let _ = writeln!(out, "| `{key}` | `{flag}` | {default} | {help} |");
            }
            out.push('\n');
        }
        out
    }
}

/// What a setting does, as a comment.
fn describe(out: &mut String, setting: &Setting) {
    let mut text = setting.help();
    let is_example = setting.example().1;
    match setting.default().filter(|_| is_example) {
        Some(otherwise) => {
            let _ = write!(text, ". Without it: {otherwise} (example).");
        }
        None if is_example => text.push_str(" (example)."),
        None => text.push('.'),
    }
    comment(out, &text);
}

/// Lines of a comment, as long as fits.
fn comment(out: &mut String, text: &str) {
    let mut column = 0;
    for word in text.split_whitespace() {
        if column > 0 && column + 1 + word.len() > WIDTH {
            out.push('\n');
            column = 0;
        }
        out.push_str(if column == 0 { "# " } else { " " });
        out.push_str(word);
        column += word.len() + if column == 0 { 2 } else { 1 };
    }
    out.push('\n');
}
