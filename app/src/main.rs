//! The app: what staff see in the browser. It knows the screens and the DOM; what may travel is in
//! `wire`, what a message or a trial means is in `content` and `trial`.

mod api;
mod app;
mod contacts;
mod dialog;
mod field;
mod fmt;
mod live;
mod mark;
mod messages;
mod page;
mod parts;
mod place;
mod remote;
mod results;
mod settings;
mod shell;
mod study;
mod subjects;
mod theme;
mod trials;

fn main() {
    leptos::mount::mount_to_body(app::App);
}
