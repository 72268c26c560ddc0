//! Trees that are looked after as a whole: branches with their departments, categories of products.

mod move_to;
mod panel;

use std::collections::{BTreeMap, BTreeSet};

use domain::access::Action;
use kit::{
    Button, ButtonKind, Empty, EmptyKind, Failed, LinkButton, Skeleton, SkeletonShape, Tree, TreeMove,
    TreeNode,
};
use leptos::prelude::*;
use uuid::Uuid;
use wire::ListQuery;
use words::{Word, tr, word};

use self::panel::Panel;
use super::organisation::{BRANCH, DEPARTMENT, USER};
use super::product::{PRODUCT, PRODUCT_CATEGORY};
use super::settings::Trail;
use crate::api::records::{self, Record};
use crate::api::{Failure, Load, changes};
use crate::record::form::CreateDialog;
use crate::record::{Entity, Parts};

/// Beside the lists of branches and of departments: the way to both as a tree.
pub(super) static STRUCTURE_PARTS: Parts =
    Parts { list_head: Some(|_| tree_button("/structure")), ..Parts::NONE };

/// Beside the list of categories: the way to them as a tree.
pub(super) static CATEGORY_PARTS: Parts =
    Parts { list_head: Some(|_| tree_button("/categories")), ..Parts::NONE };

fn tree_button(href: &'static str) -> AnyView {
    view! { <LinkButton href label=move || tr!(outline.open) icon=icondata_lu::LuNetwork /> }.into_any()
}

/// A tree on a screen.
pub(crate) struct Outline {
    title: Word,
    /// What it is for, and what moving means.
    text: Word,
    /// The kinds in it; records of the first stand at the top.
    kinds: &'static [&'static Entity],
    /// What is counted at each row with those below: a kind, and its field that refers to the last kind.
    counted: (&'static Entity, &'static str),
    /// Why moving a row is asked about before: who sees what changes with it.
    caution: Option<fn(String, String) -> String>,
}

/// Branches and departments.
pub(crate) static STRUCTURE: Outline = Outline {
    title: word!(structure.title),
    text: word!(structure.text),
    kinds: &[&BRANCH, &DEPARTMENT],
    counted: (&USER, "department_id"),
    caution: Some(|name, target| tr!(structure.move_text, name = name, target = target)),
};

/// Categories of products.
pub(crate) static CATEGORIES: Outline = Outline {
    title: word!(kind.product_categories),
    text: word!(categories.text),
    kinds: &[&PRODUCT_CATEGORY],
    counted: (&PRODUCT, "category_id"),
    caution: None,
};

/// A row of a tree: a record and its kind.
#[derive(Clone)]
struct Row {
    entity: &'static Entity,
    record: Record,
}

impl PartialEq for Row {
    fn eq(&self, other: &Self) -> bool {
        self.entity.kind == other.entity.kind && self.record == other.record
    }
}

impl Row {
    /// The row above: a department without one stands below its branch.
    fn parent(&self) -> Option<Uuid> {
        self.record.id_in("parent_id").or_else(|| self.record.id_in("branch_id"))
    }

    fn name(&self) -> String {
        self.record.text(self.entity.name).unwrap_or_default().to_owned()
    }
}

/// The most pages of what is counted; where there is more, no numbers are shown.
const MOST_PAGES: usize = 10;

async fn rows(outline: &'static Outline) -> Result<Vec<Row>, Failure> {
    let mut rows = Vec::new();
    for entity in outline.kinds.iter().copied().filter(|entity| entity.may(Action::Read)) {
        let records = records::list_all(entity, "name").await?;
        rows.extend(records.into_iter().map(|record| Row { entity, record }));
    }
    Ok(rows)
}

/// How many of what is counted belong to each row itself; None if they are too many.
async fn counts(outline: &'static Outline) -> Result<Option<BTreeMap<Uuid, i64>>, Failure> {
    let (entity, field) = outline.counted;
    if !entity.may(Action::Read) {
        return Ok(None);
    }
    let mut query = ListQuery::parse("is_active=true").unwrap_or_default();
    query.limit = wire::list::MAX_LIMIT;
    query.fields = Some(vec![field.to_owned()]);
    let mut counts = BTreeMap::new();
    for _ in 0..MOST_PAGES {
        let page = records::list(entity, &query).await?;
        for id in page.rows.iter().filter_map(|record| record.id_in(field)) {
            *counts.entry(id).or_insert(0) += 1;
        }
        query.cursor = page.page.next_cursor;
        if query.cursor.is_none() {
            return Ok(Some(counts));
        }
    }
    Ok(None)
}

/// The rows as a tree, each with the number of what belongs to it or to what is below.
fn tree(rows: &[Row], counts: Option<&BTreeMap<Uuid, i64>>) -> Vec<TreeNode> {
    let known: BTreeSet<Uuid> = rows.iter().map(|row| row.record.id()).collect();
    // What stands below something that cannot be seen stands at the top.
    below(rows, None, &known, counts).0
}

fn below(
    rows: &[Row],
    parent: Option<Uuid>,
    known: &BTreeSet<Uuid>,
    counts: Option<&BTreeMap<Uuid, i64>>,
) -> (Vec<TreeNode>, i64) {
    let here = rows.iter().filter(|row| row.parent().filter(|above| known.contains(above)) == parent);
    let mut total = 0;
    let nodes = here.map(|row| {
        let id = row.record.id();
        let (children, under) = below(rows, Some(id), known, counts);
        let own = counts.and_then(|counts| counts.get(&id)).copied().unwrap_or_default();
        total += own + under;
        TreeNode {
            id: id.to_string(),
            label: row.name(),
            hint: counts.map(|_| kit::format::number(own + under)),
            icon: Some(row.entity.icon),
            children,
        }
    });
    (nodes.collect(), total)
}

/// What the parts of the screen share.
#[derive(Clone, Copy)]
struct Screen {
    outline: &'static Outline,
    rows: Load<Vec<Row>>,
    selected: RwSignal<String>,
}

impl Screen {
    fn row(self, id: &str) -> Option<Row> {
        let id: Uuid = id.parse().ok()?;
        self.rows.with(|rows| rows?.iter().find(|row| row.record.id() == id).cloned())
    }
}

/// The screen.
#[component]
pub(crate) fn OutlinePage(outline: &'static Outline) -> impl IntoView {
    let follow = move || outline.kinds.iter().for_each(|entity| changes::follow(entity.kind));
    let rows = Load::new(move || {
        follow();
        rows(outline)
    });
    let counts = Load::new(move || {
        changes::follow(outline.counted.0.kind);
        counts(outline)
    });
    let screen = Screen { outline, rows, selected: RwSignal::new(String::new()) };
    let nodes = Signal::derive(move || {
        rows.with(|rows| {
            counts.with(|counts| tree(rows.map_or(&[], Vec::as_slice), counts.and_then(Option::as_ref)))
        })
    });
    let may_move = outline.kinds.iter().any(|entity| entity.may(Action::Update));
    let on_move = may_move.then(|| Callback::new(move |moved: TreeMove| move_to::move_to(screen, &moved)));
    let body = move || {
        match (rows.with(|rows| rows.map(Vec::is_empty)), rows.failure()) {
        (None, None) => view! { <Skeleton shape=SkeletonShape::Rows(8) /> }.into_any(),
        (None, Some(failure)) => {
            let again = Callback::new(move |()| rows.again());
            view! { <Failed text=move || failure.words() on_retry=again /> }.into_any()
        }
        (Some(true), _) => view! {
            <Empty kind=EmptyKind::Nothing title=move || tr!(list.nothing, kinds = (outline.kinds[0].many)()) />
        }
        .into_any(),
        (Some(false), _) => view! {
            <div class="outline">
                <section class="outline-tree">
                    <p class="outline-count quiet">{move || (outline.counted.0.many)()}</p>
                    {tree_view(screen, nodes, on_move)}
                </section>
                <Panel screen />
            </div>
        }
        .into_any(),
    }
    };
    // The screen is built once; only what is in it follows the data.
    let state = Memo::new(move |_| (rows.with(|rows| rows.map(Vec::is_empty)), rows.failure()));
    let body = move || {
        state.with(|_| ());
        untrack(body)
    };
    view! {
        <section class="settings" data-kind="outline">
            <Trail here=Signal::derive(move || (outline.title)()) />
            <header class="page-head">
                <h1 tabindex="-1">{move || (outline.title)()}</h1>
                <div class="page-actions"><Tools outline /></div>
            </header>
            <p class="settings-lead">{move || (outline.text)()}</p>
            {body}
        </section>
    }
    .into_any()
}

fn tree_view(screen: Screen, nodes: Signal<Vec<TreeNode>>, on_move: Option<Callback<TreeMove>>) -> AnyView {
    let on_select = Callback::new(move |id| screen.selected.set(id));
    let label = move || (screen.outline.title)();
    match on_move {
        Some(on_move) => view! { <Tree nodes selected=screen.selected on_select on_move label /> }.into_any(),
        None => view! { <Tree nodes selected=screen.selected on_select label /> }.into_any(),
    }
}

/// The lists of the same records, and a new one at the top.
#[component]
fn Tools(outline: &'static Outline) -> impl IntoView {
    let lists = outline.kinds.iter().map(|entity| {
        view! {
            <LinkButton
                href=format!("{}?view=all", entity.list_href())
                label=move || tr!(outline.list, kinds = (entity.many)())
                kind=ButtonKind::Ghost
            />
        }
    });
    let top = outline.kinds[0];
    let creating = RwSignal::new(false);
    let new = top.may(Action::Create).then(|| {
        view! {
            <Button
                label=move || tr!(list.new, kind = (top.one)())
                icon=icondata_lu::LuPlus
                kind=ButtonKind::Primary
                on_press=Callback::new(move |()| creating.set(true))
            />
            <CreateDialog entity=top open=creating preset=BTreeMap::new() />
        }
    });
    view! { {lists.collect_view()} {new} }.into_any()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn row(entity: &'static Entity, id: u128, parent: Option<u128>, branch: Option<u128>) -> Row {
        let text = |id: Option<u128>| id.map(|id| Uuid::from_u128(id).to_string());
        let members = json!({
            "id": Uuid::from_u128(id), "name": id.to_string(), "parent_id": text(parent), "branch_id": text(branch),
        });
        Row { entity, record: Record::new(members.as_object().unwrap().clone()) }
    }

    #[test]
    fn departments_stand_below_their_branch() {
        let rows = [
            row(&BRANCH, 1, None, None),
            row(&DEPARTMENT, 2, None, Some(1)),
            row(&DEPARTMENT, 3, Some(2), Some(1)),
            row(&DEPARTMENT, 4, Some(9), Some(9)),
        ];
        let tree = tree(&rows, None);
        assert_eq!(tree.iter().map(|node| node.label.as_str()).collect::<Vec<_>>(), ["1", "4"]);
        let department = &tree[0].children[0];
        assert_eq!((department.label.as_str(), department.children[0].label.as_str()), ("2", "3"));
    }
}
