//! Products and their categories.

use domain::Kind;
use wire::Resource;
use wire::product::Product;
use wire::product_category::ProductCategory;
use words::word;

use crate::record::standard::{
    CREATED_AT, CREATED_BY, CURRENCY, DESCRIPTION, EXTERNAL_IDS, IS_ACTIVE, NAME, UPDATED_AT, UPDATED_BY,
};
use crate::record::{Entity, Field, Is, Page, Related, Section, View, check};

pub(crate) static PRODUCT: Entity = Entity {
    kind: Kind::Product,
    path: Product::PATH,
    icon: icondata_lu::LuPackage,
    one: word!(kind.product),
    many: word!(kind.products),
    page: Page::Plain,
    name: "name",
    fields: &[
        NAME,
        Field::new("code", word!(field.code), Is::Text),
        Field::new("category_id", word!(field.category), Is::Reference(Kind::ProductCategory)),
        Field::new("list_price", word!(field.list_price), Is::Money("currency")),
        Field::new("cost", word!(field.cost), Is::Money("currency")),
        CURRENCY,
        Field::new("unit", word!(field.unit), Is::Text),
        IS_ACTIVE,
        DESCRIPTION,
        EXTERNAL_IDS,
        CREATED_AT,
        CREATED_BY,
        UPDATED_AT,
        UPDATED_BY,
    ],
    columns: &["name", "code", "category_id", "list_price", "unit", "is_active"],
    sort: "name",
    views: &[
        View { id: "active", label: word!(view.active), query: "is_active=true" },
        View { id: "inactive", label: word!(view.inactive), query: "is_active=false" },
        View { id: "all", label: word!(view.all), query: "" },
    ],
    sections: &[
        Section {
            label: word!(section.about),
            fields: &["name", "code", "category_id", "unit", "is_active", "description"],
        },
        Section { label: word!(section.money), fields: &["list_price", "cost", "currency", "external_ids"] },
    ],
    related: &[Related { kind: Kind::Opportunity, field: "product_id" }],
    check: check::<Product>,
};

pub(crate) static PRODUCT_CATEGORY: Entity = Entity {
    kind: Kind::ProductCategory,
    path: ProductCategory::PATH,
    icon: icondata_lu::LuFolderTree,
    one: word!(kind.product_category),
    many: word!(kind.product_categories),
    page: Page::Plain,
    name: "name",
    fields: &[
        NAME,
        Field::new("parent_id", word!(field.parent), Is::Reference(Kind::ProductCategory)),
        CREATED_AT,
        UPDATED_AT,
    ],
    columns: &["name", "parent_id", "created_at"],
    sort: "name",
    views: &[View { id: "all", label: word!(view.all), query: "" }],
    sections: &[Section { label: word!(section.about), fields: &["name", "parent_id"] }],
    related: &[
        Related { kind: Kind::Product, field: "category_id" },
        Related { kind: Kind::ProductCategory, field: "parent_id" },
    ],
    check: check::<ProductCategory>,
};
