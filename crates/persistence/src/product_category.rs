//! Product categories: a tree.

use domain::ProductCategoryId;
use wire::product_category::{ProductCategory, ProductCategoryInput};

use crate::entity::{columns, row, statements};
use crate::schema::product_categories;
use crate::{Entity, Fields, Predicate, Result, Scope, Tx};

row!(product_categories => ProductCategory(ProductCategoryId) {
    name: String,
    parent_id: Option<ProductCategoryId>,
});
columns!(product_categories <= ProductCategoryInput { name: String, parent_id: Option<ProductCategoryId> });

impl Entity for ProductCategory {
    type Draft = ProductCategoryInput;
    statements!(product_categories);

    fn fields() -> Fields<product_categories::table> {
        use product_categories::*;
        Fields::of(table, id, name, deleted_at)
            .standard(id, created_at, updated_at)
            .searched("name", name)
            .reference::<ProductCategory>("parent_id", parent_id)
            .sorted_by_default("name")
    }

    fn visible(scope: &Scope<'_>) -> Predicate {
        scope.everyone()
    }

    fn prepare(
        tx: &mut Tx<'_>,
        before: Option<&Self>,
        input: ProductCategoryInput,
    ) -> Result<ProductCategoryInput> {
        let id = before.map(|category| category.id);
        tx.check_no_cycle::<ProductCategory>("parent_id", id, input.parent_id)?;
        Ok(input)
    }

    fn label(&self) -> String {
        self.name.clone()
    }
}
