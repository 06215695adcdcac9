//! An installation over its life: its files and who reads them, a full disk, kills, updates, backups,
//! and what `stile doctor` says about it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "store_story/cast.rs"]
#[allow(dead_code)]
mod cast;
#[path = "http/harness.rs"]
#[allow(dead_code)]
mod harness;
mod installation {
    pub mod backups;
    pub mod clocks;
    pub mod crashes;
    pub mod damage;
    pub mod doctor;
    pub mod full_disk;
    pub mod locks;
    pub mod opening;
    pub mod privacy;
    pub mod running;
    pub mod upgrades;
}
