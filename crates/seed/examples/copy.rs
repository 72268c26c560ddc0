//! Prints demo data as input for `psql`:
//! `cargo run --release -p seed --example copy -- 100k 2026-11-22 TABLE… | psql`.
//!
//! Tables may be left out to get all. Roles are expected with ids that end in 1 to 8, in the order below.

use std::collections::BTreeMap;
use std::io::{BufWriter, Write, stdout};

use seed::{Plan, TABLES, World};
use uuid::Uuid;

const ROLES: [&str; 8] = [
    "administrator",
    "sales_director",
    "branch_manager",
    "sales_manager",
    "sales_representative",
    "finance",
    "service_agent",
    "auditor",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let scale = arguments.next().ok_or("the first argument is the scale")?.parse()?;
    let today = arguments.next().ok_or("the second argument is the day")?.parse()?;
    let wanted: Vec<String> = arguments.collect();
    let role_ids: BTreeMap<_, _> =
        (1_u128..).zip(ROLES).map(|(id, code)| (code.to_owned(), Uuid::from_u128(id))).collect();
    let world = World::new(Plan { scale, seed: 1, today, role_ids, password_hash: "!".into() })?;
    let mut out = BufWriter::new(stdout().lock());
    for table in
        TABLES.iter().filter(|table| wanted.is_empty() || wanted.iter().any(|name| name == table.name))
    {
        writeln!(out, "{};", table.copy_statement())?;
        table.write(&world, &mut out)?;
        writeln!(out, "\\.")?;
    }
    out.flush()?;
    Ok(())
}
