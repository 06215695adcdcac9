//! The app: what staff see in the browser. It knows the screens and the DOM; what may travel is in
//! `wire`, what a message or a trial means is in `content` and `trial`.

mod api;
mod app;
mod arm_style;
mod contacts;
mod crash;
mod dialog;
mod drafts;
mod features;
mod field;
mod fmt;
mod live;
mod locks;
mod messages;
mod page;
mod paged;
mod paths;
mod query;
mod results;
mod settings;
mod shell;
mod storage;
mod study;
mod subjects;
mod tab;
mod theme;
mod trials;

fn main() {
    crash::report_panics();
    wasm_bindgen_futures::spawn_local(async {
        tab::claim().await;
        leptos::mount::mount_to_body(app::App);
    });
}
