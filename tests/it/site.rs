//! The application in the browser, as the server hands it out: with files that say which one they are.

use reqwest::Method;
use serde_json::json;
use tests::{Answer, Client, TestApp};

const FILES: [(&str, &str); 7] = [
    ("index.html", "<!doctype html>the page"),
    ("index.html.br", "the page, packed"),
    ("assets/app.1a.js", "a script"),
    ("assets/app.1a.js.br", "a script, packed"),
    ("assets/app.1a.js.gz", "a script, zipped"),
    ("assets/app.2b.wasm", "code"),
    ("assets/letters.3c.woff2", "letters, of which there are so many that others would want to pack them: "),
];

fn site() -> api::Site {
    api::Site::new(|path| {
        let (_, content) = FILES.iter().find(|(name, _)| *name == path)?;
        let times = if path.ends_with("woff2") { 100 } else { 1 };
        Some(content.repeat(times).into_bytes().into())
    })
}

async fn get(client: &Client, path: &str, headers: &[(&str, &str)]) -> Answer {
    client.send(Method::GET, path, headers, None).await
}

/// Status, packing and kind of an answer, and what it says.
fn outline(answer: &Answer) -> (u16, &str, &str, &str) {
    let text = answer.body.as_str().unwrap_or_default();
    (answer.status, answer.header("content-encoding"), answer.header("content-type"), text)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_is_at_every_path_that_is_nobody_elses() {
    let app = TestApp::start_with(site()).await;
    let browser = app.anonymous();
    for path in
        ["/", "/accounts", "/accounts/0190b0d0-0000-7000-8000-000000000000?tab=deals", "/search?q=a.b"]
    {
        let page = get(&browser, path, &[]).await;
        assert_eq!(
            outline(&page),
            (200, "", "text/html; charset=utf-8", "<!doctype html>the page"),
            "{path}"
        );
        assert_eq!(page.header("cache-control"), "no-cache");
        let policy = page.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; "), "{policy}");
        assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe-inline"), "{policy}");
        assert_eq!(page.header("strict-transport-security"), "max-age=63072000; includeSubDomains");
        assert_eq!(page.header("x-content-type-options"), "nosniff");
        assert!(page.header("x-request-id").len() >= 8);
    }
    for path in ["/api", "/api/", "/api/v2/accounts", "/favicon.ico", "/robots.txt", "/accounts/index.html"] {
        let answer = get(&browser, path, &[]).await;
        assert_eq!((answer.status, answer.code()), (404, "not_found"), "{path}");
    }
    assert_eq!(get(&browser, "/api/v1/nonsense", &[]).await.status, 401);
    assert_eq!(get(&browser, "/docs/", &[]).await.status, 200);
    let posted = browser.post("/accounts", json!({})).await;
    assert_eq!((posted.status, posted.header("allow")), (405, "GET, HEAD"));
}

#[tokio::test(flavor = "multi_thread")]
async fn assets_are_packed_beforehand_and_kept_for_ever() {
    let app = TestApp::start_with(site()).await;
    let browser = app.anonymous();
    let script = "text/javascript; charset=utf-8";
    for (accepted, packing, text) in [
        ("gzip, deflate, br, zstd", "br", "a script, packed"),
        ("gzip", "gzip", "a script, zipped"),
        ("br;q=0.1, gzip", "gzip", "a script, zipped"),
        ("deflate", "", "a script"),
        ("identity", "", "a script"),
    ] {
        let answer = get(&browser, "/assets/app.1a.js", &[("accept-encoding", accepted)]).await;
        assert_eq!(outline(&answer), (200, packing, script, text), "{accepted}");
        assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(answer.header("vary"), "Accept-Encoding");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
    }
    let plain = get(&browser, "/assets/app.1a.js", &[]).await;
    assert_eq!(outline(&plain), (200, "", script, "a script"));
    let code = get(&browser, "/assets/app.2b.wasm", &[("accept-encoding", "br")]).await;
    assert_eq!(outline(&code), (200, "", "application/wasm", "code"));
    let letters = get(&browser, "/assets/letters.3c.woff2", &[("accept-encoding", "br, gzip")]).await;
    assert_eq!((letters.status, letters.header("content-encoding")), (200, ""), "nothing packs them again");
    assert_eq!(letters.header("content-type"), "font/woff2");
    for path in [
        "/assets",
        "/assets/",
        "/assets/app.js",
        "/assets/app.1a.js.br",
        "/assets/index.html",
        "/assets/..%2findex.html",
        "/assets/.hidden.js",
        "/assets/a/app.1a.js",
    ] {
        let answer = get(&browser, path, &[]).await;
        if path == "/assets" {
            assert_eq!(answer.body, json!("<!doctype html>the page"), "it is a path like others");
        } else {
            assert_eq!((answer.status, answer.code()), (404, "not_found"), "{path}");
            assert_eq!(answer.header("cache-control"), "", "{path}");
        }
    }
    let posted = browser.post("/assets/app.1a.js", json!({})).await;
    assert_eq!((posted.status, posted.header("allow")), (405, "GET, HEAD"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_browser_has_is_not_sent_again() {
    let app = TestApp::start_with(site()).await;
    let browser = app.anonymous();
    for path in ["/", "/assets/app.1a.js"] {
        let mut tags = Vec::new();
        for accepted in ["identity", "br"] {
            let first = get(&browser, path, &[("accept-encoding", accepted)]).await;
            let tag = first.header("etag").to_owned();
            for known in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}")] {
                let headers = [("accept-encoding", accepted), ("if-none-match", known.as_str())];
                let again = get(&browser, path, &headers).await;
                assert_eq!(outline(&again), (304, "", "", ""), "{path} {known}");
                assert_eq!(again.header("etag"), tag);
                assert_eq!(again.header("cache-control"), first.header("cache-control"));
            }
            tags.push(tag);
        }
        assert_ne!(tags[0], tags[1], "{path}: packed is another representation");
        let other = get(&browser, path, &[("if-none-match", "\"other\"")]).await;
        assert_eq!(other.status, 200);
        let head = browser.send(Method::HEAD, path, &[("accept-encoding", "br")], None).await;
        assert_eq!((head.status, head.header("content-encoding")), (200, "br"));
        assert_eq!((head.header("etag"), head.body.is_null()), (tags[1].as_str(), true));
        assert_eq!(head.header("content-length"), "16", "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_application_the_page_says_so() {
    let app = TestApp::start().await;
    let page = get(&app.anonymous(), "/accounts", &[]).await;
    assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
    assert!(page.body.as_str().unwrap().contains("make web"), "{}", page.body);
    assert_eq!(get(&app.anonymous(), "/assets/app.1a.js", &[]).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn reports_of_the_policy_are_taken() {
    let app = TestApp::start().await;
    let browser = app.anonymous();
    let report =
        json!({ "csp-report": { "blocked-uri": "inline", "effective-directive": "script-src-elem" } });
    let headers = [("content-type", "application/csp-report")];
    for text in [report.to_string().as_str(), "nonsense", ""] {
        assert_eq!(
            browser.send_text(Method::POST, "/csp-report", &headers, text).await.status,
            204,
            "{text}"
        );
    }
    let large = " ".repeat(8 * 1024 + 1);
    assert_eq!(browser.send_text(Method::POST, "/csp-report", &headers, &large).await.status, 413);
    let read = get(&browser, "/csp-report", &[]).await;
    assert_eq!((read.status, read.header("allow")), (405, "POST"));
}
