//! The ready-made roles: what a company of any size starts with. Administrators may change them, and what they
//! changed stays.

use diesel::prelude::*;
use domain::{Action, Kind, Permissions, Reach, Right, RoleId};
use uuid::Uuid;
use wire::Resource;
use wire::role::{Role, RoleInput};

use crate::read::key_is;
use crate::schema::roles;
use crate::{Actor, Entity, Plan, Result, Store, Tx};

/// May do everything.
pub const ADMINISTRATOR: RoleId = id(1);
/// Leads the sales of the whole company.
pub const SALES_DIRECTOR: RoleId = id(2);
/// Leads a branch.
pub const BRANCH_MANAGER: RoleId = id(3);
/// Leads a department.
pub const SALES_MANAGER: RoleId = id(4);
/// Sells.
pub const SALES_REPRESENTATIVE: RoleId = id(5);
/// Looks after money.
pub const FINANCE: RoleId = id(6);
/// Looks after customers once they have bought.
pub const SERVICE_AGENT: RoleId = id(7);
/// Sees everything, changes nothing.
pub const AUDITOR: RoleId = id(8);

const fn id(number: u128) -> RoleId {
    RoleId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + number))
}

/// What is sold and where: everybody who works with deals reads it.
const SETUP: &[Kind] = &[
    Kind::Absence,
    Kind::AssignmentRule,
    Kind::Branch,
    Kind::Department,
    Kind::ExchangeRate,
    Kind::LeadMapping,
    Kind::LossReason,
    Kind::Pipeline,
    Kind::Product,
    Kind::ProductCategory,
    Kind::Role,
    Kind::ScoringRule,
    Kind::Stage,
    Kind::Tag,
    Kind::User,
    Kind::WebForm,
];
/// What selling is about.
const SALES: &[Kind] = &[
    Kind::Account,
    Kind::AccountContact,
    Kind::Activity,
    Kind::Contact,
    Kind::Lead,
    Kind::Opportunity,
    Kind::OpportunityContact,
    Kind::OpportunityLine,
];
/// What whoever runs the sales sets up.
const SALES_SETUP: &[Kind] = &[
    Kind::Absence,
    Kind::AssignmentRule,
    Kind::LeadMapping,
    Kind::LossReason,
    Kind::Pipeline,
    Kind::Product,
    Kind::ProductCategory,
    Kind::ScoringRule,
    Kind::Stage,
    Kind::Tag,
    Kind::WebForm,
];
/// What everybody who works with records has for themselves.
const PERSONAL: &[Kind] = &[Kind::SavedView];
const IMPORTS: &[Kind] = &[Kind::Import, Kind::ImportTemplate];
const READ: &[Action] = &[Action::Read];
const WRITE: &[Action] = &[Action::Read, Action::Create, Action::Update];

/// Every ready-made role with its id.
pub fn builtin_roles() -> Vec<(RoleId, RoleInput)> {
    use Right::{Assign, Audit, BulkChange, Export, Import, Reopen};
    let everything = Permissions::default().grant(Kind::ALL, Action::ALL, Reach::All);
    let personal = || Permissions::default().grant(PERSONAL, Action::ALL, Reach::Own);
    let reading = || personal().grant(SETUP, READ, Reach::All);
    let selling = |reach| reading().grant(SALES, Action::ALL, reach);
    let director = selling(Reach::All).grant(SALES_SETUP, Action::ALL, Reach::All).grant(
        IMPORTS,
        Action::ALL,
        Reach::All,
    );
    // Whoever leads people imports files and knows who is away.
    let importing = |reach| {
        selling(reach).grant(IMPORTS, Action::ALL, Reach::Own).grant(
            &[Kind::Absence],
            Action::ALL,
            Reach::All,
        )
    };
    let finance =
        reading().grant(SALES, READ, Reach::All).grant(&[Kind::ExchangeRate], Action::ALL, Reach::All);
    let service = reading()
        .grant(SALES, READ, Reach::Branch)
        .grant(&[Kind::Contact, Kind::AccountContact], WRITE, Reach::Branch)
        .grant(&[Kind::Activity], WRITE, Reach::Own);
    let auditor = Permissions::default().grant(Kind::ALL, READ, Reach::All);
    let every_right = Right::ALL;
    vec![
        role(ADMINISTRATOR, "administrator", "系统管理员", everything, every_right),
        role(
            SALES_DIRECTOR,
            "sales_director",
            "销售总监",
            director,
            &[Export, Import, BulkChange, Assign, Reopen],
        ),
        role(
            BRANCH_MANAGER,
            "branch_manager",
            "分公司经理",
            importing(Reach::Branch),
            &[Export, Import, BulkChange, Assign, Reopen],
        ),
        role(
            SALES_MANAGER,
            "sales_manager",
            "销售经理",
            importing(Reach::Department),
            &[Export, Import, BulkChange, Assign],
        ),
        role(SALES_REPRESENTATIVE, "sales_representative", "销售代表", selling(Reach::Own), &[]),
        role(FINANCE, "finance", "财务", finance, &[Export]),
        role(SERVICE_AGENT, "service_agent", "客服", service, &[]),
        role(AUDITOR, "auditor", "审计员", auditor, &[Audit]),
    ]
}

fn role(
    id: RoleId,
    code: &str,
    name: &str,
    permissions: Permissions,
    rights: &[Right],
) -> (RoleId, RoleInput) {
    let (name, code) = (name.to_owned(), code.to_owned());
    (id, RoleInput { name, code, permissions, rights: rights.to_vec() })
}

/// Brings the ready-made roles up to date; returns how many it wrote. A role that a user changed or deleted
/// stays as it is, and one whose name or code another role has is left out.
pub fn ensure_builtin_roles(store: &Store) -> Result<usize> {
    store.write(&Actor::system("ready-made roles"), |tx| {
        // Two machines may migrate at once; diesel has no statement for the lock.
        diesel::sql_query("SELECT pg_advisory_xact_lock(7239184651)").execute(tx.conn)?;
        let mut written = 0;
        for (id, input) in builtin_roles() {
            written += usize::from(ensure(tx, id, input)?);
        }
        Ok(written)
    })
}

/// True if the role had to be written.
fn ensure(tx: &mut Tx<'_>, id: RoleId, mut input: RoleInput) -> Result<bool> {
    input.rights.sort_unstable();
    let stored = Role::fetch(tx.conn, &Plan::new(key_is::<Role>(id.into()), Vec::new(), 1))?.pop();
    match stored {
        Some(role) if role.updated_by.is_some() || role.input() == input => Ok(false),
        Some(role) => tx.put(&role, &input).map(|_| true),
        None if is_taken(tx, &input)? => Ok(false),
        None => tx.add::<Role>(id.into(), input).map(|_| true),
    }
}

/// True if another live role has the name or the code.
fn is_taken(tx: &mut Tx<'_>, input: &RoleInput) -> Result<bool> {
    let same = roles::name.eq(&input.name).or(roles::code.eq(&input.code));
    let others = roles::table.filter(same).filter(roles::deleted_at.is_null());
    Ok(diesel::select(diesel::dsl::exists(others)).get_result(tx.conn)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn permissions(id: RoleId) -> Permissions {
        let found = builtin_roles().into_iter().find(|(role, _)| *role == id);
        found.map(|(_, input)| input.permissions).unwrap()
    }

    #[test]
    fn roles_differ_and_are_valid() {
        let roles = builtin_roles();
        let ids: std::collections::BTreeSet<RoleId> = roles.iter().map(|(id, _)| *id).collect();
        let codes: std::collections::BTreeSet<&str> =
            roles.iter().map(|(_, role)| role.code.as_str()).collect();
        assert_eq!((ids.len(), codes.len()), (8, 8));
        for (_, role) in &roles {
            assert_eq!(validator::Validate::validate(role), Ok(()), "{}", role.code);
        }
    }

    #[test]
    fn every_role_reads_what_its_records_refer_to() {
        for (_, role) in builtin_roles() {
            for kind in SETUP {
                assert_eq!(role.permissions.reach(*kind, Action::Read), Reach::All, "{} {kind}", role.code);
            }
        }
    }

    #[test]
    fn auditors_change_nothing_and_only_administrators_give_rights() {
        for kind in Kind::ALL {
            for action in [Action::Create, Action::Update, Action::Delete] {
                assert_eq!(permissions(AUDITOR).reach(*kind, action), Reach::None);
            }
        }
        for (id, role) in builtin_roles().into_iter().filter(|(id, _)| *id != ADMINISTRATOR) {
            for kind in [Kind::Role, Kind::User, Kind::ApiKey] {
                assert_eq!(role.permissions.reach(kind, Action::Update), Reach::None, "{id} {kind}");
            }
        }
    }
}
