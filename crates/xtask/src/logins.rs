//! The demo company's fixed logins, as `crates/rapport/demo-logins.txt` lists them.
//!
//! One login a line: e-mail address, password, then the role in plain words; `#` starts a comment.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::workspace;

/// A person of the demo company who may sign in.
#[derive(Debug, PartialEq)]
pub(crate) struct Login {
    pub(crate) email: String,
    pub(crate) password: String,
    pub(crate) role: String,
}

/// The file that lists them.
pub(crate) fn file() -> PathBuf {
    workspace::root().join("crates/rapport/demo-logins.txt")
}

/// Every login of the file. Fails when the file cannot be read.
pub(crate) fn all() -> Result<Vec<Login>> {
    let text =
        std::fs::read_to_string(file()).with_context(|| format!("cannot read {}", file().display()))?;
    Ok(text.lines().filter_map(parse).collect())
}

fn parse(line: &str) -> Option<Login> {
    let mut words = line.split('#').next()?.split_whitespace().map(str::to_owned);
    let (email, password) = (words.next()?, words.next()?);
    Some(Login { email, password, role: words.collect::<Vec<_>>().join(" ") })
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_line_is_address_password_role() {
        let login = parse("ada@example.com  hunter2\tSales representative # North").unwrap();
        assert_eq!((login.email.as_str(), login.password.as_str()), ("ada@example.com", "hunter2"));
        assert_eq!(login.role, "Sales representative");
        assert_eq!(parse("# e-mail password role"), None);
    }
}
