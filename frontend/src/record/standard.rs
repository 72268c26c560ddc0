//! Fields that many kinds have, described once.

use domain::Kind;
use words::word;

use super::{Field, Is};

pub(crate) const NAME: Field = Field::new("name", word!(field.name), Is::Text);
pub(crate) const OWNER: Field = Field::new("owner_id", word!(field.owner), Is::Reference(Kind::User));
pub(crate) const DEPARTMENT: Field =
    Field::new("department_id", word!(field.department), Is::Reference(Kind::Department));
pub(crate) const ACCOUNT: Field =
    Field::new("account_id", word!(field.account), Is::Reference(Kind::Account));
pub(crate) const CONTACT: Field =
    Field::new("contact_id", word!(field.contact), Is::Reference(Kind::Contact));
pub(crate) const PHONE: Field = Field::new("phone", word!(field.phone), Is::Phone);
pub(crate) const EMAIL: Field = Field::new("email", word!(field.email), Is::Email);
pub(crate) const COUNTRY: Field = Field::new("country", word!(field.country), Is::Country);
pub(crate) const PROVINCE: Field = Field::new("province", word!(field.province), Is::Text);
pub(crate) const CITY: Field = Field::new("city", word!(field.city), Is::Text);
pub(crate) const STREET: Field = Field::new("street", word!(field.street), Is::Text);
pub(crate) const POSTAL_CODE: Field = Field::new("postal_code", word!(field.postal_code), Is::Text);
pub(crate) const CURRENCY: Field = Field::new("currency", word!(field.currency), Is::Currency);
pub(crate) const DESCRIPTION: Field = Field::new("description", word!(field.description), Is::Lines);
pub(crate) const TAGS: Field = Field::new("tag_ids", word!(field.tags), Is::References(Kind::Tag));
pub(crate) const EXTERNAL_IDS: Field =
    Field::new("external_ids", word!(field.external_ids), Is::Texts).later();
pub(crate) const LAST_ACTIVITY_AT: Field =
    Field::new("last_activity_at", word!(field.last_activity_at), Is::Instant);
pub(crate) const IS_ACTIVE: Field = Field::new("is_active", word!(field.is_active), Is::Flag);
pub(crate) const CREATED_AT: Field = Field::new("created_at", word!(field.created_at), Is::Instant);
pub(crate) const CREATED_BY: Field =
    Field::new("created_by", word!(field.created_by), Is::Reference(Kind::User));
pub(crate) const UPDATED_AT: Field = Field::new("updated_at", word!(field.updated_at), Is::Instant);
pub(crate) const UPDATED_BY: Field =
    Field::new("updated_by", word!(field.updated_by), Is::Reference(Kind::User));
