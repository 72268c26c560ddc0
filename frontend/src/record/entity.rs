//! Descriptions of kinds of record: all that the generic screens know of a kind.

use domain::Kind;
use domain::access::Action;
use icondata_core::Icon;
use kit::Tone;
use serde_json::{Map, Value};
use validator::Validate;
use wire::{FieldError, Resource};
use words::Word;

use super::{Fact, fact};
use crate::api::session;
use crate::features::entity;

/// A kind of record, as its screens show it.
#[derive(Debug)]
pub(crate) struct Entity {
    pub(crate) kind: Kind,
    /// Its path below `/api/v1/`, and that of its list in the application.
    pub(crate) path: &'static str,
    pub(crate) icon: Icon,
    /// One of them, such as "Account".
    pub(crate) one: Word,
    /// Several, such as "Accounts".
    pub(crate) many: Word,
    /// What a record has to itself.
    pub(crate) page: Page,
    /// The field that is a record's name.
    pub(crate) name: &'static str,
    /// Every field that a screen may show, in the order of the column chooser.
    pub(crate) fields: &'static [Field],
    /// The list's columns where nothing else is chosen.
    pub(crate) columns: &'static [&'static str],
    /// The list's order where nothing else is chosen, such as `-created_at`.
    pub(crate) sort: &'static str,
    /// Views that come with the application.
    pub(crate) views: &'static [View],
    /// The fields of the form and of the record's page.
    pub(crate) sections: &'static [Section],
    /// Lists of other kinds that refer to it.
    pub(crate) related: &'static [Related],
    /// The rules that the server applies too.
    pub(crate) check: Check,
}

/// What a record of a kind has to itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Page {
    /// No page: it is shown with what it belongs to.
    None,
    /// A page.
    Plain,
    /// A page on which activities are written down.
    WithActivities,
}

/// The rules of what a client may set, applied before it is sent.
pub(crate) type Check = fn(&Map<String, Value>) -> Vec<FieldError>;

/// A view that comes with the application: a list with a filter and an order.
#[derive(Debug)]
pub(crate) struct View {
    /// Its name in the address.
    pub(crate) id: &'static str,
    pub(crate) label: Word,
    /// The query of the list, as in the address.
    pub(crate) query: &'static str,
}

/// Fields that stand together.
#[derive(Debug)]
pub(crate) struct Section {
    pub(crate) label: Word,
    pub(crate) fields: &'static [&'static str],
}

/// The records of another kind whose `field` is this record.
#[derive(Debug)]
pub(crate) struct Related {
    pub(crate) kind: Kind,
    pub(crate) field: &'static str,
}

/// A field of a kind of record.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) label: Word,
    pub(crate) is: Is,
    /// The field that lists add up: of an amount in any currency, the amount in the company's.
    pub(crate) sum: &'static str,
    /// It tells of what happens to a record later: a new one does not have it.
    pub(crate) is_later: bool,
    /// It changes by actions of its own, such as the steps of a deal.
    pub(crate) is_by_action: bool,
}

/// What a field holds, and so how it is shown, entered and filtered by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Is {
    /// One line of text.
    Text,
    /// Several lines of text.
    Lines,
    /// An e-mail address.
    Email,
    /// A phone number in E.164.
    Phone,
    /// An address in the web.
    Url,
    /// A whole number.
    Number,
    /// An amount, and the field that holds its currency.
    Money(&'static str),
    /// A share from 0 to 1, shown as a percentage.
    Share,
    /// A year.
    Year,
    /// A decimal, such as an exchange rate.
    Decimal,
    /// A day.
    Day,
    /// A moment.
    Instant,
    /// Yes or no.
    Flag,
    /// The name of a field of a kind of record.
    FieldName(FieldsOf),
    /// Which records of a kind, as lists are filtered.
    Filter(Kind),
    /// One of a list of values.
    Choice(&'static [ListValue]),
    /// Several of a list of values, in their order.
    Choices(&'static [ListValue]),
    /// Another record.
    Reference(Kind),
    /// Another record, of the kind that the named field says.
    ReferenceBy(&'static str),
    /// Several other records.
    References(Kind),
    /// Several texts.
    Texts,
    /// A currency by its ISO 4217 code.
    Currency,
    /// A country by its ISO 3166-1 code.
    Country,
    /// A time zone by its IANA name.
    Zone,
}

/// Whose fields there are to choose from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum FieldsOf {
    /// Those of this kind.
    Kind(Kind),
    /// Those of the kind that the named field says.
    Member(&'static str),
}

impl FieldsOf {
    /// The kind; `member` reads a field of the same record. None if that says none.
    pub(crate) fn entity(self, member: impl FnOnce(&str) -> Option<Kind>) -> Option<&'static Entity> {
        match self {
            Self::Kind(kind) => entity(kind),
            Self::Member(name) => entity(member(name)?),
        }
    }
}

/// One value of a list of values.
#[derive(Debug)]
pub(crate) struct ListValue {
    pub(crate) value: &'static str,
    pub(crate) label: Word,
    pub(crate) tone: Tone,
}

impl Is {
    /// The member that it is read together with: the currency of an amount, the kind of a reference.
    pub(crate) const fn beside(&self) -> Option<&'static str> {
        match self {
            Self::Money(member) | Self::ReferenceBy(member) | Self::FieldName(FieldsOf::Member(member)) => {
                Some(member)
            }
            _ => None,
        }
    }
}

impl Field {
    /// A field.
    pub(crate) const fn new(name: &'static str, label: Word, is: Is) -> Self {
        Self { name, label, is, sum: name, is_later: false, is_by_action: false }
    }

    /// The same field, in the place of which lists add up another one.
    pub(crate) const fn summed_as(self, sum: &'static str) -> Self {
        Self { sum, ..self }
    }

    /// The same field, which a new record does not have.
    pub(crate) const fn later(self) -> Self {
        Self { is_later: true, ..self }
    }

    /// The same field, which changes by actions of its own.
    pub(crate) const fn by_action(self) -> Self {
        Self { is_by_action: true, ..self }
    }

    /// True if its column is aligned to the right, as numbers are.
    pub(crate) const fn is_numeric(&self) -> bool {
        matches!(self.is, Is::Number | Is::Money(_) | Is::Share | Is::Decimal)
    }
}

impl PartialEq for ListValue {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl ListValue {
    /// A value.
    pub(crate) const fn new(value: &'static str, label: Word, tone: Tone) -> Self {
        Self { value, label, tone }
    }
}

impl Entity {
    /// A field by its name.
    pub(crate) fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// What the API says of a field.
    pub(crate) fn fact(&self, name: &str) -> Fact {
        fact(self.path, name)
    }

    /// True if a record has a page of its own.
    pub(crate) fn has_page(&self) -> bool {
        self.page != Page::None
    }

    /// True if the user may do this with at least their own records.
    pub(crate) fn may(&self, action: Action) -> bool {
        session::may(self.kind, action)
    }

    /// Where a record's page is.
    pub(crate) fn href(&self, id: impl std::fmt::Display) -> String {
        format!("/{}/{id}", self.path)
    }

    /// Where the list is.
    pub(crate) fn list_href(&self) -> String {
        format!("/{}", self.path)
    }
}

/// The rules of a kind: those of its input, as the server applies them.
pub(crate) fn check<R: Resource>(input: &Map<String, Value>) -> Vec<FieldError> {
    match serde_json::from_value::<R::Input>(Value::Object(input.clone())) {
        Ok(input) => {
            input.validate().map_or_else(|errors| wire::problem::field_errors(&errors), |()| Vec::new())
        }
        // What is missing or of another type is the form's to tell, field by field.
        Err(_) => Vec::new(),
    }
}
