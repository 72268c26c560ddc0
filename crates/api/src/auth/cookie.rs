//! Cookies: the refresh token, the mark of a known device, and who may use them.

use std::future::{Ready, ready};

use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::Payload;
use actix_web::http::header::{self, HeaderMap};
use actix_web::{FromRequest, HttpRequest, web};
use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use domain::UserId;
use persistence::session::{DEVICE_LIFETIME, IDLE_LIFETIME, KnownDevice};
use secrecy::ExposeSecret;
use uuid::Uuid;
use wire::ProblemCode;

use super::secret::derive;
use super::{AuthSettings, BadSecret, Sessions};
use crate::error::ApiError;

/// `__Host-` makes browsers refuse the cookie from anyone but this host over TLS; they take localhost for safe.
const REFRESH: &str = "__Host-rapport_rt";
const DEVICE: &str = "__Host-rapport_device";

fn cookie(name: &'static str, value: String, seconds: i64) -> Cookie<'static> {
    Cookie::build(name, value)
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Strict)
        .max_age(Duration::seconds(seconds))
        .finish()
}

/// The cookie that carries a refresh token.
pub(super) fn refresh(token: String) -> Cookie<'static> {
    cookie(REFRESH, token, IDLE_LIFETIME.num_seconds())
}

/// The cookie that removes it.
pub(super) fn no_refresh() -> Cookie<'static> {
    cookie(REFRESH, String::new(), 0)
}

/// The refresh token in a browser's cookie. Asking for it proves that the request comes from our own page, else
/// 403: browsers send cookies along with requests that other sites make.
#[derive(Debug)]
pub(crate) struct RefreshCookie(pub(super) Option<String>);

impl FromRequest for RefreshCookie {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let Some(cookie) = request.cookie(REFRESH) else { return ready(Ok(Self(None))) };
        let ours = request
            .app_data::<web::Data<Sessions>>()
            .is_some_and(|sessions| is_from_our_page(request.headers(), &sessions.settings().public_url));
        let forbidden =
            || ApiError { cause: Some("cross-site request".into()), ..ApiError::new(ProblemCode::Forbidden) };
        ready(if ours { Ok(Self(Some(cookie.value().to_owned()))) } else { Err(forbidden()) })
    }
}

/// A form cannot send JSON nor a header of ours; a script on another origin can only after asking, which we never
/// allow; and the browser itself says which origin it is.
fn is_from_our_page(headers: &HeaderMap, public_url: &str) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind =
        text(header::CONTENT_TYPE.as_str()).split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let origin = text(header::ORIGIN.as_str());
    let same_origin = text("sec-fetch-site") == "same-origin";
    let ours = !origin.is_empty() && origin == public_url.trim_end_matches('/');
    kind == "application/json" && text("x-requested-with") == "rapport" && (ours || same_origin)
}

/// Makes and reads the mark of a known device: user, device and time, signed.
pub(super) struct DeviceMarks {
    /// The first signs.
    keys: Vec<hmac::Key>,
}

impl DeviceMarks {
    pub(super) fn new(settings: &AuthSettings) -> Result<Self, BadSecret> {
        let secrets = std::iter::once(&settings.secret).chain(&settings.previous_secret);
        let key = |secret: &secrecy::SecretString| {
            let key = derive(secret.expose_secret().as_bytes(), "known device")?;
            Ok(hmac::Key::new(hmac::HMAC_SHA256, &key))
        };
        Ok(Self { keys: secrets.map(key).collect::<Result<_, BadSecret>>()? })
    }

    /// The cookie by which the device will be known.
    pub(super) fn cookie(&self, device: KnownDevice) -> Option<Cookie<'static>> {
        let KnownDevice { id, user_id, since } = device;
        let text = format!("{}.{}.{}", user_id.0.simple(), id.simple(), since.timestamp());
        let tag = URL_SAFE_NO_PAD.encode(hmac::sign(self.keys.first()?, text.as_bytes()));
        Some(cookie(DEVICE, format!("{text}.{tag}"), DEVICE_LIFETIME.num_seconds()))
    }

    /// The device that a request's cookie proves.
    pub(super) fn read(&self, request: &HttpRequest, now: DateTime<Utc>) -> Option<KnownDevice> {
        self.parse(request.cookie(DEVICE)?.value(), now)
    }

    fn parse(&self, mark: &str, now: DateTime<Utc>) -> Option<KnownDevice> {
        let (text, tag) = mark.rsplit_once('.')?;
        let tag = URL_SAFE_NO_PAD.decode(tag).ok()?;
        self.keys.iter().find(|key| hmac::verify(key, text.as_bytes(), &tag).is_ok())?;
        let mut parts = text.split('.');
        let user_id = UserId(Uuid::parse_str(parts.next()?).ok()?);
        let id = Uuid::parse_str(parts.next()?).ok()?;
        let since = DateTime::from_timestamp(parts.next()?.parse().ok()?, 0)?;
        (since + DEVICE_LIFETIME > now).then_some(KnownDevice { id, user_id, since })
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{HeaderName, HeaderValue};
    use chrono::TimeDelta;

    use super::*;

    const US: &str = "https://crm.example.com";
    const JSON: (&str, &str) = ("content-type", "application/json");
    const OURS: (&str, &str) = ("x-requested-with", "rapport");

    fn allowed(headers: &[(&'static str, &str)]) -> bool {
        let header = |(name, value): &(&'static str, &str)| {
            (HeaderName::from_static(name), HeaderValue::from_str(value).unwrap())
        };
        is_from_our_page(&headers.iter().map(header).collect(), US)
    }

    #[test]
    fn our_own_pages_are_let_in() {
        assert!(allowed(&[JSON, OURS, ("origin", US)]));
        assert!(allowed(&[("content-type", "application/json; charset=utf-8"), OURS, ("origin", US)]));
        assert!(allowed(&[JSON, OURS, ("sec-fetch-site", "same-origin")]));
        assert!(allowed(&[
            JSON,
            OURS,
            ("sec-fetch-site", "same-origin"),
            ("origin", "http://127.0.0.1:8081")
        ]));
    }

    #[test]
    fn other_sites_are_not() {
        let refused: [&[(&'static str, &str)]; 14] = [
            &[],
            &[JSON],
            &[JSON, OURS],
            &[JSON, ("origin", US)],
            &[OURS, ("origin", US)],
            &[("content-type", "text/plain"), OURS, ("origin", US)],
            &[("content-type", "application/x-www-form-urlencoded"), OURS, ("origin", US)],
            &[("content-type", "multipart/form-data; boundary=x"), OURS, ("origin", US)],
            &[JSON, ("x-requested-with", "XMLHttpRequest"), ("origin", US)],
            &[JSON, OURS, ("origin", "null")],
            &[JSON, OURS, ("origin", "https://crm.example.com.evil.example")],
            &[JSON, OURS, ("origin", "http://crm.example.com")],
            &[JSON, OURS, ("sec-fetch-site", "same-site")],
            &[JSON, OURS, ("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")],
        ];
        for headers in refused {
            assert!(!allowed(headers), "{headers:?}");
        }
    }

    fn marks(secret: &str, previous: Option<&str>) -> DeviceMarks {
        let settings = AuthSettings {
            secret: secret.into(),
            previous_secret: previous.map(Into::into),
            public_url: US.to_owned(),
            trusted_proxies: Vec::new(),
        };
        DeviceMarks::new(&settings).unwrap()
    }

    #[test]
    fn cookies_are_out_of_reach_of_scripts_and_other_sites() {
        let text = refresh("token".to_owned()).to_string();
        for part in
            ["__Host-rapport_rt=token", "HttpOnly", "SameSite=Strict", "Secure", "Path=/", "Max-Age=1209600"]
        {
            assert!(text.contains(part), "{text}");
        }
        assert!(!text.contains("Domain"), "{text}");
        assert!(no_refresh().to_string().contains("Max-Age=0"));
    }

    #[test]
    fn marks_of_devices_prove_themselves_for_ninety_days() {
        let (old, new) = ("0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210");
        let since = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let device = KnownDevice { id: Uuid::from_u128(1), user_id: UserId(Uuid::from_u128(2)), since };
        let mark = marks(old, None).cookie(device).unwrap().value().to_owned();
        let read = |marks: DeviceMarks, mark: &str, days| marks.parse(mark, since + TimeDelta::days(days));
        assert_eq!(read(marks(old, None), &mark, 89), Some(device));
        assert_eq!(read(marks(old, None), &mark, 90), None);
        assert_eq!(read(marks(new, Some(old)), &mark, 1), Some(device));
        assert_eq!(read(marks(new, None), &mark, 1), None);
        let other = mark.replacen("2", "3", 1);
        for forged in ["", ".", "a.b.c.d", other.as_str(), &mark[..mark.len() - 1]] {
            assert_eq!(read(marks(old, None), forged, 1), None, "{forged}");
        }
    }
}
