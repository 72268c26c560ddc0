//! A board whose cards move, and a tree whose rows do.

use icondata_lu::LuBuilding2;
use leptos::prelude::*;
use words::{tr, word};

use crate::drag::{Drag, DragCard, DropColumn, Dropped};
use crate::toast;
use crate::tree::{Tree, TreeNode};

const COLUMNS: [&str; 3] = ["contact", "proposal", "negotiation"];

fn column_name(column: &str) -> String {
    match column {
        "contact" => tr!(gallery.contact),
        "proposal" => tr!(gallery.proposal),
        _ => tr!(gallery.negotiation),
    }
}

/// Three columns of cards.
#[component]
pub(super) fn Board() -> impl IntoView {
    let start = [
        ("contact", "Acme"),
        ("contact", "华为"),
        ("contact", "Globex"),
        ("proposal", "Initech"),
        ("proposal", "中兴"),
    ];
    let cards = RwSignal::new(start.map(|(column, name)| (column.to_owned(), name.to_owned())).to_vec());
    let drag = Drag::new(move |dropped: Dropped| {
        cards.update(|cards| {
            cards.retain(|(_, name)| *name != dropped.card);
            let mut places = cards.iter().enumerate().filter(|(_, (column, _))| *column == dropped.to.column);
            let at = places.nth(dropped.to.index).map_or(cards.len(), |(at, _)| at);
            cards.insert(at, (dropped.to.column, dropped.card));
        });
    });
    let columns = COLUMNS.map(|column| {
        let own = Memo::new(move |_| {
            let cards = cards.get();
            cards.into_iter().filter(|(own, _)| own == column).map(|(_, name)| name).collect::<Vec<_>>()
        });
        view! {
            <div class="gallery-column">
                <h3>{move || column_name(column)} " " {move || own.with(Vec::len)}</h3>
                <DropColumn drag id=column label=move || column_name(column) count=Signal::derive(move || own.with(Vec::len))>
                    <For each=move || own.get() key=Clone::clone let:name>
                        {
                            let (id, shown) = (name.clone(), name.clone());
                            let index = Memo::new({
                                let name = name.clone();
                                move |_| own.with(|cards| cards.iter().position(|card| *card == name).unwrap_or(0))
                            });
                            view! {
                                <DragCard drag id label=name column index on_open=move || toast::done(tr!(gallery.saved))>
                                    <div class="gallery-card">{shown}</div>
                                </DragCard>
                            }
                        }
                    </For>
                </DropColumn>
            </div>
        }
    });
    view! { <div class="gallery-board">{columns.collect_view()}</div> }.into_any()
}

/// The departments of a company.
#[component]
pub(super) fn Branches() -> impl IntoView {
    let leaf = |id: &str, label: String, hint: &str| TreeNode {
        id: id.to_owned(),
        label,
        hint: Some(hint.to_owned()),
        icon: Some(LuBuilding2),
        children: Vec::new(),
    };
    let selected = RwSignal::new("east".to_owned());
    let below = RwSignal::new(vec!["east", "south"]);
    let nodes = Signal::derive(move || {
        let branches = [
            ("east", tr!(gallery.east), "42"),
            ("south", tr!(gallery.south), "31"),
            ("shop", tr!(gallery.shop), "8"),
        ];
        let (inner, outer): (Vec<_>, Vec<_>) =
            branches.into_iter().partition(|(id, ..)| below.with(|below| below.contains(id)));
        let nodes = |branches: Vec<(&str, String, &str)>| {
            branches.into_iter().map(|(id, label, hint)| leaf(id, label, hint)).collect::<Vec<_>>()
        };
        let mut all = vec![TreeNode { children: nodes(inner), ..leaf("sales", tr!(gallery.sales), "73") }];
        all.push(TreeNode { children: nodes(outer), ..leaf("service", tr!(gallery.service), "8") });
        all
    });
    let put = move |moved: crate::tree::TreeMove| {
        below.update(|below| {
            below.retain(|id| *id != moved.id);
            if moved.parent == "sales" {
                below.extend(["east", "south", "shop"].into_iter().find(|id| *id == moved.id));
            }
        });
    };
    view! {
        <div class="gallery-frame" data-padded="">
            <Tree nodes selected on_select=move |id| selected.set(id) on_move=put label=word!(gallery.tree) />
        </div>
    }
    .into_any()
}
