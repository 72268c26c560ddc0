//! A deal as a card.

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::Action;
use domain::opportunity::Outcome;
use kit::{Avatar, AvatarSize, Badge, DragCard, Icon, Menu, MenuItem, Tone, format};
use leptos::prelude::*;
use uuid::Uuid;
use wasm_bindgen::JsCast;
use words::tr;

use super::Board;
use super::column::Column;
use super::next::{self, Next};
use crate::api::names;
use crate::api::records::Record;
use crate::features::opportunity::OPPORTUNITY;
use crate::features::opportunity::step::outcome_of;
use crate::layout::viewport;
use crate::record::cell;

/// The card. A click and Enter look at the deal beside the board; its name, and on a phone all of it, open its page.
#[component]
pub(super) fn Card(
    board: Board,
    column: Column,
    /// What comes next with the deals of the column.
    next: Next,
    id: Uuid,
    #[prop(into)] index: Signal<usize>,
) -> impl IntoView {
    let deal = Memo::new(move |_| {
        column.cards.with(|cards| cards.iter().find(|card| card.id() == id).cloned().unwrap_or_default())
    });
    let name = move || deal.with(|deal| cell::name_of(&OPPORTUNITY, deal));
    let open = Callback::new(move |()| {
        if viewport::is_phone() {
            board.list.visit(OPPORTUNITY.href(id));
        } else {
            board.list.peek(Some(id));
        }
    });
    let may_move = OPPORTUNITY.may(Action::Update);
    // One column alone has nowhere to drag to; the menu moves there.
    let fixed = Signal::derive(move || !may_move || viewport::is_phone());
    view! {
        <DragCard
            drag=board.drag
            id=id.to_string()
            label=name
            column=column.id.to_string()
            index
            on_open=open
            fixed
        >
            <div class="board-card">
                <div class="board-card-line">
                    <a class="board-card-name" href=OPPORTUNITY.href(id) tabindex="-1">{name}</a>
                    {may_move.then(|| view! { <MoveMenu board column id /> })}
                </div>
                {move || deal.with(|deal| content(deal, next))}
            </div>
        </DragCard>
    }
    .into_any()
}

fn content(deal: &Record, next: Next) -> AnyView {
    let id = deal.id();
    let account = deal.id_in("account_id").and_then(names::of);
    let account = account.map(|name| view! { <span class="board-card-account">{name}</span> });
    let amount = match deal.text("amount") {
        Some(amount) => {
            let currency = deal.text("currency").unwrap_or_default();
            cell::money(amount.to_owned(), currency.to_owned())
        }
        None => view! { <span class="quiet">{move || tr!(board.no_amount)}</span> }.into_any(),
    };
    let owner = deal.id_in("owner_id").and_then(names::of).unwrap_or_default();
    let owner_name = owner.clone();
    view! {
        {account}
        <div class="board-card-line">
            <span class="board-card-amount">{amount}</span>
            {close_date(deal)}
        </div>
        <div class="board-card-line" data-last="">
            <span class="board-card-owner" title=owner_name.clone()>
                <Avatar name=owner size=AvatarSize::Small />
                <span class="visually-hidden">{owner_name.clone()}</span>
            </span>
            {age(deal)}
            {stale(deal)}
            {move || next::shown(next, id)}
        </div>
    }
    .into_any()
}

/// When it is expected to be decided, and whether that is over; when it was, once it is.
pub(in crate::features::opportunity) fn close_date(deal: &Record) -> Option<AnyView> {
    let is_open = outcome_of(deal) == Outcome::Open;
    let field = if is_open { "expected_close_date" } else { "closed_on" };
    let day: NaiveDate = deal.text(field)?.parse().ok()?;
    let is_over = is_open && day < format::today();
    let late = is_over.then(|| {
        view! {
            <Icon icon=icondata_lu::LuCircleAlert size=14 />
            <span class="visually-hidden">{move || tr!(deal.overdue)}</span>
        }
    });
    let label = move || if is_open { tr!(field.expected_close_date) } else { tr!(field.closed_on) };
    Some(
        view! {
            <time class="close-date" data-overdue=is_over.then_some("") datetime=day.to_string() title=label>
                {late}
                {move || format::day(day)}
            </time>
        }
        .into_any(),
    )
}

/// How long it has been in its stage.
pub(in crate::features::opportunity) fn age(deal: &Record) -> Option<AnyView> {
    let since: DateTime<Utc> = deal.text("stage_entered_at")?.parse().ok()?;
    let title = move || format!("{} {}", tr!(field.stage_entered_at), format::instant_long(since));
    let days = move || format::today().signed_duration_since(format::day_of(since)).num_days();
    Some(
        view! {
            <span class="stage-age" title=title>
                <Icon icon=icondata_lu::LuClock size=14 />
                <span class="visually-hidden">{move || tr!(deal.in_stage)}</span>
                {move || tr!(deal.days, count = format::number(days()))}
            </span>
        }
        .into_any(),
    )
}

/// Says that nothing has happened to it for longer than its stage allows.
pub(in crate::features::opportunity) fn stale(deal: &Record) -> Option<AnyView> {
    let at: DateTime<Utc> = deal.text("rots_at")?.parse().ok()?;
    let is_stale = outcome_of(deal) == Outcome::Open && at <= format::now();
    is_stale.then(|| {
        view! {
            <span title=move || tr!(deal.stale_since, day = format::day(format::day_of(at)))>
                <Badge label=move || tr!(deal.stale) tone=Tone::Warning icon=icondata_lu::LuHourglass />
            </span>
        }
        .into_any()
    })
}

/// Moves the deal without dragging.
#[component]
fn MoveMenu(board: Board, column: Column, id: Uuid) -> impl IntoView {
    let items = Signal::derive(move || {
        let mut items =
            vec![MenuItem::link(tr!(record.open), OPPORTUNITY.href(id)).icon(icondata_lu::LuMaximize2)];
        let others = board.cards.columns.get().into_iter().filter(|other| other.id != column.id);
        for (place, to) in others.enumerate() {
            let go = move || board.cards.take(id, to, 0);
            let item = MenuItem::new(tr!(board.move_to, stage = to.name()), go);
            let item = item.icon(super::icon_of(to.outcome()).unwrap_or(icondata_lu::LuMoveRight));
            items.push(if place == 0 { item.section() } else { item });
        }
        items
    });
    let name = move || {
        column.cards.with(|cards| {
            let card = cards.iter().find(|card| card.id() == id);
            card.map(|card| cell::name_of(&OPPORTUNITY, card)).unwrap_or_default()
        })
    };
    view! {
        <span class="board-card-menu">
            <Menu
                label=move || tr!(board.card_menu, name = name())
                icon=icondata_lu::LuEllipsis
                label_hidden=true
                small=true
                items
            />
        </span>
    }
    .into_any()
}

/// True if the focus is on the card of this deal or in it.
pub(super) fn has_focus(deal: Uuid) -> bool {
    let active = document().active_element();
    active.is_some_and(|active| active.closest(&selector(deal)).ok().flatten().is_some())
}

/// Gives the focus to the card of a deal, once it is there.
pub(super) fn focus(deal: Uuid) {
    request_animation_frame(move || {
        let card = document().query_selector(&selector(deal)).ok().flatten();
        if let Some(card) = card.and_then(|card| card.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = card.focus();
        }
    });
}

fn selector(deal: Uuid) -> String {
    format!("[data-card='{deal}']")
}
