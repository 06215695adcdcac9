//! Pages of lists: by number, one more row than asked for, to see whether another page follows.

use wire::Page;

use super::read::cell;

/// How many rows a page may have.
pub(super) fn rows_of(limit: u32) -> u32 {
    limit.clamp(1, 1000)
}

/// How many rows to read: one more.
pub(super) fn rows_to_read(limit: u32) -> i64 {
    i64::from(rows_of(limit)) + 1
}

/// Where a list begins whose newest row, with the greatest number, comes first.
pub(super) fn below(after: Option<u64>) -> i64 {
    after.map_or(i64::MAX, cell)
}

/// Where a list begins whose oldest row comes first.
pub(super) fn above(after: Option<u64>) -> i64 {
    after.map_or(0, cell)
}

/// The page of rows that were read with their numbers.
pub(super) fn page_of<T>(mut rows: Vec<(u64, T)>, limit: u32) -> Page<T> {
    let size = rows_of(limit) as usize;
    let is_more = rows.len() > size;
    rows.truncate(size);
    let next = rows.last().filter(|_| is_more).map(|(number, _)| number.to_string());
    Page { items: rows.into_iter().map(|(_, row)| row).collect(), next }
}
