//! Where a request came from.

use std::net::IpAddr;

use actix_web::HttpMessage;
use actix_web::http::header::{self, HeaderMap};
use persistence::session::Client;
use persistence::{Origin, Via};

use crate::envelope::RequestId;

/// The parts of a request that tell where it came from; requests before and after routing have them both.
pub(super) struct Seen<'a> {
    pub(super) headers: &'a HeaderMap,
    pub(super) peer: Option<IpAddr>,
    pub(super) request_id: String,
}

/// Reads them off a request of either kind.
macro_rules! seen {
    ($request:expr) => {
        $crate::auth::origin::Seen {
            headers: $request.headers(),
            peer: $request.peer_addr().map(|address| address.ip()),
            request_id: $crate::auth::origin::request_id($request),
        }
    };
}
pub(super) use seen;

pub(super) fn request_id(request: &impl HttpMessage) -> String {
    request.extensions().get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default()
}

impl Seen<'_> {
    /// For the audit log; `proxies` are believed about whom they stand for.
    pub(super) fn origin(&self, via: Via, proxies: &[IpAddr]) -> Origin {
        let address = self.peer.map(|peer| self.client_behind(peer, proxies).to_canonical().to_string());
        Origin { via, request_id: self.request_id.clone(), address }
    }

    /// The program that signs in.
    pub(super) fn client(&self, proxies: &[IpAddr]) -> Client {
        let device = self.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
        Client { origin: self.origin(Via::Session, proxies), device: device.unwrap_or_default().to_owned() }
    }

    /// The last address in `X-Forwarded-For` that is none of our proxies: what stands before it, anybody may write.
    fn client_behind(&self, peer: IpAddr, proxies: &[IpAddr]) -> IpAddr {
        if !proxies.contains(&peer.to_canonical()) {
            return peer;
        }
        let lines = self.headers.get_all("x-forwarded-for").filter_map(|value| value.to_str().ok());
        let hops: Vec<&str> = lines.flat_map(|line| line.split(',')).map(str::trim).collect();
        let mut client = peer;
        for hop in hops.iter().rev() {
            let Ok(address) = hop.parse::<IpAddr>() else { break };
            client = address;
            if !proxies.contains(&address.to_canonical()) {
                break;
            }
        }
        client
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{HeaderName, HeaderValue};

    use super::*;

    fn client(peer: &str, forwarded: &str) -> String {
        let mut headers = HeaderMap::new();
        let name = HeaderName::from_static("x-forwarded-for");
        headers.insert(name, HeaderValue::from_str(forwarded).unwrap());
        let seen = Seen { headers: &headers, peer: peer.parse().ok(), request_id: String::new() };
        seen.origin(Via::Session, &["10.0.0.1".parse().unwrap()]).address.unwrap()
    }

    #[test]
    fn only_our_proxies_are_believed() {
        assert_eq!(client("203.0.113.9", "198.51.100.7"), "203.0.113.9");
        assert_eq!(client("10.0.0.1", "198.51.100.7"), "198.51.100.7");
        assert_eq!(client("10.0.0.1", "1.2.3.4, 198.51.100.7"), "198.51.100.7");
        assert_eq!(client("10.0.0.1", "198.51.100.7, 10.0.0.1"), "198.51.100.7");
        assert_eq!(client("10.0.0.1", "1.2.3.4, nonsense"), "10.0.0.1");
        assert_eq!(client("::ffff:10.0.0.1", "2001:db8::1"), "2001:db8::1");
    }
}
