//! The caps of connections, from how many files the process may have open.

/// What the store, the log, the listeners and the files that are being served need.
const RESERVED: u64 = 64;
/// The most connections of the staff side: each browser has up to six.
const STAFF: u64 = 1024;
/// The most connections of the garden.
const GARDEN: u64 = 4096;
/// Fewer are of no use to anybody.
const FEWEST: u64 = 8;

/// How many connections each listener may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caps {
    /// The staff side.
    pub staff: usize,
    /// The garden.
    pub garden: usize,
}

/// Raises the limit of open files as far as the process may, and shares out what is left.
pub fn caps() -> Caps {
    let limit = rlimit::increase_nofile_limit(u64::MAX).unwrap_or_else(|error| {
        tracing::warn!(%error, "the limit of open files cannot be read; 1024 is taken for it");
        1024
    });
    let caps = share(limit);
    tracing::info!(
        limit,
        caps.staff,
        caps.garden,
        "connections that the limit of open files allows"
    );
    if limit < RESERVED + STAFF + GARDEN {
        tracing::warn!(
            "at most {} connections: raise the limit of open files (ulimit -n, or LimitNOFILE in \
             the unit) above {}",
            caps.staff + caps.garden,
            RESERVED + STAFF + GARDEN
        );
    }
    caps
}

/// Half of what is left for each, as far as each can use it.
fn share(limit: u64) -> Caps {
    let left = limit.saturating_sub(RESERVED);
    let staff = (left / 2).clamp(FEWEST, STAFF);
    let garden = left.saturating_sub(staff).clamp(FEWEST, GARDEN);
    let number = |cap| usize::try_from(cap).unwrap_or(usize::MAX);
    Caps { staff: number(staff), garden: number(garden) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_caps_and_what_the_store_needs_stay_below_the_limit() {
        for limit in [96, 128, 256, 1024, 4096, 65_536, 1 << 40] {
            let Caps { staff, garden } = share(limit);
            assert!((staff + garden) as u64 + RESERVED <= limit, "{limit}: {staff} + {garden}");
        }
        assert_eq!(share(128), Caps { staff: 32, garden: 32 });
        assert_eq!(share(1_000_000), Caps { staff: 1024, garden: 4096 });
        assert_eq!(share(10), Caps { staff: 8, garden: 8 });
    }
}
