//! Tokens that were tampered with, and what becomes of them.

use aws_lc_rs::hmac;
use serde_json::{Map, Value, json};

use super::*;

const ISSUER: &str = "https://crm.example.com";
const SECRET: &str = "0123456789abcdef0123456789abcdef";
const OTHER_SECRET: &str = "fedcba9876543210fedcba9876543210";

fn settings(secret: &str, previous: Option<&str>) -> AuthSettings {
    AuthSettings {
        secret: secret.into(),
        previous_secret: previous.map(Into::into),
        public_url: ISSUER.to_owned(),
        trusted_proxies: Vec::new(),
    }
}

fn ring() -> KeyRing {
    KeyRing::new(&settings(SECRET, None)).unwrap()
}

fn now() -> DateTime<Utc> {
    "2026-11-22T10:00:00Z".parse().unwrap()
}

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn good(ring: &KeyRing) -> String {
    ring.sign(UserId(id(1)), SessionId(id(2)), id(3), now()).unwrap()
}

fn encoded(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(text)
}

/// A token signed with our own key, whatever it says: what an attacker can never make, so only validation refuses it.
fn signed(header: &str, claims: &str) -> String {
    let message = format!("{}.{}", encoded(header), encoded(claims));
    let pair =
        Ed25519KeyPair::from_seed_unchecked(&derive(SECRET.as_bytes(), "access token").unwrap()).unwrap();
    format!("{message}.{}", URL_SAFE_NO_PAD.encode(pair.sign(message.as_bytes())))
}

fn header() -> Value {
    json!({ "typ": TYPE, "alg": "EdDSA", "kid": ring().keys[0].id })
}

fn claims() -> Map<String, Value> {
    let now = now().timestamp();
    let claims = json!({ "iss": ISSUER, "aud": AUDIENCE, "exp": now + 600, "nbf": now, "iat": now,
        "sub": id(1), "sid": id(2), "jti": id(3) });
    claims.as_object().unwrap().clone()
}

fn with_header(name: &str, value: Value) -> String {
    let mut header = header();
    header[name] = value;
    signed(&header.to_string(), &Value::Object(claims()).to_string())
}

fn with_claim(name: &str, value: Value) -> String {
    let mut claims = claims();
    claims.insert(name.to_owned(), value);
    signed(&header().to_string(), &Value::Object(claims).to_string())
}

fn without(name: &str) -> String {
    let mut claims = claims();
    claims.remove(name);
    signed(&header().to_string(), &Value::Object(claims).to_string())
}

#[test]
fn a_good_token_is_read() {
    let ring = ring();
    let read = ring.verify(&good(&ring), now()).unwrap();
    assert_eq!((read.sub, read.sid, read.jti), (UserId(id(1)), SessionId(id(2)), id(3)));
    let by_hand = signed(&header().to_string(), &Value::Object(claims()).to_string());
    assert!(
        ring.verify(&by_hand, now()).is_ok(),
        "the forgeries below differ from a good token in one thing only"
    );
}

#[test]
fn forged_tokens_are_refused() {
    let ring = ring();
    let good = good(&ring);
    let (message, signature) = good.rsplit_once('.').unwrap();
    let (head, body) = message.split_once('.').unwrap();
    let public = ring.keys[0].verifies.try_get_as_bytes().unwrap();
    let hs256 = |key: &[u8]| {
        let mut header = header();
        header["alg"] = json!("HS256");
        let message =
            format!("{}.{}", encoded(&header.to_string()), encoded(&Value::Object(claims()).to_string()));
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), message.as_bytes());
        format!("{message}.{}", URL_SAFE_NO_PAD.encode(tag))
    };
    let none = |alg: &str| {
        let header = json!({ "typ": TYPE, "alg": alg, "kid": ring.keys[0].id }).to_string();
        format!("{}.{}.", encoded(&header), encoded(&Value::Object(claims()).to_string()))
    };
    let at = |seconds: i64| json!(now().timestamp() + seconds);
    let twice = Value::Object(claims()).to_string().replacen('{', &format!("{{\"sub\":\"{}\",", id(9)), 1);
    let two_algorithms = header().to_string().replacen('{', "{\"alg\":\"none\",", 1);
    let other = KeyRing::new(&settings(OTHER_SECRET, None)).unwrap();
    let stranger = super::tests::good(&other);
    let foreign = |name: &str| with_header(name, json!("https://evil.example/keys"));
    let forged: Vec<(&str, String)> = vec![
        ("nothing", String::new()),
        ("dots", "..".to_owned()),
        ("alg none", none("none")),
        ("alg None", none("None")),
        ("no signature", format!("{message}.")),
        ("two parts", message.to_owned()),
        ("four parts", format!("{good}.x")),
        ("HS256 with the public key", hs256(public)),
        ("HS256 with the secret", hs256(SECRET.as_bytes())),
        ("signed by a stranger", stranger.clone()),
        ("a stranger with our kid", {
            let (message, _) = stranger.rsplit_once('.').unwrap();
            let (_, body) = message.split_once('.').unwrap();
            format!("{head}.{body}.{}", stranger.rsplit_once('.').unwrap().1)
        }),
        ("unknown kid", with_header("kid", json!("AAAAAAAAAAAA"))),
        ("kid as a path", with_header("kid", json!("../../dev/null"))),
        ("alg ES256", with_header("alg", json!("ES256"))),
        ("jku", foreign("jku")),
        ("x5u", foreign("x5u")),
        (
            "jwk",
            with_header(
                "jwk",
                json!({ "kty": "OKP", "crv": "Ed25519", "x": URL_SAFE_NO_PAD.encode(public) }),
            ),
        ),
        ("crit", with_header("crit", json!(["exp"]))),
        ("typ JWT: an id token", with_header("typ", json!("JWT"))),
        ("no aud", without("aud")),
        ("no iss", without("iss")),
        ("no exp", without("exp")),
        ("no nbf", without("nbf")),
        ("no sub", without("sub")),
        ("no sid", without("sid")),
        ("no jti", without("jti")),
        ("wrong aud", with_claim("aud", json!("other-api"))),
        ("two aud", with_claim("aud", json!([AUDIENCE, "other-api"]))),
        ("wrong iss", with_claim("iss", json!("https://evil.example"))),
        ("not yet good", with_claim("nbf", at(10))),
        ("exp as text", with_claim("exp", json!("9999999999"))),
        ("exp without end", with_claim("exp", json!(1e300))),
        ("sub of another form", with_claim("sub", json!("admin"))),
        ("a claim more: an id token", with_claim("nonce", json!("n"))),
        ("a claim twice", signed(&header().to_string(), &twice)),
        ("a header twice", signed(&two_algorithms, &Value::Object(claims()).to_string())),
        ("truncated", good[..good.len() - 4].to_owned()),
        ("changed body", {
            let body =
                encoded(&Value::Object(claims()).to_string().replace(&id(1).to_string(), &id(9).to_string()));
            format!("{head}.{body}.{signature}")
        }),
        ("body not JSON", signed(&header().to_string(), "not json")),
        ("padded", format!("{head}.{body}.{signature}==")),
        ("a refresh or reset token", super::super::secret::new_token()),
        ("an API key", super::super::secret::new_api_key()),
        ("64 KiB", with_claim("jti", json!("x".repeat(65536)))),
        ("64 KiB of a header", with_header("kid", json!("x".repeat(65536)))),
        ("blank before", format!(" {good}")),
    ];
    assert!(forged.len() >= 25);
    for (what, token) in forged {
        assert_eq!(ring.verify(&token, now()), Err(Refusal::Invalid), "{what}");
    }
}

#[test]
fn time_is_checked_with_five_seconds_of_leeway() {
    let ring = ring();
    let good = good(&ring);
    let at = |seconds: i64| ring.verify(&good, now() + chrono::TimeDelta::seconds(seconds));
    assert!(at(-5).is_ok());
    assert_eq!(at(-6), Err(Refusal::Invalid));
    assert!(at(605).is_ok());
    assert_eq!(at(606), Err(Refusal::Expired));
}

#[test]
fn the_secret_before_still_verifies_and_no_longer_signs() {
    let old = ring();
    let rotated = KeyRing::new(&settings(OTHER_SECRET, Some(SECRET))).unwrap();
    assert!(rotated.verify(&good(&old), now()).is_ok());
    assert!(rotated.verify(&good(&rotated), now()).is_ok());
    assert_eq!(old.verify(&good(&rotated), now()), Err(Refusal::Invalid));
    let later = KeyRing::new(&settings(OTHER_SECRET, None)).unwrap();
    assert_eq!(later.verify(&good(&old), now()), Err(Refusal::Invalid));
}

#[test]
fn short_secrets_are_refused() {
    assert!(KeyRing::new(&settings(&SECRET[1..], None)).is_err());
}
