//! What the company sells: equipment, software and services for connected factories and shops.

use std::io::Result;

use crate::copy::{Rows, Value};
use crate::random::{Stream, number};
use crate::table::{Column, standard};
use crate::world::World;

pub(crate) const CATEGORY_COLUMNS: &[Column] =
    &["id", "version", "created_at", "created_by", "updated_at", "updated_by", "name", "parent_id"];
pub(crate) const PRODUCT_COLUMNS: &[Column] = &[
    "id",
    "version",
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
    "name",
    "code",
    "category_id",
    "unit",
    "list_price",
    "cost",
    "currency",
    "is_active",
    "description",
    "external_ids",
];

const CATEGORIES: [(&str, Option<u64>); 7] = [
    ("硬件产品", None),
    ("软件产品", None),
    ("专业服务", None),
    ("数据采集终端", Some(0)),
    ("网关与网络", Some(0)),
    ("本地部署软件", Some(1)),
    ("云订阅", Some(1)),
];

/// A product; price and cost in yuan.
pub(crate) struct Product {
    pub(crate) name: &'static str,
    code: &'static str,
    category: u64,
    unit: &'static str,
    pub(crate) price: i64,
    pub(crate) cost: i64,
    /// Quantities sold at a time, at most.
    pub(crate) bulk: i64,
}

const fn product(
    (code, name, unit): (&'static str, &'static str, &'static str),
    category: u64,
    (price, cost, bulk): (i64, i64, i64),
) -> Product {
    Product { name, code, category, unit, price, cost, bulk }
}

/// Products; the last is no longer sold.
pub(crate) static PRODUCTS: [Product; 31] = [
    product(("HW-T100", "工业数据终端 T100", "台"), 3, (2_680, 1_420, 60)),
    product(("HW-T200", "工业数据终端 T200", "台"), 3, (4_580, 2_510, 50)),
    product(("HW-T300X", "防爆数据终端 T300X", "台"), 3, (9_800, 5_600, 20)),
    product(("HW-PDA5", "手持扫描终端 PDA5", "台"), 3, (3_200, 1_890, 80)),
    product(("HW-RFID8", "八通道 RFID 读写器", "台"), 3, (6_900, 3_950, 30)),
    product(("HW-SNS-T", "无线温湿度传感器", "只"), 3, (260, 118, 400)),
    product(("HW-SNS-V", "振动监测传感器", "只"), 3, (1_180, 620, 120)),
    product(("HW-CAM2", "AI 视觉检测相机", "台"), 3, (18_600, 11_200, 12)),
    product(("HW-G10", "边缘网关 G10", "台"), 4, (5_600, 3_050, 30)),
    product(("HW-G50", "边缘网关 G50 (5G)", "台"), 4, (12_800, 7_400, 16)),
    product(("HW-SW24", "工业以太网交换机 24 口", "台"), 4, (7_300, 4_600, 20)),
    product(("HW-AP6", "工业无线接入点 AP6", "台"), 4, (2_950, 1_640, 40)),
    product(("SW-MES-B", "制造执行系统 基础版", "套"), 5, (168_000, 32_000, 1)),
    product(("SW-MES-E", "制造执行系统 企业版", "套"), 5, (398_000, 64_000, 1)),
    product(("SW-WMS", "仓储管理系统", "套"), 5, (128_000, 24_000, 1)),
    product(("SW-QMS", "质量管理系统", "套"), 5, (98_000, 18_500, 1)),
    product(("SW-EMS", "能源管理系统", "套"), 5, (86_000, 16_000, 1)),
    product(("SW-BI", "Data Studio 分析平台", "套"), 5, (58_000, 9_800, 2)),
    product(("SW-USR", "并发用户许可", "个"), 5, (1_500, 150, 100)),
    product(("CL-IOT-S", "IoT Cloud Standard", "年"), 6, (36_000, 9_000, 3)),
    product(("CL-IOT-P", "IoT Cloud Professional", "年"), 6, (88_000, 19_000, 3)),
    product(("CL-CRM", "客户门户订阅", "年"), 6, (24_000, 5_200, 3)),
    product(("CL-PM", "预测性维护订阅", "年"), 6, (65_000, 14_500, 3)),
    product(("CL-STO", "云存储扩展包 1 TB", "年"), 6, (4_800, 1_700, 10)),
    product(("SV-IMP", "实施顾问服务", "人天"), 2, (2_800, 1_500, 60)),
    product(("SV-DEV", "定制开发服务", "人天"), 2, (3_200, 1_800, 80)),
    product(("SV-TRN", "现场培训", "天"), 2, (4_500, 2_000, 6)),
    product(("SV-INT", "系统集成 (ERP/SAP)", "项"), 2, (76_000, 41_000, 1)),
    product(("SV-SUP-S", "标准维保服务", "年"), 2, (18_000, 7_500, 3)),
    product(("SV-SUP-G", "金牌维保服务 7×24", "年"), 2, (48_000, 21_000, 3)),
    product(("HW-T50", "工业数据终端 T50（停产）", "台"), 3, (1_580, 980, 1)),
];
/// How many of the products are sold.
pub(crate) const SOLD: usize = 30;

pub(crate) fn write_categories(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    for (at, (name, parent)) in CATEGORIES.iter().enumerate() {
        let [id, version, created, creator, updated, updater] = standard(world, Stream::CATEGORY, number(at));
        let parent = parent.map(|above| world.fixed_id(Stream::CATEGORY, above)).into();
        rows.push(&[id, version, created, creator, updated, updater, (*name).into(), parent])?;
    }
    Ok(())
}

pub(crate) fn write_products(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    for (at, product) in PRODUCTS.iter().enumerate() {
        let [id, version, created, creator, updated, updater] = standard(world, Stream::PRODUCT, number(at));
        let external = [format!("erp:{}", product.code)];
        rows.push(&[
            id,
            version,
            created,
            creator,
            updated,
            updater,
            product.name.into(),
            product.code.into(),
            world.fixed_id(Stream::CATEGORY, product.category).into(),
            product.unit.into(),
            Value::Hundredths(product.price * 100),
            Value::Hundredths(product.cost * 100),
            "CNY".into(),
            (at < SOLD).into(),
            Value::Null,
            Value::Texts(&external),
        ])?;
    }
    Ok(())
}
