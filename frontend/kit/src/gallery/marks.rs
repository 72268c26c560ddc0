//! States, tags, people, keys, and figures in the user's language.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use icondata_lu::{LuCircleCheck, LuCircleX};
use leptos::prelude::*;
use rust_decimal::Decimal;
use words::{tr, word};

use super::Specimens;
use crate::avatar::{Avatar, AvatarSize, Person};
use crate::badge::Badge;
use crate::card::{Description, DescriptionList};
use crate::chip::{Chip, Tag};
use crate::format;
use crate::kbd::Kbd;
use crate::shortcut::{self, Shortcut};
use crate::toast;
use crate::tone::Tone;

/// Small marks.
#[component]
pub(super) fn Marks() -> impl IntoView {
    let chips = RwSignal::new(3_u32);
    for keys in ["Control+k", "g h", "Alt+ArrowLeft", "?"] {
        let said = move || toast::done(format!("{} {keys}", tr!(gallery.pressed)));
        let action = Callback::new(move |()| said());
        shortcut::register(Shortcut {
            keys,
            label: word!(gallery.pressed),
            group: word!(gallery.keys),
            action,
        });
    }
    let keys = move || {
        let all = shortcut::registered().into_iter();
        all.map(|shortcut| view! { <Kbd keys=shortcut.keys /> }).collect_view()
    };
    let badges = Tone::ALL.map(|tone| view! { <Badge label=tone.name() tone dot=true /> }).collect_view();
    let tags = Tone::ALL.map(|tone| view! { <Tag label=tone.name() tone /> }).collect_view();
    view! {
        <Specimens caption=word!(gallery.badges)>
            {badges} <Badge label=word!(gallery.won) tone=Tone::Success icon=LuCircleCheck />
            <Badge label=word!(gallery.lost) tone=Tone::Danger icon=LuCircleX />
        </Specimens>
        <Specimens caption=word!(gallery.tags)>{tags}</Specimens>
        <Specimens caption=word!(gallery.chips)>
            <Chip
                label=word!(gallery.filter)
                on_press=|| toast::done(tr!(gallery.saved))
                on_remove=move || chips.update(|chips| *chips = chips.saturating_sub(1))
            />
            <Chip label=move || tr!(common.selected, count = chips.get()) />
        </Specimens>
        <Specimens caption=word!(gallery.people)>
            <Avatar name="Ada Lovelace" size=AvatarSize::Large />
            <Avatar name="欧阳娜娜" size=AvatarSize::Large />
            <Avatar name="李伟" />
            <Avatar name="Grace Hopper" />
            <Person name="王芳" />
            <Person name="Ada Lovelace" />
            <Person name="" />
        </Specimens>
        <Specimens caption=word!(gallery.keys)>{keys}</Specimens>
    }
    .into_any()
}

/// Figures and times as `format` writes them.
#[component]
pub(super) fn Formats() -> impl IntoView {
    let amount = Decimal::new(123_450_050, 2);
    let day = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default();
    let at = DateTime::<Utc>::from_timestamp(1_795_328_400, 0).unwrap_or_default();
    let yesterday = move || format::relative_day(format::today() - TimeDelta::days(1));
    view! {
        <DescriptionList>
            <Description term="number">{move || format::number(1_234_567)}</Description>
            <Description term="money">{move || format::money(amount, "CNY")}</Description>
            <Description term="money_compact">{move || format::money_compact(amount, "CNY")}</Description>
            <Description term="percent">{move || format::percent(Decimal::new(255, 3))}</Description>
            <Description term="file_size">{move || format::file_size(1_234_567)}</Description>
            <Description term="day">{move || format::day(day)}</Description>
            <Description term="day_long">{move || format::day_long(day)}</Description>
            <Description term="month">{move || format::month(day)}</Description>
            <Description term="relative_day">{yesterday}</Description>
            <Description term="instant">{move || format::instant(at)}</Description>
            <Description term="instant_long">{move || format::instant_long(at)}</Description>
            <Description term="—" />
        </DescriptionList>
    }
    .into_any()
}
