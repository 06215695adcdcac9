//! Web Locks: what one tab of this browser holds, no other does, and the browser takes it back when
//! the tab goes. Bound by hand, as `web-sys` has them only behind a compiler flag.

use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;
use web_sys::js_sys::{Array, Function, Object, Promise, Reflect};

#[wasm_bindgen]
extern "C" {
    type LockManager;

    #[wasm_bindgen(method, catch)]
    fn request(
        this: &LockManager,
        name: &str,
        options: &Object,
        granted: &JsValue,
    ) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn query(this: &LockManager) -> Result<Promise, JsValue>;
}

/// How a lock is asked for.
#[derive(Clone, Debug)]
pub enum Asking {
    /// After those who asked before, until the signal gives up.
    InTurn(AbortSignal),
    /// At once, from whoever holds it.
    Stealing,
}

/// A lock that was not granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotGranted {
    /// The browser has no locks, or none for pages that came over an insecure connection.
    Unavailable,
    /// The request was given up, or the lock was stolen before it came.
    GivenUp,
}

/// A lock that this tab holds until the value is dropped.
#[derive(Debug)]
pub struct HeldLock {
    release: Function,
    ended: Promise,
}

impl HeldLock {
    /// The moment at which the lock is no longer held, by release or by theft.
    pub fn ended(&self) -> impl Future<Output = ()> + use<> {
        let ended = JsFuture::from(self.ended.clone());
        async {
            // A theft is an error of the promise, a release none: both end it.
            let _ = ended.await;
        }
    }
}

impl Drop for HeldLock {
    fn drop(&mut self) {
        // The function that resolves a promise does not fail.
        let _ = self.release.call0(&JsValue::UNDEFINED);
    }
}

/// Asks for a lock and waits until it is granted.
///
/// # Errors
/// See [`NotGranted`].
pub async fn acquire(name: &str, asking: &Asking) -> Result<HeldLock, NotGranted> {
    let manager = manager().ok_or(NotGranted::Unavailable)?;
    let (granted, hold) = granting();
    let ended =
        manager.request(name, &options(asking), &hold).map_err(|_| NotGranted::Unavailable)?;
    let first = Promise::race(&Array::of2(&granted, &ended));
    let release = JsFuture::from(first).await.map_err(|_| NotGranted::GivenUp)?;
    let release = release.dyn_into().map_err(|_| NotGranted::GivenUp)?;
    Ok(HeldLock { release, ended })
}

/// The names of the locks that tabs of this browser hold; `None` where the browser does not say.
pub async fn held() -> Option<Vec<String>> {
    let snapshot = JsFuture::from(manager()?.query().ok()?).await.ok()?;
    let held: Array = Reflect::get(&snapshot, &"held".into()).ok()?.dyn_into().ok()?;
    let name = |lock: JsValue| Reflect::get(&lock, &"name".into()).ok()?.as_string();
    Some(held.iter().filter_map(name).collect())
}

fn manager() -> Option<LockManager> {
    let manager = Reflect::get(&window().navigator(), &"locks".into()).ok()?;
    manager.is_object().then(|| manager.unchecked_into())
}

fn options(asking: &Asking) -> Object {
    let options = Object::new();
    let (name, value) = match asking {
        Asking::InTurn(signal) => ("signal", signal.into()),
        Asking::Stealing => ("steal", JsValue::TRUE),
    };
    // A new object takes every property.
    let _ = Reflect::set(&options, &name.into(), &value);
    options
}

/// A promise of the function that releases the lock, and what the browser calls once it grants it.
fn granting() -> (Promise, JsValue) {
    let mut hold = JsValue::UNDEFINED;
    let granted = Promise::new(&mut |grant, _| {
        hold = Closure::once_into_js(move |_lock: JsValue| {
            Promise::new(&mut |release, _| {
                // The function that resolves a promise does not fail.
                let _ = grant.call1(&JsValue::UNDEFINED, &release);
            })
        });
    });
    (granted, hold)
}
