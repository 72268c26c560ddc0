//! The screens, in pieces: a browser loads the code of a piece when something of it is shown for the first time.
//!
//! What is here in the first load is the frame, signing in, and what all pieces use. A function in this file is where
//! the program is cut: whatever can be reached only through it is not in the first load.

use std::pin::Pin;

use kit::{Failed, Gallery, Skeleton, SkeletonShape};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;
use words::tr;

use crate::features::analytics::Analytics;
use crate::features::home::Home;
use crate::features::import::{ImportPage, ImportsPage, NewImportPage};
use crate::features::preferences::PreferencesPage;
use crate::features::settings::SettingsPage;
use crate::layout::Overlays;
use crate::screens::{Audit, Board, Categories, Collection, Member, Pipeline, Role, Structure};

/// Something to show, once its code is there.
type Screen = fn() -> AnyView;

/// The loading of a piece. It fails where the server cannot be reached, or has another version by now.
type Loading = Pin<Box<dyn Future<Output = Result<Screen, SplitLoaderError>>>>;

/// Writes, for each screen, a function that loads its piece and answers how it is shown.
macro_rules! pieces {
    ($($(#[$doc:meta])* mod $piece:ident { $($screen:ident: <$component:ident />;)+ })+) => {$(
        $(#[$doc])*
        pub(crate) mod $piece {
            use super::*;

            $(pub(crate) fn $screen() -> AnyView {
                #[leptos::wasm_split::wasm_split($piece, wasm_split_path = ::leptos::wasm_split, fallible)]
                fn $screen() -> Result<Screen, SplitLoaderError> {
                    Ok(|| view! { <$component /> }.into_any())
                }
                later(|| Box::pin($screen()))
            })+
        }
    )+};
}

pieces! {
    /// Records, and what can be opened over every screen.
    mod records {
        list: <Collection />;
        page: <Member />;
        board: <Board />;
        overlays: <Overlays />;
    }
    /// Figures: the first screen, and reports.
    mod figures {
        home: <Home />;
        analytics: <Analytics />;
    }
    /// Setting up the company and oneself, and files on their way in.
    mod setup {
        settings: <SettingsPage />;
        preferences: <PreferencesPage />;
        structure: <Structure />;
        categories: <Categories />;
        audit: <Audit />;
        role: <Role />;
        pipeline: <Pipeline />;
        imports: <ImportsPage />;
        new_import: <NewImportPage />;
        import: <ImportPage />;
    }
    /// The kit, for those who make screens.
    mod gallery {
        gallery: <Gallery />;
    }
}

/// Shows what is loaded as soon as it is; until then that it is coming.
fn later(load: fn() -> Loading) -> AnyView {
    let loaded = RwSignal::new(None::<Result<Screen, ()>>);
    spawn_local(async move {
        let screen = load().await.map_err(|_why_is_in_the_console| ());
        loaded.try_set(Some(screen));
    });
    (move || match loaded.get() {
        None => view! { <Skeleton shape=SkeletonShape::Rows(8) /> }.into_any(),
        Some(Ok(screen)) => screen(),
        Some(Err(())) => {
            let again = Callback::new(|()| {
                let _ = window().location().reload();
            });
            view! { <Failed text=move || tr!(pieces.not_loaded) on_retry=again /> }.into_any()
        }
    })
    .into_any()
}
