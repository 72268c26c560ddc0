//! Forms on the web: what they ask for, and how a program that fills them in gives itself away.

use chrono::{DateTime, TimeDelta, Utc};

/// Nobody fills in a form faster than this.
const FASTEST: TimeDelta = TimeDelta::seconds(2);
/// A form that was opened longer ago is opened anew.
const LONGEST: TimeDelta = TimeDelta::hours(24);

crate::macros::text_enum! {
    /// A field that a form may ask for beside the name.
    pub enum FormField {
        /// Name of the company.
        CompanyName = "company_name",
        /// Job title.
        Title = "title",
        /// E-mail address.
        Email = "email",
        /// Telephone number.
        Phone = "phone",
        /// Mobile number.
        Mobile = "mobile",
        /// Address of the company's website.
        Website = "website",
        /// City.
        City = "city",
        /// What the visitor wants to say.
        Description = "description",
    }
}

/// Why a form is not taken as it was filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OutOfTime {
    /// It was filled in faster than people can.
    #[error("filled in too fast; wait a moment and send it again")]
    TooFast,
    /// It was opened too long ago.
    #[error("opened too long ago; open it again")]
    TooOld,
}

/// Checks that a form which was opened at `opened` may be sent now.
pub fn check_pace(opened: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), OutOfTime> {
    match now - opened {
        pace if pace < FASTEST => Err(OutOfTime::TooFast),
        pace if pace > LONGEST => Err(OutOfTime::TooOld),
        _ => Ok(()),
    }
}

/// True for the origin of a website: `https://` and a host, with a port if need be.
pub fn is_origin(text: &str) -> bool {
    let Some(host) = text.strip_prefix("https://") else { return false };
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
    !host.is_empty() && host.len() <= 250 && host.chars().all(plain)
}

/// True for an address on the web that a visitor may be sent to: an origin, and what follows it.
pub fn is_web_address(text: &str) -> bool {
    let end = text.char_indices().skip(8).find(|(_, c)| matches!(c, '/' | '?' | '#'));
    let (origin, rest) = text.split_at(end.map_or(text.len(), |(at, _)| at));
    is_origin(origin) && rest.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_take_their_time() {
        let opened = DateTime::UNIX_EPOCH;
        let after = |seconds| check_pace(opened, opened + TimeDelta::seconds(seconds));
        assert_eq!((after(-5), after(1)), (Err(OutOfTime::TooFast), Err(OutOfTime::TooFast)));
        assert_eq!((after(2), after(86_400), after(86_401)), (Ok(()), Ok(()), Err(OutOfTime::TooOld)));
    }

    #[test]
    fn addresses_are_on_the_web() {
        assert!(is_origin("https://www.example.com") && is_origin("https://example.com:8443"));
        for bad in
            ["http://example.com", "https://", "https://a b", "https://a.com/x", "https://a.com;x", "*"]
        {
            assert!(!is_origin(bad), "{bad}");
        }
        assert!(is_web_address("https://example.com/thanks?from=form#top") && is_web_address("https://a.co"));
        for bad in ["javascript:alert(1)", "https://a.com/\"><script>", "https://a.com/ b", "//a.com"] {
            assert!(!is_web_address(bad), "{bad}");
        }
    }
}
