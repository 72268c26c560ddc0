//! What is shown while something loads, where nothing is, and when something fails.

use icondata_lu::LuPlus;
use leptos::prelude::*;
use words::{tr, word};

use super::Specimens;
use crate::banner::Banner;
use crate::button::{Button, ButtonKind};
use crate::empty::{Empty, EmptyKind, Failed};
use crate::progress::{Meter, Progress, TopProgress};
use crate::skeleton::{Skeleton, SkeletonShape};
use crate::toast;
use crate::tone::Tone;

/// States.
#[component]
pub(super) fn States() -> impl IntoView {
    let banners = [Tone::Accent, Tone::Success, Tone::Warning, Tone::Danger];
    let banners = banners.map(|tone| {
        view! {
            <Banner tone>
                <p>{move || tr!(gallery.sentence)}</p>
            </Banner>
        }
    });
    view! {
        <Specimens caption=word!(gallery.empty) stacked=true>
            <div class="gallery-columns" data-four="">
                <div class="gallery-frame">
                    <Empty
                        kind=EmptyKind::Nothing
                        title=word!(gallery.no_leads)
                        body=word!(gallery.no_leads_body)
                    >
                        <Button label=word!(gallery.new_lead) icon=LuPlus kind=ButtonKind::Primary />
                    </Empty>
                </div>
                <div class="gallery-frame">
                    <Empty
                        kind=EmptyKind::NoMatch
                        title=word!(gallery.no_match)
                        body=word!(gallery.no_match_body)
                    >
                        <Button label=word!(gallery.clear_filters) />
                    </Empty>
                </div>
                <div class="gallery-frame">
                    <Empty
                        kind=EmptyKind::NoPermission
                        title=word!(gallery.no_permission)
                        body=word!(gallery.no_permission_body)
                    />
                </div>
                <div class="gallery-frame">
                    <Failed
                        text=word!(gallery.not_loaded)
                        detail="01J8-4F2C-91AD"
                        on_retry=|| toast::done(tr!(gallery.saved))
                    />
                </div>
            </div>
        </Specimens>
        <Specimens caption=word!(gallery.loading) stacked=true>
            <div class="gallery-columns">
                <Skeleton shape=SkeletonShape::Rows(4) />
                <Skeleton shape=SkeletonShape::Form />
            </div>
            <Skeleton shape=SkeletonShape::Cards />
            <Skeleton shape=SkeletonShape::Text />
        </Specimens>
        <Specimens caption=word!(gallery.progress) stacked=true>
            <div class="gallery-frame" data-low="">
                <TopProgress active=true />
            </div>
            <Progress value=0.62 label=word!(gallery.progress) />
            <p>
                <Meter value=0.35 label=word!(gallery.progress) />
                " 35%"
            </p>
        </Specimens>
        <Specimens caption=word!(gallery.banners) stacked=true>
            {banners.collect_view()}
        </Specimens>
    }
    .into_any()
}
