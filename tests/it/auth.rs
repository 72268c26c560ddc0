//! Signing in, staying in, and being kept out.

use reqwest::Method;
use serde_json::{Value, json};
use tests::{Answer, Client, PASSWORD, TestApp};

const ADMIN: &str = "admin@example.com";
const OURS: [(&str, &str); 2] = [("x-requested-with", "rapport"), ("sec-fetch-site", "same-origin")];

async fn login(client: &Client, email: &str, password: &str) -> Answer {
    client.post("auth/login", json!({ "email": email, "password": password, "client": "app" })).await
}

async fn refresh(client: &Client, token: &Value) -> Answer {
    client.post("auth/refresh", json!({ "refresh_token": token })).await
}

/// The body without what differs from request to request.
fn words(answer: &Answer) -> Value {
    let mut body = answer.body.clone();
    body["request_id"] = Value::Null;
    body
}

/// Waits until no server remembers a session any more: two seconds of the clock on the wall.
async fn forgotten() {
    tokio::time::sleep(std::time::Duration::from_millis(2100)).await;
}

fn cookies(answer: &Answer) -> Vec<String> {
    let all = answer.headers.get_all("set-cookie").iter();
    all.filter_map(|value| value.to_str().ok()?.split(';').next().map(str::to_owned)).collect()
}

fn cookie(answer: &Answer, name: &str) -> String {
    cookies(answer).into_iter().find(|cookie| cookie.starts_with(name)).expect("the cookie is set")
}

#[actix_web::test]
async fn refused_sign_ins_tell_nothing() {
    let app = TestApp::start().await;
    let (client, user) = (app.anonymous(), app.user("li", "sales_representative", &app.north).await);
    let unknown = login(&client, "nobody@example.com", PASSWORD).await;
    let wrong = login(&client, "li@example.com", "wrong").await;
    app.admin.patch(&format!("users/{}", user.id), "*", json!({ "is_active": false })).await.expect(200);
    let disabled = login(&client, "li@example.com", PASSWORD).await;
    for answer in [&unknown, &wrong, &disabled] {
        assert_eq!((answer.status, answer.code()), (401, "sign_in_failed"));
        assert_eq!(words(answer), words(&unknown));
    }
    forgotten().await;
    assert_eq!(user.get("auth/me").await.status, 401, "a disabled user is out within two seconds");
    let failed = "SELECT count(*) FROM audit_entries WHERE verb = 'sign_in_failed'";
    assert_eq!(app.db.number(failed).await, 3);
    assert_eq!(app.db.number("SELECT count(*) FROM audit_entries WHERE verb = 'sign_in'").await, 2);
}

#[actix_web::test]
async fn parallel_guesses_get_five_looks_at_the_hash() {
    let app = TestApp::start().await;
    app.user("li", "", &app.north).await;
    let client = app.anonymous();
    let guesses = (0..50).map(|_| login(&client, "li@example.com", "wrong"));
    for answer in futures_util::future::join_all(guesses).await {
        // The address has its limit too, and the server sheds what it cannot queue.
        assert!(matches!(answer.status, 401 | 429 | 503), "{}", answer.body);
    }
    let looks = "SELECT count(*) FROM audit_entries WHERE diff->>'reason' = 'wrong_password'";
    let looks = app.db.number(looks).await;
    assert!((5..=6).contains(&looks), "{looks}: the sixth may come a second later");
    app.runtime.advance(3600);
    login(&client, "li@example.com", PASSWORD).await.expect(200);
    let counted = "SELECT failed_count::bigint FROM user_credentials JOIN users ON users.id = user_id WHERE email = 'li@example.com'";
    assert_eq!(app.db.number(counted).await, 0);
}

#[actix_web::test]
async fn an_address_gets_twenty_wrong_passwords_and_a_known_device_is_not_locked_out() {
    let app = TestApp::start().await;
    let client = app.anonymous();
    let browser = json!({ "email": ADMIN, "password": PASSWORD });
    let signed_in = client.post("auth/login", browser.clone()).await;
    let device = cookie(&signed_in, "__Host-rapport_device");
    for _ in 0..6 {
        assert_eq!(login(&client, ADMIN, "wrong").await.status, 401);
    }
    assert_eq!(login(&client, ADMIN, PASSWORD).await.status, 401, "the account makes strangers wait");
    let known = client.send(Method::POST, "auth/login", &[("cookie", &device)], Some(&browser)).await;
    known.expect(200);
    for _ in 0..13 {
        assert_eq!(login(&client, "nobody@example.com", "wrong").await.status, 401);
    }
    let refused = login(&client, "nobody@example.com", "wrong").await;
    assert_eq!((refused.status, refused.code()), (429, "quota_exceeded"));
    app.runtime.advance(900);
    assert_eq!(login(&client, "nobody@example.com", "wrong").await.status, 401);
}

#[actix_web::test]
async fn a_hundred_wrong_passwords_close_the_account_until_a_new_one_is_set() {
    let app = TestApp::start().await;
    let user = app.user("li", "", &app.north).await;
    let client = app.anonymous();
    for _ in 0..100 {
        app.runtime.advance(1000);
        assert_eq!(login(&client, "li@example.com", "wrong").await.status, 401);
    }
    app.runtime.advance(100_000);
    assert_eq!(login(&client, "li@example.com", PASSWORD).await.status, 401);
    let admin = client.sign_in(ADMIN, PASSWORD).await;
    let link = admin.post(&format!("users/{}/actions/reset-password", user.id), json!({})).await.expect(200);
    let set = json!({ "token": link["token"], "password": "kolibri-plum-77-gtx" });
    client.post("auth/set-password", set.clone()).await.expect(204);
    login(&client, "li@example.com", "kolibri-plum-77-gtx").await.expect(200);
    assert_eq!(client.post("auth/set-password", set).await.status, 422, "a link works once");
}

#[actix_web::test]
async fn refresh_tokens_rotate_and_reuse_ends_the_session() {
    let app = TestApp::start().await;
    let client = app.anonymous();
    let first = login(&client, ADMIN, PASSWORD).await.expect(200);
    let second = refresh(&client, &first["refresh_token"]).await.expect(200);
    let third = refresh(&client, &second["refresh_token"]).await.expect(200);
    let me = client.with_token(third["access_token"].as_str().unwrap(), "");
    me.get("auth/me").await.expect(200);
    let reused = refresh(&client, &first["refresh_token"]).await;
    assert_eq!((reused.status, reused.code()), (401, "refresh_reused"));
    assert_eq!(refresh(&client, &third["refresh_token"]).await.code(), "unauthenticated");
    assert_eq!(me.get("auth/me").await.status, 401, "the access token is dead with its session");
    assert_eq!(app.db.number("SELECT count(*) FROM audit_entries WHERE verb = 'refresh_reused'").await, 1);
    app.admin.get("auth/me").await.expect(200);
}

#[actix_web::test]
async fn a_lost_answer_is_forgiven_for_ten_seconds() {
    let app = TestApp::start().await;
    let client = app.anonymous();
    let first = login(&client, ADMIN, PASSWORD).await.expect(200);
    let lost = refresh(&client, &first["refresh_token"]).await.expect(200);
    app.runtime.advance(8);
    let again = refresh(&client, &first["refresh_token"]).await.expect(200);
    let turned = refresh(&client, &lost["refresh_token"]).await.expect(200);
    assert_ne!(again["refresh_token"], turned["refresh_token"]);
    let live = "SELECT count(*) FROM refresh_tokens JOIN sessions ON sessions.id = session_id
        WHERE spent_at IS NULL AND device = '' AND user_id = (SELECT id FROM users WHERE email = 'admin@example.com')
        AND session_id = (SELECT id FROM sessions ORDER BY created_at DESC LIMIT 1)";
    assert_eq!(app.db.number(live).await, 1);
    app.runtime.advance(5);
    assert_eq!(refresh(&client, &first["refresh_token"]).await.code(), "refresh_reused");
    assert_eq!(app.db.number(live).await, 0);
}

#[actix_web::test]
async fn a_hundred_parallel_refreshes_leave_one_live_token() {
    let app = TestApp::start().await;
    let client = app.anonymous();
    let first = login(&client, ADMIN, PASSWORD).await.expect(200);
    let mut renewed = 0;
    // The server sheds what it cannot queue with 503; a client sends that again.
    let mut waiting = 100;
    while waiting > 0 {
        let calls = (0..waiting).map(|_| refresh(&client, &first["refresh_token"]));
        let answers = futures_util::future::join_all(calls).await;
        assert!(answers.iter().all(|answer| matches!(answer.status, 200 | 503)), "the family is not lost");
        let done = answers.iter().filter(|answer| answer.status == 200).count();
        (renewed, waiting) = (renewed + done, waiting - done);
    }
    assert_eq!(renewed, 100);
    let latest = "(SELECT id FROM sessions ORDER BY created_at DESC LIMIT 1)";
    let tokens =
        |which: &str| format!("SELECT count(*) FROM refresh_tokens WHERE session_id = {latest} AND {which}");
    assert_eq!(app.db.number(&tokens("spent_at IS NULL")).await, 1);
    assert_eq!(app.db.number(&tokens("true")).await, 101);
    assert_eq!(
        app.db
            .number(&format!("SELECT count(*) FROM sessions WHERE id = {latest} AND ended_at IS NULL"))
            .await,
        1
    );
}

#[actix_web::test]
async fn sessions_end_by_idleness_age_and_hand() {
    let app = TestApp::start().await;
    let client = app.anonymous();
    let idle = login(&client, ADMIN, PASSWORD).await.expect(200);
    let mut kept = login(&client, ADMIN, PASSWORD).await.expect(200);
    for _ in 0..2 {
        app.runtime.advance(13 * 86400);
        kept = refresh(&client, &kept["refresh_token"]).await.expect(200);
    }
    assert_eq!(refresh(&client, &idle["refresh_token"]).await.code(), "unauthenticated");
    app.runtime.advance(5 * 86400);
    assert_eq!(refresh(&client, &kept["refresh_token"]).await.code(), "unauthenticated", "30 days are over");
    let gone = login(&client, ADMIN, PASSWORD).await.expect(200);
    let access = client.with_token(gone["access_token"].as_str().unwrap(), "");
    access.get("auth/me").await.expect(200);
    client.post("auth/logout", json!({ "refresh_token": gone["refresh_token"] })).await.expect(204);
    assert_eq!(access.get("auth/me").await.status, 401);
    assert_eq!(refresh(&client, &gone["refresh_token"]).await.code(), "unauthenticated");
    app.runtime.advance(606);
    assert_eq!(app.admin.get("auth/me").await.code(), "token_expired");
}

#[actix_web::test]
async fn a_user_has_ten_sessions_and_ends_them() {
    let app = TestApp::start().await;
    let user = app.user("li", "", &app.north).await;
    for _ in 0..10 {
        app.anonymous().sign_in("li@example.com", PASSWORD).await;
    }
    forgotten().await;
    assert_eq!(user.get("auth/me").await.status, 401, "the oldest made room");
    let user = app.anonymous().sign_in("li@example.com", PASSWORD).await;
    let sessions = user.get("auth/sessions").await;
    let ids = sessions.ids();
    assert_eq!((ids.len(), &sessions.body["data"][0]["is_current"]), (10, &json!(true)));
    user.delete(&format!("auth/sessions/{}", ids[1])).await.expect(204);
    assert_eq!(user.get("auth/sessions").await.ids().len(), 9);
    assert_eq!(user.delete(&format!("auth/sessions/{}", ids[1])).await.status, 404);
    assert_eq!(app.admin.delete(&format!("auth/sessions/{}", ids[0])).await.status, 404, "it is not theirs");
}

#[actix_web::test]
async fn browsers_keep_the_refresh_token_in_a_cookie_of_our_pages() {
    let app = TestApp::start().await;
    let client = app.anonymous();
    let signed_in = client.post("auth/login", json!({ "email": ADMIN, "password": PASSWORD })).await;
    assert!(signed_in.body.get("refresh_token").is_none());
    let jar = cookie(&signed_in, "__Host-rapport_rt");
    let with = |mine: &[(&'static str, &'static str)]| {
        let mut headers = mine.to_vec();
        headers.push(("cookie", jar.clone().leak()));
        headers
    };
    for headers in [&[][..], &OURS[..1], &OURS[1..], &[OURS[0], ("origin", "null")]] {
        let answer = client.send(Method::POST, "auth/refresh", &with(headers), Some(&json!({}))).await;
        assert_eq!(answer.status, 403, "{headers:?}");
    }
    let renewed = client.send(Method::POST, "auth/refresh", &with(&OURS), Some(&json!({}))).await;
    assert!(renewed.body.get("refresh_token").is_none());
    assert_ne!(cookie(&renewed, "__Host-rapport_rt"), jar);
    let out = client.send(Method::POST, "auth/logout", &with(&OURS), Some(&json!({}))).await;
    assert_eq!((out.status, out.header("clear-site-data")), (204, "\"cache\", \"storage\""));
    assert_eq!(cookie(&out, "__Host-rapport_rt"), "__Host-rapport_rt=");
}

#[actix_web::test]
async fn passwords_are_changed_with_the_old_one() {
    let app = TestApp::start().await;
    let user = app.user("li", "", &app.north).await;
    let other = app.anonymous().sign_in("li@example.com", PASSWORD).await;
    let change = |current: &str, new: &str| json!({ "current": current, "new": new });
    let wrong = user.post("auth/change-password", change("wrong", "kolibri-plum-77-gtx")).await;
    assert_eq!((wrong.status, wrong.places()), (422, vec!["/current".to_owned()]));
    let weak = user.post("auth/change-password", change(PASSWORD, "password1234")).await;
    assert_eq!((weak.status, weak.places()), (422, vec!["/new".to_owned()]));
    user.post("auth/change-password", change(PASSWORD, "kolibri-plum-77-gtx")).await.expect(204);
    user.get("auth/me").await.expect(200);
    tokio::time::sleep(std::time::Duration::from_millis(2100)).await;
    assert_eq!(other.get("auth/me").await.status, 401);
    assert_eq!(login(&app.anonymous(), "li@example.com", PASSWORD).await.status, 401);
    login(&app.anonymous(), "li@example.com", "kolibri-plum-77-gtx").await.expect(200);
}

#[actix_web::test]
async fn only_those_with_all_rights_of_a_user_let_that_user_in() {
    let app = TestApp::start().await;
    let all = json!({ "create": "all", "read": "all", "update": "all", "delete": "all" });
    let role = json!({ "name": "HR", "code": "hr", "permissions": { "user": all }, "rights": [] });
    let role = app.admin.make("roles", role).await;
    let hr = app.user("wang", "", &app.north).await;
    app.admin.patch(&format!("users/{}", hr.id), "*", json!({ "role_ids": [role] })).await.expect(200);
    let seller = app.user("li", "sales_representative", &app.north).await;
    let plain = app.user("zhao", "", &app.north).await;
    tokio::time::sleep(std::time::Duration::from_millis(2100)).await;
    let reset = async |by: &Client, id: &str| {
        by.post(&format!("users/{id}/actions/reset-password"), json!({})).await.status
    };
    assert_eq!(reset(&hr, &app.admin.id).await, 403);
    assert_eq!(reset(&hr, &seller.id).await, 403, "HR may not sell, so HR cannot become a seller");
    assert_eq!(reset(&hr, &plain.id).await, 200);
    assert_eq!(reset(&seller, &plain.id).await, 403);
    assert_eq!(reset(&app.admin, &seller.id).await, 200);
    assert_eq!(reset(&app.admin, &app.runtime.new_id().to_string()).await, 404);
    let invited = app.admin.post(&format!("users/{}/actions/invite", plain.id), json!({})).await;
    assert_eq!(invited.code(), "state_not_allowed", "who has a password needs no invitation");
    let link =
        app.admin.post(&format!("users/{}/actions/reset-password", plain.id), json!({})).await.expect(200);
    app.runtime.advance(1801);
    let set = json!({ "token": link["token"], "password": "kolibri-plum-77-gtx" });
    assert_eq!(app.anonymous().post("auth/set-password", set).await.status, 422, "30 minutes are over");
}

#[actix_web::test]
async fn api_keys_act_within_their_scopes() {
    let app = TestApp::start().await;
    let later = |days: i64| (app.runtime.now() + chrono::TimeDelta::days(days)).to_rfc3339();
    let input =
        |scopes: Value, days: i64| json!({ "name": "ERP", "scopes": scopes, "expires_at": later(days) });
    for (bad, place) in [
        (input(json!(["tag:read"]), 366), "/expires_at"),
        (input(json!(["tag:read"]), -1), "/expires_at"),
        (input(json!([]), 1), "/scopes"),
        (input(json!(["tag:fly"]), 1), "/scopes/0"),
        (input(json!(["*", "*"]), 1), "/scopes"),
    ] {
        let answer = app.admin.post("api-keys", bad).await;
        assert_eq!((answer.status, answer.places()), (422, vec![place.to_owned()]), "{}", answer.body);
    }
    let made = app.admin.post("api-keys", input(json!(["tag:read"]), 30)).await.expect(201);
    let key = app.anonymous().with_token(made["key"].as_str().unwrap(), "");
    key.get("tags").await.expect(200);
    assert_eq!(key.post("tags", json!({ "name": "VIP", "color": "red" })).await.status, 403);
    assert_eq!(key.get("api-keys").await.status, 403, "a key makes no keys");
    assert_eq!(key.get("auth/me").await.expect(200)["permissions"]["account"]["read"], json!("none"));
    let listed = app.admin.get("api-keys").await.expect(200);
    assert_eq!(listed["data"][0]["prefix"], json!(made["key"].as_str().unwrap()[..13]));
    assert!(listed["data"][0]["last_used_at"].is_string());
    assert!(!listed.to_string().contains(made["key"].as_str().unwrap()));
    let id = made["api_key"]["id"].as_str().unwrap();
    app.admin.delete(&format!("api-keys/{id}")).await.expect(204);
    tokio::time::sleep(std::time::Duration::from_millis(2100)).await;
    assert_eq!(key.get("tags").await.status, 401);
    let secrets = format!(
        "SELECT count(*) FROM audit_entries WHERE diff::text LIKE '%{}%'",
        made["key"].as_str().unwrap()
    );
    assert_eq!(app.db.number(&secrets).await, 0);
    assert_eq!(app.db.number("SELECT count(*) FROM audit_entries WHERE kind = 'api_key'").await, 2);
}

#[actix_web::test]
async fn nobody_takes_away_their_own_way_in() {
    let app = TestApp::start().await;
    let me = format!("users/{}", app.admin.id);
    for (patch, place) in
        [(json!({ "is_active": false }), "/is_active"), (json!({ "role_ids": [] }), "/role_ids")]
    {
        let refused = app.admin.patch(&me, "*", patch).await;
        assert_eq!((refused.status, refused.code()), (409, "state_not_allowed"));
        assert_eq!(refused.places(), vec![place.to_owned()]);
    }
    let refused = app.admin.delete(&me).await;
    assert_eq!((refused.status, refused.code()), (409, "state_not_allowed"));
    app.admin.patch(&me, "*", json!({ "title": "Boss" })).await.expect(200);
}

#[actix_web::test]
async fn bearers_of_nothing_are_refused() {
    let app = TestApp::start().await;
    let made_up = "rap_live_0000000000000000000000000000000000000000000000000";
    for token in ["", "x", "a.b.c", made_up, &"x".repeat(7000)] {
        let answer = app.anonymous().with_token(token, "").get("auth/me").await;
        assert_eq!((answer.status, answer.code()), (401, "unauthenticated"), "{token}");
        assert_eq!(answer.header("www-authenticate"), "Bearer");
    }
    assert_eq!(app.anonymous().get("auth/me").await.status, 401);
}
