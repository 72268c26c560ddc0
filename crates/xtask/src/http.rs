//! Just enough of an HTTP/1.1 client to speak to our own server.

use std::fmt;
use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// The longest wait for an answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// A request in the making.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    head: String,
    body: String,
}

/// A status, headers and a body.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: String,
}

/// Why there is no answer.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Lost {
    /// Nobody listens: the request was not sent.
    Refused,
    /// The connection was made, and ended before the answer did.
    Cut(String),
}

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused => f.write_str("nobody listens"),
            Self::Cut(why) => write!(f, "the connection was cut: {why}"),
        }
    }
}

impl std::error::Error for Lost {}

impl Request {
    /// Without a body.
    pub(crate) fn new(method: &str, path: &str) -> Self {
        // HTTP/1.0, so that the answer ends with the connection and is never chunked.
        Self { head: format!("{method} {path} HTTP/1.0\r\n"), body: String::new() }
    }

    /// With one more header.
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.head += &format!("{name}: {value}\r\n");
        self
    }

    /// With an access token.
    pub(crate) fn token(self, token: &str) -> Self {
        self.header("Authorization", &format!("Bearer {token}"))
    }

    /// With a JSON body.
    pub(crate) fn json(self, body: &Value) -> Self {
        self.text("application/json", body.to_string())
    }

    /// With any body.
    pub(crate) fn text(mut self, kind: &str, body: String) -> Self {
        self.body = body;
        self.header("Content-Type", kind)
    }

    /// Sends it, and waits for all of the answer.
    pub(crate) fn send(&self, address: SocketAddr) -> Result<Answer, Lost> {
        let Self { head, body } = self;
        let refused = |error: std::io::Error| match error.kind() {
            ErrorKind::ConnectionRefused => Lost::Refused,
            _ => Lost::Cut(error.to_string()),
        };
        let stream = TcpStream::connect_timeout(&address, Duration::from_secs(2)).map_err(refused)?;
        let text = format!("{head}Host: {address}\r\nContent-Length: {}\r\n\r\n{body}", body.len());
        let bytes = exchange(stream, text.as_bytes()).map_err(|error| Lost::Cut(error.to_string()))?;
        let cut = || Lost::Cut(format!("after {} bytes", bytes.len()));
        Answer::parse(&String::from_utf8_lossy(&bytes)).ok_or_else(cut)
    }
}

impl Answer {
    /// A header's value.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().skip(1).filter_map(|line| line.split_once(':'));
        lines.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }

    /// The body as JSON, if the status is this one.
    pub(crate) fn expect(&self, status: u16) -> Result<Value> {
        if self.status != status {
            bail!("{} instead of {status}: {}", self.status, self.body);
        }
        if self.body.is_empty() {
            return Ok(Value::Null);
        }
        serde_json::from_str(&self.body).context("the answer is no JSON")
    }

    /// None if it is not all there.
    fn parse(answer: &str) -> Option<Self> {
        let (head, body) = answer.split_once("\r\n\r\n")?;
        let status = head.split(' ').nth(1)?.parse().ok()?;
        let answer = Self { status, head: head.to_owned(), body: body.to_owned() };
        let length = answer.header("content-length").and_then(|length| length.parse().ok());
        length.is_none_or(|length: usize| body.len() >= length).then_some(answer)
    }
}

/// `GET path`. Fails when nobody listens or the answer is no HTTP.
pub(crate) fn get(address: SocketAddr, path: &str) -> Result<Answer> {
    Ok(Request::new("GET", path).send(address)?)
}

/// `GET path` as the holder of a token.
pub(crate) fn get_as(address: SocketAddr, path: &str, token: &str) -> Result<Answer> {
    Ok(Request::new("GET", path).token(token).send(address)?)
}

/// Percent-encoded, so that it can stand in any part of a URL.
pub(crate) fn encoded(text: &str) -> String {
    text.bytes().map(percent_encoded).collect()
}

fn percent_encoded(byte: u8) -> String {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    }
}

fn exchange(mut stream: TcpStream, request: &[u8]) -> std::io::Result<Vec<u8>> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.write_all(request)?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::Answer;

    #[test]
    fn an_answer_has_a_status_headers_and_a_body() {
        let answer = Answer::parse("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\n\r\n{}").unwrap();
        assert_eq!((answer.status, answer.body.as_str()), (503, "{}"));
        assert_eq!(answer.header("retry-after"), Some("2"));
        assert!(Answer::parse("SSH-2.0-OpenSSH").is_none());
    }

    #[test]
    fn half_an_answer_is_none() {
        assert!(Answer::parse("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{}").is_none());
        assert!(Answer::parse("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}").is_some());
    }
}
