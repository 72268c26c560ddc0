//! Just enough of an HTTP/1.1 client to ask our own server whether it is ready.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Context, Result};

/// A status and a body.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
}

/// `GET path`. Fails when nobody listens or the answer is no HTTP.
pub(crate) fn get(address: SocketAddr, path: &str) -> Result<Answer> {
    exchange(address, &format!("GET {path} HTTP/1.0\r\nHost: {address}\r\n\r\n"))
}

/// `POST path` with a JSON body. Fails when nobody listens or the answer is no HTTP.
pub(crate) fn post_json(address: SocketAddr, path: &str, body: &str) -> Result<Answer> {
    let length = body.len();
    let head = format!("POST {path} HTTP/1.0\r\nHost: {address}\r\nContent-Type: application/json");
    exchange(address, &format!("{head}\r\nContent-Length: {length}\r\n\r\n{body}"))
}

/// HTTP/1.0, so that the answer ends with the connection and is never chunked.
fn exchange(address: SocketAddr, request: &str) -> Result<Answer> {
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(2))?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    stream.write_all(request.as_bytes())?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    parse(&String::from_utf8_lossy(&bytes)).context("the answer is no HTTP")
}

fn parse(answer: &str) -> Option<Answer> {
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Answer { status, body: body.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn an_answer_has_a_status_and_a_body() {
        let answer = parse("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\n\r\n{}").unwrap();
        assert_eq!((answer.status, answer.body.as_str()), (503, "{}"));
        assert!(parse("SSH-2.0-OpenSSH").is_none());
    }
}
