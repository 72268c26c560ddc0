//! What comes next with the deals of a column: of each the open activity that is due first.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::Kind;
use domain::access::Action;
use kit::{Icon, format};
use leptos::prelude::*;
use uuid::Uuid;
use wire::list::{Filter, Test};
use wire::{ListQuery, Op, Sort};
use words::tr;

use crate::api::records::{self, Record};
use crate::api::{Failure, Load, changes};
use crate::features::activity::ACTIVITY;

/// By deal, what is due first of what the user may see.
pub(super) type Next = Load<BTreeMap<Uuid, Record>>;

/// Fetches it, in one request for up to 200 deals.
pub(super) fn load(deals: Memo<Vec<Uuid>>) -> Next {
    Load::new(move || {
        changes::follow(Kind::Activity);
        let deals = deals.get();
        async move {
            let mut first = BTreeMap::new();
            if ACTIVITY.may(Action::Read) {
                for some in deals.chunks(wire::list::MAX_VALUES) {
                    fetch(some, &mut first).await?;
                }
            }
            Ok(first)
        }
    })
}

/// Reads on until every deal has its first one, which most often is one page.
async fn fetch(deals: &[Uuid], first: &mut BTreeMap<Uuid, Record>) -> Result<(), Failure> {
    let test =
        |field: &str, op, value: Vec<String>| Filter::Test(Test { field: field.to_owned(), op, value });
    let filter = Filter::And {
        and: vec![
            test("record_id", Op::In, deals.iter().map(Uuid::to_string).collect()),
            test("done_at", Op::IsNull, vec!["true".to_owned()]),
            test("due_at", Op::IsNull, vec!["false".to_owned()]),
        ],
    };
    let fields = ["subject", "due_at", "record_id"].map(str::to_owned);
    let mut query = ListQuery {
        filter,
        sort: vec![Sort::parse("due_at")],
        limit: wire::list::MAX_LIMIT,
        fields: Some(fields.into()),
        ..ListQuery::default()
    };
    loop {
        let page = records::list(&ACTIVITY, &query).await?;
        for activity in page.rows {
            if let Some(deal) = activity.id_in("record_id") {
                first.entry(deal).or_insert(activity);
            }
        }
        query.cursor = page.page.next_cursor;
        if query.cursor.is_none() || deals.iter().all(|deal| first.contains_key(deal)) {
            return Ok(());
        }
    }
}

/// When it is due, on the card of its deal.
pub(super) fn shown(next: Next, deal: Uuid) -> Option<AnyView> {
    let activity = next.with(|first| first?.get(&deal).cloned())?;
    let due: DateTime<Utc> = activity.text("due_at")?.parse().ok()?;
    let subject = activity.text("subject").unwrap_or_default().to_owned();
    let is_over = due < format::now();
    let label = move || {
        let said = tr!(board.next, subject = subject.clone(), due = format::instant_long(due));
        if is_over { format!("{said} ({})", tr!(deal.overdue)) } else { said }
    };
    let icon = if is_over { icondata_lu::LuCircleAlert } else { icondata_lu::LuCalendarClock };
    Some(
        view! {
            <span class="next-activity" data-overdue=is_over.then_some("") title=label.clone()>
                <Icon icon size=14 />
                <span class="visually-hidden">{label.clone()}</span>
                <time datetime=due.to_rfc3339() aria-hidden="true">{move || format::relative_day(format::day_of(due))}</time>
            </span>
        }
        .into_any(),
    )
}
