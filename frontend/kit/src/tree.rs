//! A tree whose rows open, close, are chosen, and may be moved.

mod keys;
mod row;

use std::collections::HashSet;

use leptos::html::Ul;
use leptos::prelude::*;
use leptos::text_prop::{OptionTextPropExt, TextProp};
use words::tr;

use self::keys::key;
use self::row::TreeRow;
use crate::announce::announce;
use crate::icon::Icon;

/// A row of a tree with what is below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TreeNode {
    /// What tells it from the others.
    pub id: String,
    /// Its name.
    pub label: String,
    /// At the end of the row: a count, a head of department.
    pub hint: Option<String>,
    /// Before the name.
    pub icon: Option<Icon>,
    /// What is below it.
    pub children: Vec<TreeNode>,
}

/// A row that was moved below another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeMove {
    /// The id of the row.
    pub id: String,
    /// The id of the row that it is to be below.
    pub parent: String,
}

/// The state that all rows share.
#[derive(Clone, Copy)]
struct State {
    nodes: Signal<Vec<TreeNode>>,
    selected: Signal<String>,
    on_select: Callback<String>,
    on_move: Option<Callback<TreeMove>>,
    closed: RwSignal<HashSet<String>>,
    /// The row that Tab leads to.
    focused: RwSignal<Option<String>>,
    /// The row that is to be moved.
    lifted: RwSignal<Option<String>>,
    /// The row that a dragged one hangs over.
    over: RwSignal<Option<String>>,
}

impl State {
    /// The row that Tab leads to: that which had the focus, else the chosen one, else the first.
    fn tab_stop(self) -> Option<String> {
        let selected = Some(self.selected.get()).filter(|id| find(&self.nodes.get(), id).is_some());
        let focused = self.focused.get().filter(|id| find(&self.nodes.get(), id).is_some());
        focused.or(selected).or_else(|| self.nodes.with(|nodes| nodes.first().map(|node| node.id.clone())))
    }

    fn toggle(self, id: &str) {
        self.closed.update(|closed| {
            if !closed.remove(id) {
                closed.insert(id.to_owned());
            }
        });
    }

    /// Whether a lifted row may go below another: not below itself, nor below what is below it.
    fn may_put(self, id: &str, parent: &str) -> bool {
        self.nodes.with_untracked(|nodes| {
            find(nodes, id).is_some_and(|node| node.id != parent && find(&node.children, parent).is_none())
        })
    }

    fn lift(self, id: &str) {
        self.lifted.set(Some(id.to_owned()));
        announce(tr!(kit.lifted, name = self.label(id)));
    }

    fn put_into(self, parent: &str) {
        self.over.set(None);
        let Some(id) = self.lifted.try_update(Option::take).flatten() else { return };
        if let Some(on_move) = self.on_move.filter(|_| self.may_put(&id, parent)) {
            announce(tr!(kit.put_into, name = self.label(&id), target = self.label(parent)));
            on_move.run(TreeMove { id, parent: parent.to_owned() });
        }
    }

    fn put_back(self) {
        self.over.set(None);
        if let Some(id) = self.lifted.try_update(Option::take).flatten() {
            announce(tr!(kit.not_moved, name = self.label(&id)));
        }
    }

    fn label(self, id: &str) -> String {
        self.nodes.with_untracked(|nodes| find(nodes, id).map(|node| node.label.clone())).unwrap_or_default()
    }
}

/// A tree. Up and Down move through what is visible, Right and Left open and close, Enter and Space choose, letters
/// find. With `on_move`, rows are dragged onto others, or moved by Ctrl+X and Ctrl+V.
#[component]
pub fn Tree(
    /// The topmost rows.
    #[prop(into)]
    nodes: Signal<Vec<TreeNode>>,
    /// The id of the chosen row.
    #[prop(into)]
    selected: Signal<String>,
    /// When another row is chosen.
    #[prop(into)]
    on_select: Callback<String>,
    /// When a row was moved below another; without it rows stay where they are.
    #[prop(optional, into)]
    on_move: Option<Callback<TreeMove>>,
    /// What the tree is of.
    #[prop(optional, into)]
    label: Option<TextProp>,
) -> impl IntoView {
    let tree = NodeRef::<Ul>::new();
    let state = State {
        nodes,
        selected,
        on_select,
        on_move,
        closed: RwSignal::new(HashSet::new()),
        focused: RwSignal::new(None),
        lifted: RwSignal::new(None),
        over: RwSignal::new(None),
    };
    let rows = move || {
        let rows = nodes.get().into_iter().map(|node| view! { <TreeRow state node level=1 /> });
        rows.collect_view()
    };
    view! {
        <ul
            class="tree"
            role="tree"
            node_ref=tree
            aria-label=move || label.get()
            aria-description=move || on_move.is_some().then(|| tr!(kit.tree_hint))
            on:keydown=move |event| key(state, tree, &event)
        >
            {rows}
        </ul>
    }
    .into_any()
}

/// The node with an id.
fn find<'a>(nodes: &'a [TreeNode], id: &str) -> Option<&'a TreeNode> {
    nodes.iter().find_map(|node| if node.id == id { Some(node) } else { find(&node.children, id) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_are_found_at_any_depth() {
        let leaf = TreeNode { id: "c".into(), ..TreeNode::default() };
        let middle = TreeNode { id: "b".into(), children: vec![leaf], ..TreeNode::default() };
        let nodes = [TreeNode { id: "a".into(), children: vec![middle], ..TreeNode::default() }];
        assert_eq!(find(&nodes, "c").map(|node| node.id.as_str()), Some("c"));
        assert!(find(&nodes, "d").is_none());
    }
}
