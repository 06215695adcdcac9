//! The identity of this tab: it survives a reload and a restored session, and a duplicate of the tab
//! gets another one. A tab holds a lock of its name for as long as it is open, so that others know.

use std::cell::RefCell;
use std::collections::BTreeSet;

use web_sys::AbortSignal;

use crate::locks::{self, Asking, HeldLock, NotGranted};
use crate::storage;

/// Where a tab remembers its name. `crash.js` reads it as well.
const KEY: &str = "stile.tab";
const LOCK_PREFIX: &str = "stile.tab.";
/// How long the lock of a name may take, in milliseconds: the page that is being reloaded still has
/// it for a moment, the original of a duplicated tab for good.
const PATIENCE_MS: u32 = 300;

thread_local! {
    static TAB: RefCell<Tab> = RefCell::default();
}

#[derive(Default)]
struct Tab {
    name: String,
    /// Held for as long as the document lives.
    _lock: Option<HeldLock>,
    /// The tabs that were open when somebody last looked.
    open: BTreeSet<String>,
}

/// Gives this tab its name. Call it once, before anything is shown.
pub async fn claim() {
    let remembered = storage::session().and_then(|session| session.get_item(KEY).ok().flatten());
    let name = remembered.filter(|name| !name.is_empty()).unwrap_or_else(new_name);
    let (name, lock) = match lock(&name).await {
        Err(NotGranted::GivenUp) => {
            let name = new_name();
            let lock = lock(&name).await;
            (name, lock)
        }
        lock => (name, lock),
    };
    if let Some(session) = storage::session() {
        // Without storage a reload makes a new tab of this one.
        let _ = session.set_item(KEY, &name);
    }
    TAB.with_borrow_mut(|tab| *tab = Tab { name, _lock: lock.ok(), ..Tab::default() });
}

/// The name of this tab.
pub fn name() -> String {
    TAB.with_borrow(|tab| tab.name.clone())
}

/// Looks which tabs are open, before a screen asks.
pub async fn look_around() {
    let held = locks::held().await.unwrap_or_default();
    let open = held.iter().filter_map(|lock| lock.strip_prefix(LOCK_PREFIX));
    let open = open.map(str::to_owned).collect();
    TAB.with_borrow_mut(|tab| tab.open = open);
}

/// Whether the tab of that name is open. Where the browser does not say, only this one is: what
/// another tab keeps is then offered here as well, and nothing is lost.
pub fn is_open(name: &str) -> bool {
    TAB.with_borrow(|tab| tab.name == name || tab.open.contains(name))
}

async fn lock(name: &str) -> Result<HeldLock, NotGranted> {
    let patience = Asking::InTurn(AbortSignal::timeout_with_u32(PATIENCE_MS));
    locks::acquire(&format!("{LOCK_PREFIX}{name}"), &patience).await
}

fn new_name() -> String {
    let number = || (web_sys::js_sys::Math::random() * f64::from(u32::MAX)) as u32;
    format!("{:08x}{:08x}", number(), number())
}
