//! From cells to values that cannot be wrong; a cell that does not fit means a damaged store.

use std::fmt::Display;
use std::str::FromStr;

use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::store::{Answer, StoreError};

/// A text that a type parses.
pub(super) fn parsed<T>(row: &SqliteRow, column: &str) -> Answer<T>
where
    T: FromStr,
    T::Err: Display,
{
    let text: &str = row.try_get(column)?;
    text.parse().map_err(|e| damaged(column, e))
}

/// A text that a type parses, or none.
pub(super) fn maybe_parsed<T>(row: &SqliteRow, column: &str) -> Answer<Option<T>>
where
    T: FromStr,
    T::Err: Display,
{
    let text: Option<&str> = row.try_get(column)?;
    text.map(str::parse).transpose().map_err(|e| damaged(column, e))
}

/// A body in JSON.
pub(super) fn json<T: DeserializeOwned>(row: &SqliteRow, column: &str) -> Answer<T> {
    let text: &str = row.try_get(column)?;
    serde_json::from_str(text).map_err(|e| damaged(column, e))
}

/// A body in JSON, or none.
pub(super) fn maybe_json<T: DeserializeOwned>(row: &SqliteRow, column: &str) -> Answer<Option<T>> {
    let text: Option<&str> = row.try_get(column)?;
    text.map(serde_json::from_str).transpose().map_err(|e| damaged(column, e))
}

/// One of a few words, spelled as in JSON.
pub(super) fn word<T: DeserializeOwned>(row: &SqliteRow, column: &str) -> Answer<T> {
    let text: String = row.try_get(column)?;
    serde_json::from_value(text.into()).map_err(|e| damaged(column, e))
}

/// A number that is never negative.
pub(super) fn number(row: &SqliteRow, column: &str) -> Answer<u64> {
    let number: i64 = row.try_get(column)?;
    number.try_into().map_err(|e| damaged(column, e))
}

/// A time.
pub(super) fn time(row: &SqliteRow, column: &str) -> Answer<Timestamp> {
    Timestamp::from_microsecond(row.try_get(column)?).map_err(|e| damaged(column, e))
}

/// A time, or none.
pub(super) fn maybe_time(row: &SqliteRow, column: &str) -> Answer<Option<Timestamp>> {
    let time: Option<i64> = row.try_get(column)?;
    time.map(Timestamp::from_microsecond).transpose().map_err(|e| damaged(column, e))
}

/// The spelling of one of a few words in JSON, for a cell.
pub(super) fn spelled<T: Serialize>(word: &T) -> Answer<String> {
    match serde_json::to_value(word) {
        Ok(serde_json::Value::String(text)) => Ok(text),
        Ok(other) => Err(StoreError::Corrupt(format!("{other} is not a word"))),
        Err(fault) => Err(StoreError::Corrupt(fault.to_string())),
    }
}

/// A value as JSON, for a cell.
pub(super) fn body<T: Serialize>(value: &T) -> Answer<String> {
    serde_json::to_string(value).map_err(|fault| StoreError::Corrupt(fault.to_string()))
}

/// A count or number, for a cell. Numbers of rows never come near the limit.
pub(super) fn cell(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn damaged(column: &str, fault: impl Display) -> StoreError {
    StoreError::Corrupt(format!("column {column}: {fault}"))
}
