//! What every answer has: its headers, and problems in one form.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::json;
use tests::{Answer, Client, Operation, PASSWORD, Request, Samples, Targets, TestApp, operations};
use wire::Problem;

/// What every answer says.
const ALWAYS: [(&str, &str); 6] = [
    ("strict-transport-security", "max-age=63072000; includeSubDomains"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
];
/// What the API says besides.
const API: [(&str, &str); 2] = [
    ("cache-control", "no-store"),
    ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
];
/// What nobody need know, and no other site is let in.
const NEVER: [&str; 4] = ["server", "x-powered-by", "via", "access-control-allow-origin"];

/// Looks at the form of an answer from `path`.
fn check(what: &str, path: &str, answer: &Answer) {
    let is_api = path.starts_with("/api/");
    for (name, value) in ALWAYS.iter().chain(API.iter().filter(|_| is_api)) {
        assert_eq!(answer.header(name), *value, "{what}: {name}");
        assert_eq!(answer.headers.get_all(*name).iter().count(), 1, "{what}: {name} stands once");
    }
    for name in NEVER {
        assert!(!answer.headers.contains_key(name), "{what}: {name}");
    }
    assert!(answer.header("x-request-id").len() >= 8, "{what}");
    let kind = answer.header("content-type");
    match answer.status {
        204 | 304 => assert!(answer.body.is_null() && kind.is_empty(), "{what}: {kind}"),
        400.. => check_problem(what, path, answer),
        _ => assert!(matches!(kind, "application/json" | "text/csv; charset=utf-8"), "{what}: {kind}"),
    }
}

fn check_problem(what: &str, path: &str, answer: &Answer) {
    assert_eq!(answer.header("content-type"), "application/problem+json; charset=utf-8", "{what}");
    let problem: Problem = serde_json::from_value(answer.body.clone())
        .unwrap_or_else(|error| panic!("{what}: {error}: {}", answer.body));
    assert_eq!((problem.status, problem.code.status()), (answer.status, answer.status), "{what}");
    assert_eq!(problem.kind, format!("/docs/errors#{}", problem.code.as_str()), "{what}");
    assert_eq!(problem.request_id, answer.header("x-request-id"), "{what}");
    assert_eq!(problem.instance, path.split('?').next().unwrap(), "{what}");
    assert!(!problem.title.is_empty() && !problem.detail.is_empty(), "{what}");
    for error in &problem.errors {
        let places = [&error.pointer, &error.parameter, &error.header].into_iter().flatten().count();
        assert!(places == 1 && !error.detail.is_empty(), "{what}: {error:?}");
    }
    assert_eq!(problem.retryable, answer.headers.contains_key("retry-after"), "{what}");
    assert_eq!(answer.status == 401, answer.headers.contains_key("www-authenticate"), "{what}");
    assert_eq!(answer.status == 405, answer.headers.contains_key("allow"), "{what}");
}

/// Deals are closed and leads take exits before they are opened again, and what is deleted is asked for no more.
fn place(operation: &Operation) -> usize {
    let late = [
        "qualify_{one}",
        "nurture_{one}",
        "disqualify_{one}",
        "move_{one}",
        "close_opportunity_won",
        "reopen_{one}",
        "close_opportunity_lost",
        "convert_{one}",
        "start_{one}",
        "cancel_{one}",
    ];
    match operation.verb.as_str() {
        "delete_{one}" => late.len() + 1,
        verb => late.iter().position(|late| *late == verb).map_or(0, |place| place + 1),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_operation_answers_in_the_same_form() {
    let app = TestApp::start().await;
    app.user("guest", "", &app.north).await;
    let (admin, anonymous) = (&app.admin, app.anonymous());
    let samples = Samples::prepare(admin, &app.north).await;
    let holder = (admin, "admin@example.com");
    let targets = Targets::create(samples, admin, |_| admin.clone(), holder, "guest@example.com").await;
    let mut operations = operations(&anonymous.get("openapi.json").await.expect(200));
    operations.sort_by_key(place);
    let (mut refused, mut unchanged) = (BTreeSet::new(), 0);
    for operation in &operations {
        let id = operation.id.as_str();
        let request = targets.request(operation, "*");
        if operation.verb == "get_{one}" {
            let known = request.send_with(admin, &[("if-none-match", "*")]).await;
            assert_eq!(known.status, 304, "{id}");
            check(id, &request.path, &known);
            unchanged += 1;
        }
        let none = request.send(&anonymous).await;
        let sign = if request.path.contains('?') { '&' } else { '?' };
        let odd = Request { path: format!("{}{sign}nonsense=1", request.path), ..request.clone() };
        let odd = odd.send(admin).await;
        assert_eq!((odd.status, odd.code()), (400, "unknown_parameter"), "{id}: {}", odd.body);
        for answer in [&none, &odd] {
            check(id, &request.path, answer);
        }
        let done = request.send(admin).await;
        check(id, &request.path, &done);
        if done.status >= 400 {
            refused.insert(format!("{id} {}", done.body));
        }
    }
    let made_up: BTreeSet<&str> = refused.iter().map(|words| words.split(' ').next().unwrap()).collect();
    // Only of lists that are longer than those here there are exports to get.
    let expected = [
        "change_password",
        "delete_export",
        "get_export",
        "get_export_file",
        "open_form",
        "refresh",
        "send_form",
        "set_password",
    ];
    assert_eq!(made_up, BTreeSet::from(expected), "{refused:#?}");
    assert_eq!(unchanged, tests::subjects().len());
    answers_what_needs_secrets(&app).await;
}

/// The operations that a made-up secret does not open.
async fn answers_what_needs_secrets(app: &TestApp) {
    let client = app.anonymous();
    let user =
        json!({ "name": "New", "email": "new@example.com", "department_id": app.north, "role_ids": [] });
    let id = app.admin.make("users", user).await;
    let link = app.admin.post(&format!("users/{id}/actions/invite"), json!({})).await.expect(200);
    let set = json!({ "token": link["token"], "password": PASSWORD });
    let set = client.post("auth/set-password", set).await;
    let sign_in = json!({ "email": "new@example.com", "password": PASSWORD, "client": "app" });
    let tokens = client.post("auth/login", sign_in).await.expect(200);
    let refreshed = client.post("auth/refresh", json!({ "refresh_token": tokens["refresh_token"] })).await;
    let user = client.with_token(tokens["access_token"].as_str().unwrap(), &id);
    let change = json!({ "current": PASSWORD, "new": "kolibri-plum-77-gtx" });
    let changed = user.post("auth/change-password", change).await;
    let form = json!({ "name": "Form", "title": "Form", "lead_owner_id": id, "thanks": "Thank you." });
    let form = app.admin.create("web-forms", form).await;
    let path = format!("forms/{}", form["token"].as_str().unwrap());
    let opened = client.get(&path).await;
    let sent =
        client.post(&path, json!({ "name": "Robbie", "stamp": "made up", "nickname": "Robbie" })).await;
    for (what, answer, status) in [
        ("set", set, 204),
        ("refresh", refreshed, 200),
        ("change", changed, 204),
        ("open", opened, 200),
        ("send", sent, 200),
    ] {
        check(what, "/api/", &answer);
        assert_eq!(answer.status, status, "{what}: {}", answer.body);
    }
}

/// A request that is wrong before it comes to an operation.
struct Bad {
    what: &'static str,
    method: Method,
    path: &'static str,
    headers: &'static [(&'static str, &'static str)],
    body: Vec<u8>,
    expected: (u16, &'static str),
}

fn bad(
    what: &'static str,
    (method, path): (&str, &'static str),
    headers: &'static [(&'static str, &'static str)],
    body: impl Into<Vec<u8>>,
    expected: (u16, &'static str),
) -> Bad {
    Bad { what, method: method.parse().unwrap(), path, headers, body: body.into(), expected }
}

const JSON: &[(&str, &str)] = &[("content-type", "application/json")];
const MISSING: &str = "/api/v1/tags/018f0000-0000-7000-8000-000000000000";

fn bad_requests() -> Vec<Bad> {
    let tags = "/api/v1/tags";
    let malformed = (400, "malformed");
    let not_found = (404, "not_found");
    vec![
        bad("a path of nobody's", ("GET", "/api/nonsense"), &[], "", not_found),
        bad("a path below the API", ("GET", "/api/v1/nonsense"), &[], "", not_found),
        bad("another version", ("GET", "/api/v2/tags"), &[], "", not_found),
        bad("no record", ("GET", MISSING), &[], "", not_found),
        bad("a word for an id", ("GET", "/api/v1/tags/nonsense"), &[], "", not_found),
        bad(
            "a word for an id of a session",
            ("DELETE", "/api/v1/auth/sessions/nonsense"),
            &[],
            "",
            not_found,
        ),
        bad("a method of nobody's", ("TRACE", tags), &[], "", (405, "method_not_allowed")),
        bad("a method of others", ("PUT", tags), &[], "", (405, "method_not_allowed")),
        bad(
            "another site's question",
            ("OPTIONS", tags),
            &[("origin", "https://evil.example"), ("access-control-request-method", "POST")],
            "",
            (405, "method_not_allowed"),
        ),
        bad("a health check by POST", ("POST", "/livez"), &[], "", (405, "method_not_allowed")),
        bad("no form we have", ("GET", tags), &[("accept", "image/png")], "", (406, "not_acceptable")),
        bad("no JSON", ("POST", tags), JSON, "{", malformed),
        bad("no text", ("POST", tags), JSON, vec![0xff, 0xfe], malformed),
        bad("a name twice", ("POST", tags), JSON, r#"{"name":"a","name":"b"}"#, malformed),
        bad("nothing", ("POST", tags), JSON, "", malformed),
        bad(
            "a form",
            ("POST", tags),
            &[("content-type", "text/plain")],
            "{}",
            (415, "unsupported_media_type"),
        ),
        bad("no type", ("POST", tags), &[], "{}", (415, "unsupported_media_type")),
        bad(
            "an unknown encoding",
            ("POST", tags),
            &[("content-type", "application/json"), ("content-encoding", "nonsense")],
            "{",
            malformed,
        ),
        bad("too much", ("POST", tags), JSON, vec![b' '; 1024 * 1024 + 1], (413, "payload_too_large")),
        bad("a list for a record", ("POST", tags), JSON, "[]", (422, "validation_failed")),
        bad("no version", ("PATCH", MISSING), JSON, "{}", (428, "precondition_required")),
        bad(
            "an odd version",
            ("PATCH", MISSING),
            &[("content-type", "application/json"), ("if-match", "7")],
            "{}",
            malformed,
        ),
        bad(
            "an odd key",
            ("POST", tags),
            &[("content-type", "application/json"), ("idempotency-key", "a b")],
            "{}",
            malformed,
        ),
        bad("an odd parameter", ("GET", "/api/v1/tags?limit=0"), &[], "", (400, "unknown_parameter")),
        bad("an odd cursor", ("GET", "/api/v1/tags?cursor=x"), &[], "", (400, "invalid_cursor")),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_requests_are_refused_in_the_same_form() {
    let app = TestApp::start().await;
    let mut wrong = Vec::new();
    for Bad { what, method, path, headers, body, expected } in bad_requests() {
        for packed in [&[][..], &[("accept-encoding", "br, gzip")]] {
            let headers = [headers, packed].concat();
            let answer = app.admin.send_bytes(method.clone(), path, &headers, body.clone()).await;
            if (answer.status, answer.code()) == expected {
                check(what, path, &answer);
            } else {
                wrong.push(format!("{what} ({packed:?}): {} {}", answer.status, answer.body));
            }
            assert_eq!(answer.header("content-encoding"), "", "{what}: problems are not packed");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let allowed = app.admin.send_bytes(Method::PUT, "tags", &[], Vec::new()).await;
    assert_eq!(allowed.header("allow"), "GET, HEAD, POST");
    for path in ["/livez", "/readyz"] {
        let answer = app.anonymous().get(path).await;
        check(path, path, &answer);
        assert_eq!(answer.status, 200);
    }
    let chosen = [("x-request-id", "a-request-of-mine")];
    let answer = app.admin.send(Method::GET, "nonsense", &chosen, None).await;
    assert_eq!(answer.body["request_id"], json!("a-request-of-mine"));
}

/// Whether and how the answer to this request is packed.
async fn packing(client: &Client, path: &str, body: Option<serde_json::Value>) -> String {
    let method = if body.is_some() { Method::POST } else { Method::GET };
    let answer = client.send(method, path, &[("accept-encoding", "gzip")], body.as_ref()).await;
    assert_eq!(answer.status, 200, "{path}");
    answer.header("content-encoding").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn large_answers_are_packed_and_secrets_are_not() {
    let app = TestApp::start().await;
    assert_eq!(packing(&app.admin, "openapi.json", None).await, "gzip");
    assert_eq!(packing(&app.admin, "roles", None).await, "gzip");
    assert_eq!(packing(&app.admin, "tags", None).await, "", "it is too small to be worth it");
    assert_eq!(packing(&app.admin, "auth/me", None).await, "", "its length would tell of secrets in it");
    let sign_in = json!({ "email": "admin@example.com", "password": PASSWORD, "client": "app" });
    assert_eq!(packing(&app.admin, "auth/login", Some(sign_in)).await, "");
}
