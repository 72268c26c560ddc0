//! Passwords: how they are hashed and which are too easy to guess.

use std::sync::LazyLock;

use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use wire::auth::{PASSWORD_MAX, PASSWORD_MIN};
use wire::{FieldCode, FieldError};
use zxcvbn::{Score, zxcvbn};

/// How every stored hash of today's make begins.
const MAKE: &str = "$argon2id$v=19$m=19456,t=2,p=1$";
/// A password with the product's name in it is one of the first to be tried.
const PRODUCT: &str = "rapport";

/// What is verified for a user who does not exist, so that the answer takes as long.
static DUMMY: LazyLock<String> = LazyLock::new(|| {
    let random = super::secret::random();
    let (salt, tag) = (STANDARD_NO_PAD.encode(&random[..16]), STANDARD_NO_PAD.encode(random));
    format!("{MAKE}{salt}${tag}")
});

/// What came of verifying a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verified {
    /// It is another one.
    Wrong,
    /// It is right; with a new hash if the stored one is of an older make.
    Right { rehash: Option<String> },
}

/// Argon2id with OWASP's minimum: 19 MiB, two passes, one lane.
fn argon2() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::default())
}

/// The hash of a password with a new salt, as a PHC string. Takes tens of milliseconds; fails only if there is no
/// memory or no randomness.
pub fn hash(password: &str) -> Result<String, String> {
    let hash: Result<PasswordHash, _> = argon2().hash_password(password.as_bytes());
    hash.map(|hash| hash.to_string()).map_err(|error| error.to_string())
}

/// Verifies a password, byte for byte. Without a stored hash it is wrong, which takes as long to find out.
pub(super) fn verify(password: &str, stored: Option<&str>) -> Verified {
    let against = stored.unwrap_or(DUMMY.as_str());
    let matches = argon2().verify_password(password.as_bytes(), against).is_ok();
    match stored {
        Some(stored) if matches => {
            let is_old = !stored.starts_with(MAKE);
            Verified::Right { rehash: is_old.then(|| hash(password).ok()).flatten() }
        }
        _ => Verified::Wrong,
    }
}

/// Why a password may not be chosen by this user, as an error at `field`; None if it may.
pub fn weakness(field: &str, password: &str, name: &str, email: &str) -> Option<FieldError> {
    let length = password.chars().count();
    if !(PASSWORD_MIN..=PASSWORD_MAX).contains(&length) {
        let error = FieldError::at(field, FieldCode::Length);
        return Some(error.with("min", PASSWORD_MIN).with("max", PASSWORD_MAX));
    }
    let lower = password.to_lowercase();
    let local = email.split('@').next().unwrap_or_default();
    let mut known: Vec<String> =
        name.split_whitespace().chain([name, local, PRODUCT]).map(str::to_lowercase).collect();
    // A single letter stands in every password; two Chinese characters are a whole name.
    known.retain(|word| word.chars().count() >= 3 || (word.chars().count() == 2 && !word.is_ascii()));
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let guessable =
        known.iter().any(|word| lower.contains(word)) || zxcvbn(password, &known).score() < Score::Four;
    guessable.then(|| FieldError::at(field, FieldCode::TooWeak))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(password: &str) -> Option<FieldCode> {
        weakness("password", password, "Wei Li", "wei.li@example.com").map(|error| error.code)
    }

    #[test]
    fn hashes_are_argon2id_of_the_agreed_make() {
        let stored = hash("correct horse battery").unwrap();
        assert!(stored.starts_with(MAKE), "{stored}");
        let parts: Vec<&str> = stored.split('$').collect();
        assert_eq!(STANDARD_NO_PAD.decode(parts[4]).unwrap().len(), 16);
        assert_eq!(STANDARD_NO_PAD.decode(parts[5]).unwrap().len(), 32);
        assert_ne!(stored, hash("correct horse battery").unwrap());
    }

    #[test]
    fn passwords_are_verified_byte_for_byte() {
        let stored = hash("Grüße an alle 12").unwrap();
        let right = Verified::Right { rehash: None };
        assert_eq!(verify("Grüße an alle 12", Some(&stored)), right);
        for wrong in ["grüße an alle 12", "Grüße an alle 12 ", "Gru\u{308}ße an alle 12", ""] {
            assert_eq!(verify(wrong, Some(&stored)), Verified::Wrong, "{wrong}");
        }
        assert_eq!(verify("x", None), Verified::Wrong);
        assert_eq!(verify("x", Some("not a hash")), Verified::Wrong);
    }

    #[test]
    fn old_hashes_are_made_anew() {
        let params = Params::new(8192, 1, 1, None).unwrap();
        let old = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let old: PasswordHash = old.hash_password(b"correct horse battery").unwrap();
        let Verified::Right { rehash: Some(new) } = verify("correct horse battery", Some(&old.to_string()))
        else {
            panic!("the old hash must be accepted and made anew");
        };
        assert!(new.starts_with(MAKE));
        assert_eq!(verify("correct horse battery", Some(&new)), Verified::Right { rehash: None });
    }

    #[test]
    fn the_dummy_costs_as_much_as_a_real_hash() {
        assert!(PasswordHash::new(&DUMMY).is_ok(), "else verifying it would end at once");
        assert!(DUMMY.starts_with(MAKE));
    }

    #[test]
    fn easy_passwords_are_refused() {
        for weak in [
            "password1234",
            "Password1234",
            "P@ssw0rd1234",
            "123456789012",
            "qwertyuiop12",
            "qwertyuiopas",
            "aaaaaaaaaaaa",
            "abcabcabcabc",
            "abcdefghijkl",
            "111111111111",
            "iloveyou1234",
            "letmeinplease",
            "administrator",
            "welcome12345",
            "sunshine1234",
            "passwordpassword",
            "baseballfootball",
            "1qaz2wsx3edc",
            "asdfghjkl123",
            "december2025",
            "Summer2026!!",
            "rapport-GTx93-kolibri",
            "my-Rapport-is-77-plums",
            "wei.li-kolibri-plum-77",
            "kolibri-plum-77-wei-gtx",
            "KOLIBRI-WEI LI-plum-77",
        ] {
            assert_eq!(code(weak), Some(FieldCode::TooWeak), "{weak}");
        }
        assert_eq!(
            weakness("new", "kolibri-李伟-plum-77", "李伟", "a@b.co").map(|error| error.code),
            Some(FieldCode::TooWeak)
        );
    }

    #[test]
    fn hard_passwords_are_taken() {
        for strong in [
            "correct horse battery staple",
            "kolibri-plum-77-gtx",
            "Tr0ub4dour&3-zinc",
            "xK9$mQ2vL7!pRw",
            "春眠不觉晓处处闻啼鸟夜来风雨",
            "🦀🐙🦑🐋🦞🐡🐠🐟🦐🦪🐚🪸",
            "  seven blanks before lunch  ",
            "zK4#vQ9pL2xW7mR5tB8&nH3jF6!yD1gS0cA-eU_oI+wE=rT?uY:qP;lO.kN,bV(h",
        ] {
            assert_eq!(code(strong), None, "{strong}");
        }
    }

    #[test]
    fn lengths_are_counted_in_characters() {
        let text = "zK4#vQ9pL2xW7mR5";
        assert_eq!(code(&text[..11]), Some(FieldCode::Length));
        assert_eq!(code(&text[..12]), None);
        let long: String = text.repeat(8);
        assert_eq!(long.len(), 128);
        assert_ne!(code(&long), Some(FieldCode::Length));
        assert_eq!(code(&format!("{long}x")), Some(FieldCode::Length));
        assert_eq!(code(&"密".repeat(129)), Some(FieldCode::Length));
    }
}
