//! Random secrets, and the keys that are derived from the server's own.

use aws_lc_rs::hkdf::{HKDF_SHA256, Salt};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::BadSecret;

const BASE62: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const KEY_PREFIX: &str = "rap_live_";
/// Digits of 256 bits in base 62.
const KEY_DIGITS: usize = 43;
/// Digits of 32 bits in base 62.
const SUM_DIGITS: usize = 6;

/// 32 random bytes.
pub(super) fn random() -> [u8; 32] {
    rand::random()
}

/// A new refresh token or token of a link: 43 characters.
pub(super) fn new_token() -> String {
    URL_SAFE_NO_PAD.encode(random())
}

/// A new API key: a prefix that scanners know, 256 random bits, and a checksum by which a mistyped or made-up key
/// is refused without asking the database.
pub(super) fn new_api_key() -> String {
    let body = format!("{KEY_PREFIX}{}", base62(&random(), KEY_DIGITS));
    let sum = checksum(&body);
    body + &sum
}

/// True if `text` looks like an API key, right or wrong.
pub(super) fn claims_to_be_api_key(text: &str) -> bool {
    text.starts_with(KEY_PREFIX)
}

/// True if `text` has the form of an API key and its checksum is right.
pub(super) fn is_api_key(text: &str) -> bool {
    let digits = text.strip_prefix(KEY_PREFIX).unwrap_or_default();
    let plain =
        digits.len() == KEY_DIGITS + SUM_DIGITS && digits.bytes().all(|byte| byte.is_ascii_alphanumeric());
    plain && text.split_at_checked(text.len() - SUM_DIGITS).is_some_and(|(body, sum)| checksum(body) == sum)
}

/// The first characters of a key, by which its user tells it from others.
pub(super) fn key_prefix(key: &str) -> String {
    key.chars().take(KEY_PREFIX.len() + 4).collect()
}

/// A key of 32 bytes for one purpose, derived from the server's secret.
pub(super) fn derive(secret: &[u8], purpose: &str) -> Result<[u8; 32], BadSecret> {
    if secret.len() < 32 {
        return Err(BadSecret);
    }
    let mut key = [0; 32];
    let prk = Salt::new(HKDF_SHA256, b"rapport").extract(secret);
    let info = [purpose.as_bytes()];
    let filled = prk.expand(&info, HKDF_SHA256).and_then(|okm| okm.fill(&mut key));
    filled.map(|()| key).or(Err(BadSecret))
}

fn checksum(body: &str) -> String {
    base62(&Sha256::digest(body)[..4], SUM_DIGITS)
}

/// The bytes as a number in base 62, most significant digit first.
fn base62(bytes: &[u8], digits: usize) -> String {
    let mut number = bytes.to_vec();
    let mut text: Vec<char> = (0..digits)
        .map(|_| {
            let mut rest = 0_u16;
            for byte in &mut number {
                let value = (rest << 8) | u16::from(*byte);
                *byte = u8::try_from(value / 62).unwrap_or(u8::MAX);
                rest = value % 62;
            }
            char::from(BASE62[usize::from(rest)])
        })
        .collect();
    text.reverse();
    text.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_base_62() {
        assert_eq!(base62(&[0], 2), "00");
        assert_eq!(base62(&[61], 2), "0z");
        assert_eq!(base62(&[1, 0], 3), "048");
        assert_eq!(base62(&[255; 4], 6), "4gfFC3");
        assert_ne!(
            base62(&[255; 32], KEY_DIGITS).as_bytes()[0],
            b'0',
            "43 digits are no more than 256 bits need"
        );
    }

    #[test]
    fn keys_carry_their_checksum() {
        let key = new_api_key();
        assert_eq!(key.len(), 9 + 43 + 6);
        assert!(is_api_key(&key), "{key}");
        assert_ne!(key, new_api_key());
        for position in 9..key.len() {
            let other = if &key[position..=position] == "a" { "b" } else { "a" };
            let mistyped = format!("{}{other}{}", &key[..position], &key[position + 1..]);
            assert!(!is_api_key(&mistyped), "{mistyped}");
        }
        for bad in ["", "rap_live_", "rap_live_é", &key[1..], &key[..57], &format!("{key}0")] {
            assert!(!is_api_key(bad), "{bad}");
        }
    }

    #[test]
    fn purposes_have_keys_of_their_own() {
        let secret = [7; 32];
        assert_ne!(derive(&secret, "a").unwrap(), derive(&secret, "b").unwrap());
        assert_ne!(derive(&secret, "a").unwrap(), derive(&[8; 32], "a").unwrap());
        assert!(derive(&[7; 31], "a").is_err());
    }

    #[test]
    fn tokens_fit_their_fields() {
        assert_eq!(new_token().len(), 43);
    }
}
