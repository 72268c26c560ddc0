//! The demo company's fixed logins, as `crates/rapport/demo-logins.txt` lists them.
//!
//! One login a line: e-mail address, password, then the role in plain words; `#` starts a comment.

use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde_json::json;

use crate::http::Request;
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

/// The first login whose role begins with these words.
pub(crate) fn of_role(role: &str) -> Result<Login> {
    let found = all()?.into_iter().find(|login| login.role.to_lowercase().starts_with(role));
    found.with_context(|| format!("{} lists no {role}", file().display()))
}

impl Login {
    /// An access token, by the same call that every client makes.
    pub(crate) fn sign_in(&self, address: SocketAddr) -> Result<String> {
        let body = json!({ "email": self.email, "password": self.password });
        let answer = Request::new("POST", "/api/v1/auth/login").json(&body).send(address)?;
        let session = answer.expect(200).with_context(|| format!("{} cannot sign in", self.email))?;
        let token = session["access_token"].as_str().context("the answer to a login has no access_token")?;
        Ok(token.to_owned())
    }
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
