//! The server of Stile: REST for staff, the garden for customers, storage.

pub mod store;
