//! Accounts.

use chrono::{DateTime, Utc};
use domain::party::{AccountSize, AccountType, LeadSource};
use domain::{AccountId, Amount, Currency, DepartmentId, TagId, UserId};
use wire::account::{Account, AccountInput};
use wire::department::Department;
use wire::tag::Tag;
use wire::user::User;

use crate::entity::{columns, row, statements};
use crate::schema::accounts;
use crate::{Entity, Fields, Owner, Predicate, Result, Scope, Tx};

row!(accounts => Account(AccountId) {
    owner_id: UserId,
    department_id: DepartmentId,
    name: String,
    type_: AccountType,
    parent_id: Option<AccountId>,
    industry: Option<String>,
    size: Option<AccountSize>,
    region: Option<String>,
    first_source: Option<LeadSource>,
    last_source: Option<LeadSource>,
    website: Option<String>,
    phone: Option<String>,
    email: Option<String>,
    country: Option<String>,
    province: Option<String>,
    city: Option<String>,
    street: Option<String>,
    postal_code: Option<String>,
    employees: Option<i32>,
    annual_revenue: Option<Amount>,
    currency: Option<Currency>,
    founded_year: Option<i32>,
    description: Option<String>,
    tag_ids: Vec<TagId>,
    external_ids: Vec<String>,
    last_activity_at: Option<DateTime<Utc>>,
} shown {
    annual_revenue: annual_revenue.map(|amount| currency.map_or(amount, |currency| amount.in_currency(currency))),
} also {
    source: last_source,
});
columns!(accounts <= Draft {
    input: {
        name: String,
        type_: AccountType,
        parent_id: Option<AccountId>,
        industry: Option<String>,
        size: Option<AccountSize>,
        region: Option<String>,
        website: Option<String>,
        phone: Option<String>,
        email: Option<String>,
        country: Option<String>,
        province: Option<String>,
        city: Option<String>,
        street: Option<String>,
        postal_code: Option<String>,
        employees: Option<i32>,
        annual_revenue: Option<Amount>,
        currency: Option<Currency>,
        founded_year: Option<i32>,
        description: Option<String>,
        tag_ids: Vec<TagId>,
        external_ids: Vec<String>,
    },
    first_source: Option<LeadSource>,
    last_source: Option<LeadSource>,
});

/// What is written of an account.
#[derive(Debug)]
pub struct Draft {
    input: AccountInput,
    first_source: Option<LeadSource>,
    last_source: Option<LeadSource>,
}

impl Entity for Account {
    type Draft = Draft;
    statements!(accounts, owned);

    fn fields() -> Fields<accounts::table> {
        use accounts::*;
        Fields::of(table, id, name, deleted_at)
            .standard(id, created_at, updated_at)
            .searched("name", name)
            .choice("type", type_, AccountType::WORDS)
            .reference::<User>("owner_id", owner_id)
            .reference::<Department>("department_id", department_id)
            .reference::<Account>("parent_id", parent_id)
            .text("industry", industry)
            .choice("size", size, AccountSize::WORDS)
            .text("region", region)
            .choice("first_source", first_source, LeadSource::WORDS)
            .choice("last_source", last_source, LeadSource::WORDS)
            .text("country", country)
            .text("province", province)
            .text("city", city)
            .integer("employees", employees)
            .decimal("annual_revenue", annual_revenue)
            .integer("founded_year", founded_year)
            .summed("employees", employees)
            .searched("phone", phone)
            .searched("email", email)
            .time("last_activity_at", last_activity_at)
            .references::<Tag>("tag_ids", tag_ids)
            .texts("external_ids", external_ids)
            .searched_only("website", website)
            .search(search_text)
            .detail(city)
    }

    fn visible(scope: &Scope<'_>) -> Predicate {
        scope.rows(accounts::owner_id, accounts::department_id)
    }

    fn prepare(tx: &mut Tx<'_>, before: Option<&Self>, input: AccountInput) -> Result<Draft> {
        tx.check_no_cycle::<Account>("parent_id", before.map(|account| account.id), input.parent_id)?;
        let first_source = before.and_then(|account| account.first_source).or(input.source);
        Ok(Draft { first_source, last_source: input.source, input })
    }

    fn label(&self) -> String {
        self.name.clone()
    }

    fn owner(&self) -> Option<Owner> {
        Some(Owner { owner_id: self.owner_id, department_id: self.department_id })
    }
}
