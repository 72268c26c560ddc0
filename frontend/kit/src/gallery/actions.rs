//! Buttons, links and menus.

use icondata_lu::{LuCopy, LuDownload, LuEllipsis, LuPencil, LuPlus, LuStar, LuTrash2, LuUserPlus};
use leptos::prelude::*;
use words::{tr, word};

use super::Specimens;
use crate::button::{Button, ButtonKind, IconButton, LinkButton};
use crate::menu::{Menu, MenuItem};
use crate::popover::Popover;
use crate::toast;

/// What can be pressed.
#[component]
pub(super) fn Actions() -> impl IntoView {
    let starred = RwSignal::new(true);
    let busy = RwSignal::new(false);
    let compact = RwSignal::new(false);
    let save = move || {
        busy.set(true);
        set_timeout(move || busy.set(false), std::time::Duration::from_secs(2));
    };
    let items = move || {
        vec![
            MenuItem::new(tr!(gallery.edit), || toast::done(tr!(gallery.saved))).icon(LuPencil),
            MenuItem::new(tr!(gallery.duplicate), || toast::done(tr!(gallery.saved))).icon(LuCopy),
            MenuItem::new(tr!(gallery.assign), || toast::done(tr!(gallery.saved)))
                .icon(LuUserPlus)
                .disabled(true),
            MenuItem::new(tr!(gallery.compact), move || compact.update(|compact| *compact = !*compact))
                .checked(compact.get())
                .section(),
            MenuItem::link(tr!(gallery.contents), "#colours"),
            MenuItem::new(tr!(gallery.delete), || toast::failed(tr!(gallery.not_saved), None))
                .icon(LuTrash2)
                .danger()
                .section(),
        ]
    };
    view! {
        <Specimens caption=word!(gallery.kinds)>
            <Button label=word!(gallery.new_lead) kind=ButtonKind::Primary icon=LuPlus />
            <Button label=word!(gallery.edit) icon=LuPencil />
            <Button label=word!(gallery.cancel) />
            <Button label=word!(gallery.clear_filters) kind=ButtonKind::Ghost />
            <Button label=word!(gallery.delete) kind=ButtonKind::Danger icon=LuTrash2 />
            <LinkButton label=word!(gallery.export) icon=LuDownload href="#actions" />
        </Specimens>
        <Specimens caption=word!(gallery.small)>
            <Button label=word!(gallery.new_lead) kind=ButtonKind::Primary icon=LuPlus small=true />
            <Button label=word!(gallery.edit) icon=LuPencil small=true />
            <Button label=word!(gallery.clear_filters) kind=ButtonKind::Ghost small=true />
            <IconButton label=word!(gallery.edit) icon=LuPencil small=true />
        </Specimens>
        <Specimens caption=word!(gallery.button_states)>
            <Button label=word!(common.save) kind=ButtonKind::Primary busy on_press=save shortcut="Control+S" />
            <Button label=word!(gallery.working) busy=true />
            <Button label=word!(gallery.disabled) disabled=true />
            <Button label=word!(gallery.disabled) kind=ButtonKind::Primary disabled=true />
            <IconButton
                label=word!(gallery.follow)
                icon=LuStar
                pressed=starred
                on_press=move || starred.update(|starred| *starred = !*starred)
            />
            <IconButton label=word!(gallery.disabled) icon=LuPencil disabled=true />
        </Specimens>
        <Specimens caption=word!(gallery.menus)>
            <Menu label=word!(gallery.more_actions) items />
            <Menu label=word!(gallery.more_actions) icon=LuEllipsis label_hidden=true items />
            <Popover label=word!(gallery.details)>
                <p>{move || tr!(gallery.sentence)}</p>
            </Popover>
        </Specimens>
    }
    .into_any()
}
