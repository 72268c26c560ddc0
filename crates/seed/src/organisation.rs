//! Branches and departments.

use std::io::Result;

use crate::copy::Rows;
use crate::random::{Stream, number};
use crate::table::{Column, standard};
use crate::world::World;

pub(crate) const BRANCH_COLUMNS: &[Column] = &[
    "id",
    "version",
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
    "name",
    "parent_id",
    "time_zone",
];
pub(crate) const DEPARTMENT_COLUMNS: &[Column] = &[
    "id",
    "version",
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
    "name",
    "branch_id",
    "parent_id",
];

/// Branches; the first is the head office.
pub(crate) const BRANCHES: [(&str, &str); 4] = [
    ("上海总部", "Asia/Shanghai"),
    ("北京分公司", "Asia/Shanghai"),
    ("深圳分公司", "Asia/Shanghai"),
    ("Singapore Branch", "Asia/Singapore"),
];

struct Department {
    name: &'static str,
    branch: u64,
    parent: Option<u64>,
}

const fn department(branch: u64, name: &'static str, parent: Option<u64>) -> Department {
    Department { name, branch, parent }
}

const DEPARTMENTS: [Department; 19] = [
    department(0, "总经理办公室", None),
    department(0, "销售部", None),
    department(0, "销售一部", Some(1)),
    department(0, "销售二部", Some(1)),
    department(0, "市场部", None),
    department(0, "客户服务部", None),
    department(0, "财务部", None),
    department(0, "信息技术部", None),
    department(0, "审计部", None),
    department(1, "销售部", None),
    department(1, "销售一部", Some(9)),
    department(1, "客户服务部", None),
    department(2, "销售部", None),
    department(2, "销售一部", Some(12)),
    department(2, "销售二部", Some(12)),
    department(2, "客户服务部", None),
    department(3, "Management", None),
    department(3, "Sales", Some(16)),
    department(3, "Customer Service", Some(16)),
];

pub(crate) fn write_branches(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    for (at, (name, time_zone)) in BRANCHES.iter().enumerate() {
        let [id, version, created, creator, updated, updater] = standard(world, Stream::BRANCH, number(at));
        let parent = (at > 0).then(|| world.fixed_id(Stream::BRANCH, 0));
        let zone = (*time_zone).into();
        rows.push(&[id, version, created, creator, updated, updater, (*name).into(), parent.into(), zone])?;
    }
    Ok(())
}

pub(crate) fn write_departments(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    for (at, department) in DEPARTMENTS.iter().enumerate() {
        let [id, version, created, creator, updated, updater] =
            standard(world, Stream::DEPARTMENT, number(at));
        let branch = world.fixed_id(Stream::BRANCH, department.branch).into();
        let parent = department.parent.map(|above| world.fixed_id(Stream::DEPARTMENT, above)).into();
        let name = department.name.into();
        rows.push(&[id, version, created, creator, updated, updater, name, branch, parent])?;
    }
    Ok(())
}
