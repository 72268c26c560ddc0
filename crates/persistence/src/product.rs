//! Products.

use domain::{Amount, Currency, ProductCategoryId, ProductId};
use wire::product::{Product, ProductInput};
use wire::product_category::ProductCategory;

use crate::entity::{as_given, columns, row, statements};
use crate::schema::products;
use crate::{Entity, Fields, Predicate, Scope};

row!(products => Product(ProductId) {
    name: String,
    code: String,
    category_id: Option<ProductCategoryId>,
    unit: Option<String>,
    list_price: Amount,
    cost: Option<Amount>,
    currency: Currency,
    is_active: bool,
    description: Option<String>,
    external_ids: Vec<String>,
} shown {
    list_price: list_price.in_currency(currency),
    cost: cost.map(|cost| cost.in_currency(currency)),
});
columns!(products <= ProductInput {
    name: String,
    code: String,
    category_id: Option<ProductCategoryId>,
    unit: Option<String>,
    list_price: Amount,
    cost: Option<Amount>,
    currency: Currency,
    is_active: bool,
    description: Option<String>,
    external_ids: Vec<String>,
});

impl Entity for Product {
    type Draft = ProductInput;
    statements!(products);
    as_given!();

    fn fields() -> Fields<products::table> {
        use products::*;
        Fields::of(table, id, name, deleted_at)
            .standard(id, created_at, updated_at)
            .searched("name", name)
            .searched("code", code)
            .reference::<ProductCategory>("category_id", category_id)
            .decimal("list_price", list_price)
            .boolean("is_active", is_active)
            .texts("external_ids", external_ids)
            .search(search_text)
            .detail(code)
            .sorted_by_default("name")
    }

    fn visible(scope: &Scope<'_>) -> Predicate {
        scope.everyone()
    }

    fn label(&self) -> String {
        self.name.clone()
    }
}
