//! Local and session storage, which may be switched off, full, or hold anything: a read of what is
//! not there or cannot be parsed is `None`, and nothing panics. Values are JSON.

use leptos::prelude::window;
use serde::Serialize;
use serde::de::DeserializeOwned;
use web_sys::Storage;

/// The browser refused: its storage is full or switched off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotKept;

/// The value under a key of the local storage.
pub fn read<T: DeserializeOwned>(key: &str) -> Option<T> {
    serde_json::from_str(&read_text(key)?).ok()
}

/// What stands under a key of the local storage, whatever it is.
pub fn read_text(key: &str) -> Option<String> {
    local()?.get_item(key).ok().flatten()
}

/// Writes a value to the local storage.
///
/// # Errors
/// [`NotKept`] when the browser refuses; what stood there before still does.
pub fn write<T: Serialize + ?Sized>(key: &str, value: &T) -> Result<(), NotKept> {
    let text = serde_json::to_string(value).map_err(|_| NotKept)?;
    local().ok_or(NotKept)?.set_item(key, &text).map_err(|_| NotKept)
}

/// Removes a key from the local storage.
pub fn remove(key: &str) {
    if let Some(storage) = local() {
        // A storage that cannot be written keeps what it has.
        let _ = storage.remove_item(key);
    }
}

/// The keys of the local storage that begin with `prefix`.
pub fn keys(prefix: &str) -> Vec<String> {
    let Some(storage) = local() else {
        return Vec::new();
    };
    let all = (0..storage.length().unwrap_or_default()).filter_map(|nth| storage.key(nth).ok()?);
    all.filter(|key| key.starts_with(prefix)).collect()
}

/// The storage of this tab alone.
pub fn session() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

fn local() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
