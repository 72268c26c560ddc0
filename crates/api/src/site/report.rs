//! What browsers report when the policy of our page kept something from happening: a mistake of ours, or somebody's
//! attempt to put something into the page.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use actix_web::http::Method;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

use crate::routes::resource;

const LARGEST: usize = 8 * 1024;
/// Reports that are logged in a minute: anybody can send them, and one mistake makes many.
const A_MINUTE: u32 = 20;
const MINUTE: Duration = Duration::from_secs(60);

/// How many reports were logged since when.
struct Logged(Mutex<(Instant, u32)>);

impl Logged {
    /// True if there is room for one more.
    fn has_room(&self) -> bool {
        let Ok(mut logged) = self.0.lock() else { return false };
        if logged.0.elapsed() >= MINUTE {
            *logged = (Instant::now(), 0);
        }
        logged.1 += 1;
        logged.1 <= A_MINUTE
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Body {
    csp_report: Report,
}

/// Its other members may tell what somebody was looking at.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Report {
    #[serde(default)]
    effective_directive: String,
    #[serde(default)]
    blocked_uri: String,
    #[serde(default)]
    source_file: String,
    #[serde(default)]
    line_number: u32,
}

/// Mounts where the policy says that reports go.
pub(super) fn configure(config: &mut web::ServiceConfig) {
    let logged = web::Data::new(Logged(Mutex::new((Instant::now(), 0))));
    let take = resource("/csp-report", vec![(Method::POST, web::route().to(take))]);
    config.service(take.app_data(logged).app_data(web::PayloadConfig::new(LARGEST)));
}

async fn take(body: web::Bytes, logged: web::Data<Logged>) -> HttpResponse {
    if let Ok(Body { csp_report: report }) = serde_json::from_slice(&body)
        && logged.has_room()
    {
        let directive = plain(&report.effective_directive);
        let (blocked, file) = (origin(&report.blocked_uri), asset(&report.source_file));
        log::warn!(
            target: "csp", directive, blocked = blocked.as_str(), file, line = report.line_number;
            "the policy of the page kept something from happening"
        );
    }
    HttpResponse::NoContent().finish()
}

/// A directive or a keyword; nothing if it is neither.
fn plain(word: &str) -> &str {
    let is_plain = word.len() <= 40 && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    if is_plain { word } else { "" }
}

/// A keyword such as `inline`, or of an address what comes before its path.
fn origin(blocked: &str) -> String {
    let Some((scheme, rest)) = blocked.split_once("://") else { return plain(blocked).to_owned() };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    let is_host =
        host.len() <= 100 && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".:-".contains(&byte));
    if is_host { format!("{}://{host}", plain(scheme)) } else { String::new() }
}

/// The name of a script of ours; nothing for one that is somebody else's.
fn asset(file: &str) -> &str {
    let name = file.split_once("/assets/").map_or("", |(_, name)| name);
    let is_name =
        name.len() <= 100 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte));
    if is_name { name } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_tells_nothing_of_people_is_logged() {
        assert_eq!(origin("inline"), "inline");
        assert_eq!(origin("https://user:pw@evil.example:8443/a?name=Wei"), "https://evil.example:8443");
        assert_eq!(origin("Wei Li"), "");
        assert_eq!(plain("script-src-elem"), "script-src-elem");
        assert_eq!(plain("x\ny"), "");
        assert_eq!(asset("https://crm.example/assets/app.1.js"), "app.1.js");
        assert_eq!(asset("https://crm.example/accounts/Wei"), "");
    }

    #[test]
    fn a_flood_of_reports_is_cut() {
        let logged = Logged(Mutex::new((Instant::now(), 0)));
        assert_eq!((0..100).filter(|_| logged.has_room()).count(), 20);
    }
}
