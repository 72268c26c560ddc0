//! Value lists of accounts and contacts, and the form of addresses.

crate::macros::text_enum! {
    /// What an account is to us.
    pub enum AccountType {
        /// Buys, or may buy.
        Customer = "customer",
        /// Sells with us.
        Partner = "partner",
        /// Sells to us.
        Supplier = "supplier",
        /// None of these.
        Other = "other",
    }
}

crate::macros::text_enum! {
    /// Size class of a company.
    pub enum AccountSize {
        /// Fewer than 10 people.
        Micro = "micro",
        /// Fewer than 50.
        Small = "small",
        /// Fewer than 250.
        Medium = "medium",
        /// Fewer than 1,000.
        Large = "large",
        /// More.
        Enterprise = "enterprise",
    }
}

crate::macros::text_enum! {
    /// Where an account, contact or deal came from.
    pub enum LeadSource {
        /// Advertising in media.
        Media = "media",
        /// Our website.
        Website = "website",
        /// A fair, seminar or other event.
        Event = "event",
        /// Recommended by somebody.
        Referral = "referral",
        /// Found by the representative.
        OwnProspecting = "own_prospecting",
        /// Brought by a partner.
        Partner = "partner",
        /// Something else.
        Other = "other",
    }
}

crate::macros::text_enum! {
    /// A person's part in a purchase.
    pub enum ContactRole {
        /// Will work with the product.
        User = "user",
        /// Has the ear of those who decide.
        Influencer = "influencer",
        /// Decides.
        Decider = "decider",
        /// Must agree.
        Approver = "approver",
        /// Signs the order.
        Buyer = "buyer",
        /// Lets us through, or not.
        Gatekeeper = "gatekeeper",
    }
}

/// True for a telephone number in E.164: a plus, then 7 to 15 digits, the first not zero.
pub fn is_e164(text: &str) -> bool {
    let Some(digits) = text.strip_prefix('+') else { return false };
    (7..=15).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && !digits.starts_with('0')
}

/// A telephone number as people write it, in E.164; None if it cannot be told. A Chinese mobile number needs no country
/// code.
pub fn e164_of(text: &str) -> Option<String> {
    let plain: String = text.chars().filter(|c| !matches!(c, ' ' | '-' | '(' | ')' | '.' | '/')).collect();
    let number = match (plain.strip_prefix("00"), plain.len()) {
        (Some(abroad), _) => format!("+{abroad}"),
        (None, 11) if plain.starts_with('1') => format!("+86{plain}"),
        _ => plain,
    };
    Some(number).filter(|number| is_e164(number))
}

/// The digits of a telephone number, or of a part of one, however it is written; None if the text is none. They stand
/// in the number's E.164, for what is dialled at home only is left out: zeros in front and a zero in brackets.
pub fn digits_of_number(text: &str) -> Option<String> {
    let plain = text.replace("(0)", "");
    if !plain.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '(' | ')' | '.' | '/')) {
        return None;
    }
    let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_start_matches('0');
    (digits.len() >= 3).then(|| digits.to_owned())
}

/// True for an e-mail address that mail can be sent to: one `@`, a local part, a domain with a dot, at most
/// 254 characters, no spaces or control characters, lower case.
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let plain = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && !part.ends_with('.')
            && !part.contains("..")
            && part.chars().all(|c| {
                !c.is_whitespace() && !c.is_control() && !c.is_uppercase() && !"@,;<>()\"".contains(c)
            })
    };
    text.len() <= 254 && local.len() <= 64 && plain(local) && plain(domain) && domain.contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_are_e164() {
        for good in ["+8613800138000", "+6561234567"] {
            assert!(is_e164(good), "{good}");
        }
        for bad in ["13800138000", "+0123456789", "+86 138", "+", "+123456", "+1234567890123456"] {
            assert!(!is_e164(bad), "{bad}");
        }
    }

    #[test]
    fn phones_are_read_as_people_write_them() {
        let read = |text| e164_of(text).unwrap_or_default();
        assert_eq!(read("138 0013 8000"), "+8613800138000");
        assert_eq!(read("+49 (30) 123-456"), "+4930123456");
        assert_eq!(read("0065 6123 4567"), "+6561234567");
        assert_eq!((read("030 123456"), read("call me")), (String::new(), String::new()));
    }

    #[test]
    fn numbers_are_sought_by_their_digits() {
        let sought = |text| digits_of_number(text).unwrap_or_default();
        assert_eq!(sought("138 0013-8000"), "13800138000");
        assert_eq!(sought("+86 138.0013.8000"), "8613800138000");
        assert_eq!(sought("+49 (0)30 / 123-456"), "4930123456");
        assert_eq!((sought("0065 6123"), sought("8000")), ("656123".to_owned(), "8000".to_owned()));
        assert_eq!((sought("12"), sought("3M 2000"), sought("- -")), Default::default());
    }

    #[test]
    fn emails_can_be_sent_to() {
        for good in ["li.wei@example.com", "a+b@x.co", "李@例子.公司"] {
            assert!(is_email(good), "{good}");
        }
        for bad in ["", "a", "@x.co", "a@", "a@b", "a b@x.co", "a@x..co", "A@x.co", "a@.co"] {
            assert!(!is_email(bad), "{bad}");
        }
    }
}
