//! What must hold for the data as a whole, read back from the rows of the demo.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;
use uuid::Uuid;

use crate::staff::ROLES;
use crate::{DEMO_LOGINS, Plan, PlanError, Scale, TABLES, World};

type Row = HashMap<&'static str, String>;

const NULL: &str = "\\N";

fn plan(seed: u64) -> Plan {
    let role_ids = (1_u128..).zip(ROLES).map(|(id, code)| (code.to_owned(), Uuid::from_u128(id))).collect();
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    Plan { scale: Scale::Demo, seed, today, role_ids, password_hash: "$argon2id$".into() }
}

fn world() -> World {
    World::new(plan(1)).unwrap()
}

fn text(world: &World, name: &str) -> String {
    let table = TABLES.iter().find(|table| table.name == name).unwrap();
    let mut out = Vec::new();
    table.write(world, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn read(world: &World, name: &str) -> Vec<Row> {
    let columns = TABLES.iter().find(|table| table.name == name).unwrap().columns;
    let split = |line: &str| {
        let values: Vec<_> = line.split('\t').map(str::to_owned).collect();
        assert_eq!(values.len(), columns.len(), "{name}: {line}");
        columns.iter().copied().zip(values).collect()
    };
    text(world, name).lines().map(split).collect()
}

fn by_id(rows: &[Row]) -> HashMap<&str, &Row> {
    rows.iter().map(|row| (row["id"].as_str(), row)).collect()
}

/// Numbers with up to ten decimals, exactly.
fn units(number: &str) -> i128 {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    format!("{whole}{fraction:0<10}").parse().unwrap()
}

#[test]
fn equal_plans_give_equal_bytes() {
    let (first, second, other) = (world(), world(), World::new(plan(2)).unwrap());
    for table in TABLES {
        assert_eq!(text(&first, table.name), text(&second, table.name), "{}", table.name);
    }
    assert_ne!(text(&first, "accounts"), text(&other, "accounts"));
}

#[test]
fn a_missing_role_is_named() {
    let mut plan = plan(1);
    plan.role_ids.remove("finance");
    assert_eq!(World::new(plan).err(), Some(PlanError::MissingRole("finance")));
}

#[test]
fn the_demo_has_its_size() {
    let world = world();
    let count = |name| read(&world, name).len();
    assert_eq!((count("accounts"), count("contacts")), (200, 500));
    assert_eq!((count("leads"), count("opportunities"), count("activities")), (300, 600, 3_000));
}

#[test]
fn every_login_exists_with_its_role() {
    let world = world();
    let (users, credentials) = (read(&world, "users"), read(&world, "user_credentials"));
    assert_eq!(users.len(), credentials.len());
    let mut roles: BTreeMap<_, _> = BTreeMap::new();
    for login in DEMO_LOGINS {
        let user = users.iter().find(|user| user["email"] == login.email).unwrap();
        assert_eq!(user["name"], login.name);
        assert_eq!(user["is_active"], "t");
        assert_eq!(user["role_ids"], format!("{{{}}}", world.plan().role_ids[login.role]));
        roles.insert(login.role, ());
    }
    assert_eq!(roles.len(), ROLES.len());
}

#[test]
fn unique_keys_are_unique() {
    let world = world();
    let keys = [
        ("branches", &["name"][..]),
        ("departments", &["branch_id", "name"]),
        ("users", &["email"]),
        ("tags", &["name"]),
        ("product_categories", &["name"]),
        ("products", &["code"]),
        ("exchange_rates", &["currency", "day"]),
        ("pipelines", &["name"]),
        ("stages", &["pipeline_id", "name"]),
        ("stages", &["pipeline_id", "position"]),
        ("loss_reasons", &["name"]),
        ("accounts", &["name"]),
        ("account_contacts", &["account_id", "contact_id"]),
    ];
    for (table, columns) in keys {
        let mut seen = HashSet::new();
        for row in read(&world, table) {
            let key: Vec<_> = columns.iter().map(|column| row[column].clone()).collect();
            assert!(seen.insert(key.clone()), "{table}: {key:?}");
        }
    }
    for table in TABLES {
        let (mut ids, mut externals) = (HashSet::new(), HashSet::new());
        for row in read(&world, table.name) {
            assert!(row.get("id").is_none_or(|id| ids.insert(id.clone())), "{}", table.name);
            let external = row.get("external_ids").filter(|list| *list != "{}");
            assert!(external.is_none_or(|id| externals.insert(id.clone())), "{}", table.name);
        }
    }
}

#[test]
fn every_account_has_one_primary_contact() {
    let world = world();
    let mut primaries = HashSet::new();
    for place in read(&world, "account_contacts").iter().filter(|place| place["is_primary"] == "t") {
        assert!(primaries.insert(place["account_id"].clone()));
    }
    assert_eq!(primaries.len(), 200);
}

#[test]
fn stays_follow_each_other_up_to_the_stage_of_the_deal() {
    let world = world();
    let stages = read(&world, "stages");
    let stages = by_id(&stages);
    let mut stays: HashMap<String, Vec<Row>> = HashMap::new();
    for stay in read(&world, "stage_history") {
        stays.entry(stay["opportunity_id"].clone()).or_default().push(stay);
    }
    for deal in read(&world, "opportunities") {
        let stays = &stays[&deal["id"]];
        assert_eq!(
            (&stays[0]["entered_at"], stays[0]["from_stage_id"].as_str()),
            (&deal["created_at"], NULL)
        );
        for pair in stays.windows(2) {
            assert_eq!(pair[0]["left_at"], pair[1]["entered_at"]);
            assert_eq!(pair[0]["stage_id"], pair[1]["from_stage_id"]);
            assert!(pair[0]["entered_at"] < pair[1]["entered_at"]);
        }
        let last = stays.last().unwrap();
        assert_eq!((&last["stage_id"], last["left_at"].as_str()), (&deal["stage_id"], NULL));
        assert_eq!(last["entered_at"], deal["stage_entered_at"]);
        let is_open = deal["outcome"] == "open";
        assert_eq!(stages[deal["stage_id"].as_str()]["outcome"], deal["outcome"]);
        assert_eq!(deal["closed_on"] == NULL, is_open);
        assert_eq!(deal["last_open_stage_id"], if is_open { NULL } else { &last["from_stage_id"] });
        assert_eq!(deal["loss_reason_id"] != NULL, deal["outcome"] == "lost");
        assert_eq!(deal["rots_at"] != NULL, is_open);
    }
}

#[test]
fn amounts_are_sums_of_lines_and_convert_exactly() {
    let world = world();
    let mut sums: HashMap<String, i128> = HashMap::new();
    for line in read(&world, "opportunity_lines") {
        *sums.entry(line["opportunity_id"].clone()).or_default() += units(&line["amount"]);
    }
    for deal in read(&world, "opportunities") {
        if deal["amount"] == NULL {
            assert_eq!((deal["base_amount"].as_str(), deal["amount_is_manual"].as_str()), (NULL, "t"));
            continue;
        }
        if deal["amount_is_manual"] == "f" {
            assert_eq!(sums[&deal["id"]], units(&deal["amount"]));
        }
        let exact = units(&deal["amount"]) * units(&deal["rate"]);
        let cent = 10_i128.pow(18);
        assert_eq!(units(&deal["base_amount"]), (exact + cent / 2) / cent * 10_i128.pow(8));
        assert!(deal["currency"] != "JPY" || units(&deal["amount"]) % 10_i128.pow(10) == 0);
    }
}

#[test]
fn last_activities_are_the_latest_done() {
    let world = world();
    let mut latest: HashMap<String, String> = HashMap::new();
    for activity in read(&world, "activities") {
        let mut note = |id: &String| {
            let at = latest.entry(id.clone()).or_insert_with(|| NULL.into());
            if activity["done_at"] != NULL && (at == NULL || *at < activity["done_at"]) {
                at.clone_from(&activity["done_at"]);
            }
        };
        note(&activity["account_id"]);
        note(&activity["contact_id"]);
        if activity["record_kind"] == "opportunity" {
            note(&activity["record_id"]);
        }
    }
    for table in ["accounts", "contacts", "opportunities"] {
        for row in read(&world, table) {
            let expected = latest.get(&row["id"]).map_or(NULL, String::as_str);
            assert_eq!(row["last_activity_at"], expected, "{table}");
        }
    }
}

#[test]
fn records_belong_to_the_department_of_their_owner() {
    let world = world();
    let users = read(&world, "users");
    let users = by_id(&users);
    for table in ["accounts", "contacts", "leads", "opportunities", "activities"] {
        for row in read(&world, table) {
            assert_eq!(row["department_id"], users[row["owner_id"].as_str()]["department_id"], "{table}");
        }
    }
}

#[test]
fn nothing_happens_before_what_it_is_about_or_after_today() {
    let world = world();
    let end = "2026-11-21 16:00:00.000+00";
    let (accounts, contacts) = (read(&world, "accounts"), read(&world, "contacts"));
    let (accounts, contacts) = (by_id(&accounts), by_id(&contacts));
    for table in ["accounts", "contacts", "opportunities", "activities"] {
        for row in read(&world, table) {
            assert!(row["created_at"] <= row["updated_at"] && row["updated_at"].as_str() < end);
            let account = row.get("account_id").and_then(|id| accounts.get(id.as_str()));
            let contact = row.get("contact_id").and_then(|id| contacts.get(id.as_str()));
            for about in account.into_iter().chain(contact) {
                assert!(about["created_at"] <= row["created_at"], "{table}");
            }
        }
    }
}

#[test]
fn ids_of_streams_are_ordered_by_creation() {
    for table in ["accounts", "contacts", "leads", "opportunities", "activities"] {
        let rows = read(&world(), table);
        assert!(rows.windows(2).all(|pair| pair[0]["created_at"] <= pair[1]["created_at"]), "{table}");
        assert!(rows.windows(2).all(|pair| pair[0]["id"] < pair[1]["id"]), "{table}");
    }
}

#[test]
fn converted_leads_are_the_contacts_they_became() {
    let world = world();
    let contacts = read(&world, "contacts");
    let contacts = by_id(&contacts);
    let end = "2026-11-21 16:00:00.000+00";
    let mut converted = 0;
    for lead in read(&world, "leads") {
        assert!(lead["created_at"] <= lead["status_since"] && lead["updated_at"].as_str() < end);
        assert_eq!(lead["converted_at"] != NULL, lead["status"] == "converted");
        assert_eq!(lead["recheck_on"] != NULL, lead["status"] == "nurturing");
        assert_eq!(lead["disqualify_reason"] != NULL, lead["status"] == "disqualified");
        let Some(contact) = contacts.get(lead["contact_id"].as_str()) else { continue };
        assert_eq!((&lead["name"], &lead["account_id"]), (&contact["name"], &contact["account_id"]));
        assert_eq!(
            (&lead["owner_id"], &lead["converted_at"]),
            (&contact["owner_id"], &contact["created_at"])
        );
        converted += 1;
    }
    assert!(converted > 40, "{converted}");
}
