//! The users: who they are, whom they report to and how well they sell.

use std::collections::BTreeMap;
use std::io::Result;

use fastrand::Rng;
use uuid::Uuid;

use crate::copy::{Rows, Value};
use crate::random::{Stream, number, weighted};
use crate::table::{Column, standard};
use crate::world::{PlanError, World};

pub(crate) const USER_COLUMNS: &[Column] = &[
    "id",
    "version",
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
    "name",
    "email",
    "phone",
    "title",
    "department_id",
    "manager_id",
    "role_ids",
    "language",
    "time_zone",
    "is_active",
    "external_ids",
];
pub(crate) const CREDENTIAL_COLUMNS: &[Column] = &["user_id", "password_hash", "password_changed_at"];

/// A member of staff.
pub(crate) struct Member {
    name: &'static str,
    mailbox: &'static str,
    title: &'static str,
    pub(crate) department: u64,
    manager: Option<usize>,
    role: &'static str,
    /// Share of the branch's customers, relative to the colleagues'; 0 owns none.
    pub(crate) share: u32,
    /// Deals won, in per cent of the average.
    pub(crate) skill: u32,
}

const fn member(
    (name, mailbox, title): (&'static str, &'static str, &'static str),
    role: &'static str,
    department: u64,
    manager: Option<usize>,
    (share, skill): (u32, u32),
) -> Member {
    Member { name, mailbox, title, department, manager, role, share, skill }
}

/// Left the company; the customers are still to be handed over.
const FORMER: usize = 39;

/// Where each branch's members stand in [`STAFF`].
const SHANGHAI: [usize; 12] = [1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, FORMER];
const BEIJING: [usize; 6] = [13, 14, 15, 16, 17, 18];
const SHENZHEN: [usize; 8] = [19, 20, 21, 22, 23, 24, 25, 26];
const SINGAPORE: [usize; 6] = [27, 28, 29, 30, 31, 32];

const ADMINISTRATOR: &str = "administrator";
const DIRECTOR: &str = "sales_director";
const BRANCH_MANAGER: &str = "branch_manager";
const MANAGER: &str = "sales_manager";
const REP: &str = "sales_representative";
const FINANCE: &str = "finance";
const SERVICE: &str = "service_agent";
const AUDITOR: &str = "auditor";
pub(crate) const ROLES: [&str; 8] =
    [ADMINISTRATOR, DIRECTOR, BRANCH_MANAGER, MANAGER, REP, FINANCE, SERVICE, AUDITOR];

#[rustfmt::skip]
pub(crate) static STAFF: [Member; 42] = [
    member(("周明远", "admin", "信息技术经理"), ADMINISTRATOR, 7, Some(1), (0, 100)),
    member(("沈若兰", "director", "销售总监"), DIRECTOR, 0, None, (1, 130)),
    member(("陆嘉宁", "sales.manager", "销售一部经理"), MANAGER, 2, Some(1), (3, 125)),
    member(("蒋海涛", "jiang.haitao", "市场部经理"), MANAGER, 4, Some(1), (0, 100)),
    member(("顾晓雯", "sales", "高级客户经理"), REP, 2, Some(2), (10, 120)),
    member(("许志强", "xu.zhiqiang", "客户经理"), REP, 2, Some(2), (9, 95)),
    member(("何雨桐", "he.yutong", "客户经理"), REP, 2, Some(2), (8, 105)),
    member(("Daniel Weber", "daniel.weber", "Key Account Manager"), REP, 2, Some(2), (5, 110)),
    member(("邵文杰", "shao.wenjie", "销售二部经理"), MANAGER, 3, Some(1), (3, 110)),
    member(("潘丽娜", "pan.lina", "高级客户经理"), REP, 3, Some(8), (9, 135)),
    member(("丁浩然", "ding.haoran", "客户经理"), REP, 3, Some(8), (8, 80)),
    member(("金思琪", "jin.siqi", "客户经理"), REP, 3, Some(8), (7, 90)),
    member(("魏子轩", "wei.zixuan", "见习客户经理"), REP, 3, Some(8), (4, 60)),
    member(("韩立峰", "branch.manager", "北京分公司总经理"), BRANCH_MANAGER, 9, Some(1), (2, 120)),
    member(("赵雅婷", "zhao.yating", "销售经理"), MANAGER, 10, Some(13), (4, 115)),
    member(("孙建国", "sun.jianguo", "高级客户经理"), REP, 10, Some(14), (9, 110)),
    member(("李梦瑶", "li.mengyao", "客户经理"), REP, 10, Some(14), (8, 100)),
    member(("王天宇", "wang.tianyu", "客户经理"), REP, 10, Some(14), (8, 85)),
    member(("Emily Carter", "emily.carter", "Account Manager"), REP, 10, Some(14), (5, 105)),
    member(("黄伟明", "huang.weiming", "深圳分公司总经理"), BRANCH_MANAGER, 12, Some(1), (2, 115)),
    member(("林佩珊", "lin.peishan", "销售一部经理"), MANAGER, 13, Some(19), (3, 120)),
    member(("陈俊杰", "chen.junjie", "高级客户经理"), REP, 13, Some(20), (9, 125)),
    member(("郑晓彤", "zheng.xiaotong", "客户经理"), REP, 13, Some(20), (8, 95)),
    member(("梁家豪", "liang.jiahao", "销售二部经理"), MANAGER, 14, Some(19), (3, 105)),
    member(("吴嘉欣", "wu.jiaxin", "客户经理"), REP, 14, Some(23), (8, 90)),
    member(("刘志远", "liu.zhiyuan", "客户经理"), REP, 14, Some(23), (7, 75)),
    member(("杨诗涵", "yang.shihan", "客户经理"), REP, 14, Some(23), (7, 110)),
    member(("Rachel Tan", "rachel.tan", "General Manager, Singapore"), BRANCH_MANAGER, 16, Some(1), (2, 125)),
    member(("Marcus Lim", "marcus.lim", "Sales Manager"), MANAGER, 17, Some(27), (4, 115)),
    member(("Priya Nair", "sales.sg", "Senior Account Executive"), REP, 17, Some(28), (9, 130)),
    member(("Jason Ong", "jason.ong", "Account Executive"), REP, 17, Some(28), (8, 90)),
    member(("Nurul Aisyah", "nurul.aisyah", "Account Executive"), REP, 17, Some(28), (7, 100)),
    member(("Kenji Watanabe", "kenji.watanabe", "Account Executive, Japan"), REP, 17, Some(28), (6, 105)),
    member(("唐静怡", "finance", "财务经理"), FINANCE, 6, Some(1), (0, 100)),
    member(("方雪梅", "fang.xuemei", "会计"), FINANCE, 6, Some(33), (0, 100)),
    member(("罗思远", "service", "客服主管"), SERVICE, 5, Some(1), (0, 100)),
    member(("宋佳怡", "song.jiayi", "客服专员"), SERVICE, 11, Some(13), (0, 100)),
    member(("曾凯文", "zeng.kaiwen", "客服专员"), SERVICE, 15, Some(19), (0, 100)),
    member(("Hui Min Koh", "huimin.koh", "Customer Success Specialist"), SERVICE, 18, Some(27), (0, 100)),
    member(("谢东升", "xie.dongsheng", "客户经理（已离职）"), REP, 2, Some(2), (2, 70)),
    member(("崔文博", "auditor", "内部审计"), AUDITOR, 8, Some(1), (0, 100)),
    member(("叶紫萱", "ye.zixuan", "市场专员"), REP, 4, Some(3), (0, 100)),
];

/// Checks that every role of the staff has an id.
pub(crate) fn check_roles(role_ids: &BTreeMap<String, Uuid>) -> std::result::Result<(), PlanError> {
    match ROLES.into_iter().find(|role| !role_ids.contains_key(*role)) {
        Some(missing) => Err(PlanError::MissingRole(missing)),
        None => Ok(()),
    }
}

/// The member at `position`; the administrator when there is none.
pub(crate) fn get(position: usize) -> &'static Member {
    STAFF.get(position).unwrap_or(&STAFF[0])
}

/// Who at `branch` gets a customer, by share.
pub(crate) fn seller(branch: u64, rng: &mut Rng) -> usize {
    let members = sellers(branch);
    let drawn = weighted(rng, members.iter().map(|member| get(*member).share));
    members.get(drawn).copied().unwrap_or(1)
}

/// A colleague of `member` in the same department, or the member if there is none.
pub(crate) fn colleague(branch: u64, member: usize, rng: &mut Rng) -> usize {
    let other = seller(branch, rng);
    if get(other).department == get(member).department { other } else { member }
}

/// Id of the department of a member.
pub(crate) fn department_id(world: &World, member: usize) -> Uuid {
    world.fixed_id(Stream::DEPARTMENT, get(member).department)
}

pub(crate) fn write_users(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    for (at, member) in STAFF.iter().enumerate() {
        let [id, version, created, creator, updated, updater] = standard(world, Stream::USER, number(at));
        let is_english = member.name.is_ascii();
        let email = format!("{}@demo.rapport.example", member.mailbox);
        let phone = format!("+861420000{:04}", 1000 + at * 7);
        let roles: Vec<Uuid> = world.plan().role_ids.get(member.role).copied().into_iter().collect();
        let external = [format!("hr:{}", 10_000 + at)];
        let zone = if member.department >= 16 { "Asia/Singapore" } else { "Asia/Shanghai" };
        rows.push(&[
            id,
            version,
            created,
            creator,
            updated,
            updater,
            member.name.into(),
            (&email).into(),
            (&phone).into(),
            member.title.into(),
            department_id(world, at).into(),
            member.manager.map(|manager| world.user(manager)).into(),
            Value::Ids(&roles),
            (if is_english { "en" } else { "zh-CN" }).into(),
            zone.into(),
            (at != FORMER).into(),
            Value::Texts(&external),
        ])?;
    }
    Ok(())
}

pub(crate) fn write_credentials(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    let hash = world.plan().password_hash.as_str();
    for at in 0..STAFF.len() {
        rows.push(&[world.user(at).into(), hash.into(), world.founded().into()])?;
    }
    Ok(())
}

fn sellers(branch: u64) -> &'static [usize] {
    match branch {
        0 => &SHANGHAI,
        1 => &BEIJING,
        2 => &SHENZHEN,
        _ => &SINGAPORE,
    }
}
