//! What the vendor's files say, and what the server says of the same things, in one form.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde_json::Value;
use tests::Client;

/// A row by the names of its columns.
pub(super) type Row = BTreeMap<String, String>;
/// Deals by the vendor's number.
pub(super) type Deals = BTreeMap<String, Deal>;

/// A deal.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Deal {
    pub(super) agent: String,
    product: String,
    account: Option<String>,
    pub(super) stage: String,
    pub(super) outcome: String,
    started: Option<NaiveDate>,
    pub(super) closed: Option<NaiveDate>,
    pub(super) amount: Option<Decimal>,
    currency: String,
}

/// An account.
#[derive(Debug, PartialEq)]
pub(super) struct Account {
    revenue: Decimal,
    employees: i64,
    founded: i64,
    parent: Option<String>,
}

/// The files as they are.
pub(super) struct Files {
    pub(super) teams: Vec<Row>,
    /// List prices, by product.
    pub(super) products: BTreeMap<String, Decimal>,
    pub(super) accounts: BTreeMap<String, Account>,
    pub(super) deals: Deals,
}

/// The rows of a file.
pub(super) fn rows(folder: &Path, file: &str) -> Vec<Row> {
    let path = folder.join(file).with_extension("csv");
    let mut reader = csv::Reader::from_path(&path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
    reader.deserialize().map(|row| row.unwrap()).collect()
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn us_day(text: &str) -> Option<NaiveDate> {
    some(text).map(|text| NaiveDate::parse_from_str(&text, "%m/%d/%Y").unwrap())
}

/// The address that the plans make of a name.
pub(super) fn address_of(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    format!("{}@sales.example.com", words.collect::<Vec<_>>().join("-").to_lowercase())
}

impl Files {
    /// Reads them.
    pub(super) fn read(folder: &Path) -> Self {
        let products = rows(folder, "products");
        let products =
            products.into_iter().map(|row| (row["product"].clone(), row["sales_price"].parse().unwrap()));
        let products: BTreeMap<String, Decimal> = products.collect();
        let accounts = rows(folder, "accounts").into_iter().map(|row| {
            let revenue: Decimal = row["revenue"].parse().unwrap();
            let account = Account {
                revenue: revenue * Decimal::from(1_000_000),
                employees: row["employees"].parse().unwrap(),
                founded: row["year_established"].parse().unwrap(),
                parent: some(&row["subsidiary_of"]),
            };
            (row["account"].clone(), account)
        });
        let deals = rows(folder, "sales_pipeline").into_iter().map(|row| {
            let deal = Deal {
                agent: row["sales_agent"].clone(),
                product: as_listed(&row["product"], &products),
                account: some(&row["account"]),
                stage: row["deal_stage"].clone(),
                outcome: match row["deal_stage"].as_str() {
                    closed @ ("Won" | "Lost") => closed.to_lowercase(),
                    _ => "open".to_owned(),
                },
                started: us_day(&row["engage_date"]),
                closed: us_day(&row["close_date"]),
                amount: some(&row["close_value"]).map(|value| value.parse().unwrap()),
                currency: "USD".to_owned(),
            };
            (row["opportunity_id"].clone(), deal)
        });
        let (accounts, deals) = (accounts.collect(), deals.collect());
        Self { teams: rows(folder, "sales_teams"), products, accounts, deals }
    }

    /// The regional offices.
    pub(super) fn offices(&self) -> Vec<String> {
        let mut offices: Vec<String> = self.teams.iter().map(|row| row["regional_office"].clone()).collect();
        offices.sort();
        offices.dedup();
        offices
    }

    /// The office that an agent works in.
    pub(super) fn office_of(&self, agent: &str) -> &str {
        &self.teams.iter().find(|row| row["sales_agent"] == agent).unwrap()["regional_office"]
    }

    /// Agents and managers: their office, and whom they report to.
    pub(super) fn people(&self) -> BTreeMap<String, (String, Option<String>)> {
        let managers = self.teams.iter().map(|row| (&row["manager"], &row["regional_office"], None));
        let agents = self
            .teams
            .iter()
            .map(|row| (&row["sales_agent"], &row["regional_office"], Some(row["manager"].clone())));
        managers
            .chain(agents)
            .map(|(name, office, manager)| (name.clone(), (office.clone(), manager)))
            .collect()
    }
}

/// A product as the price list spells it: one is also written without a blank.
fn as_listed(product: &str, products: &BTreeMap<String, Decimal>) -> String {
    let bare = |text: &str| text.replace(' ', "");
    let listed = products.keys().find(|name| bare(name) == bare(product));
    listed.unwrap_or_else(|| panic!("{product} is not on the price list")).clone()
}

/// All records of a list, each beside the names of what its page refers to.
async fn all(who: &Client, path: &str) -> Vec<(Value, Value)> {
    let mut records = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = who.get(&format!("{path}limit=200{cursor}")).await.expect(200);
        let data = page["data"].as_array().unwrap();
        records.extend(data.iter().map(|record| (record.clone(), page["labels"].clone())));
        let Some(next) = page["page"]["next_cursor"].as_str() else { return records };
        cursor = format!("&cursor={next}");
    }
}

/// The name of the record with this id.
fn label(labels: &Value, id: &Value) -> Option<String> {
    id.as_str().map(|id| labels[id].as_str().unwrap().to_owned())
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn read<T: std::str::FromStr>(value: &Value) -> Option<T> {
    value.as_str().map(|text| text.parse().unwrap_or_else(|_| panic!("{text}")))
}

/// The branches in the zone of the vendor, each of which has a department of sales.
pub(super) async fn offices(who: &Client) -> Vec<String> {
    let departments = all(who, "departments?name=Sales&").await;
    let mut names: Vec<String> = departments
        .iter()
        .map(|(department, labels)| label(labels, &department["branch_id"]).unwrap())
        .collect();
    names.sort();
    let branches = all(who, "branches?").await;
    let zone = |name: &String| {
        branches.iter().find(|(branch, _)| branch["name"] == *name).unwrap().0["time_zone"].clone()
    };
    assert!(names.iter().all(|name| zone(name) == "America/New_York"), "{names:?}");
    names
}

/// The users that came from the files: their office, and whom they report to.
pub(super) async fn people(who: &Client) -> BTreeMap<String, (String, Option<String>)> {
    let departments = all(who, "departments?").await;
    let office = |id: &Value| {
        let (department, labels) =
            departments.iter().find(|(department, _)| department["id"] == *id).unwrap();
        label(labels, &department["branch_id"]).unwrap()
    };
    let users = all(who, "users?").await;
    let ours = users.into_iter().filter(|(user, _)| text(&user["email"]).ends_with("@sales.example.com"));
    let person = |(user, labels): (Value, Value)| {
        (text(&user["name"]), (office(&user["department_id"]), label(&labels, &user["manager_id"])))
    };
    ours.map(person).collect()
}

/// The products with their list prices.
pub(super) async fn products(who: &Client) -> BTreeMap<String, Decimal> {
    let product = |(product, _): (Value, Value)| {
        assert_eq!(product["currency"], "USD");
        (text(&product["name"]), read(&product["list_price"]).unwrap())
    };
    all(who, "products?").await.into_iter().map(product).collect()
}

/// The accounts by name.
pub(super) async fn accounts(who: &Client) -> BTreeMap<String, Account> {
    let account = |(account, labels): (Value, Value)| {
        assert_eq!(account["currency"], "USD");
        let found = Account {
            revenue: read(&account["annual_revenue"]).unwrap(),
            employees: account["employees"].as_i64().unwrap(),
            founded: account["founded_year"].as_i64().unwrap(),
            parent: label(&labels, &account["parent_id"]),
        };
        (text(&account["name"]), found)
    };
    all(who, "accounts?").await.into_iter().map(account).collect()
}

/// The deals that this user sees.
pub(super) async fn deals(who: &Client) -> Deals {
    let found = all(who, "opportunities?").await;
    let count = found.len();
    let deal = |(deal, labels): (Value, Value)| {
        let id = text(&deal["external_ids"][0]);
        assert_eq!(deal["tag_ids"].as_array().unwrap().len(), 1, "{deal}");
        let found = Deal {
            agent: label(&labels, &deal["owner_id"]).unwrap(),
            product: label(&labels, &deal["tag_ids"][0]).unwrap(),
            account: label(&labels, &deal["account_id"]),
            stage: label(&labels, &deal["stage_id"]).unwrap(),
            outcome: text(&deal["outcome"]),
            started: read(&deal["started_on"]),
            closed: read(&deal["closed_on"]),
            amount: read(&deal["amount"]),
            currency: text(&deal["currency"]),
        };
        (id.strip_prefix("hardware-crm:").unwrap().to_owned(), found)
    };
    let deals: Deals = found.into_iter().map(deal).collect();
    assert_eq!(deals.len(), count, "every deal is there once");
    deals
}
