//! The places for connections of one listener. When all are taken, a new connection gets the place
//! of one that the server waits for (a head, a body, the next request): the longest wait of the
//! address that has most connections. Behind a proxy all come from one address; the longest wait of
//! all decides then. Only where every place is at work is the new connection turned away.

use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;
use tokio::time::Instant;

/// The places of a listener.
#[derive(Debug)]
pub(super) struct Slots {
    max: usize,
    taken: Mutex<Taken>,
}

#[derive(Debug, Default)]
struct Taken {
    last: u64,
    slots: BTreeMap<u64, Held>,
}

#[derive(Debug)]
struct Held {
    peer: IpAddr,
    /// `None` while the server is at work on a request.
    waiting_since: Option<Instant>,
    give_up: Arc<Notify>,
}

/// One place; free again when it is dropped.
#[derive(Debug)]
pub(super) struct Slot {
    slots: Arc<Slots>,
    number: u64,
    give_up: Arc<Notify>,
}

impl Slots {
    pub(super) fn new(max: usize) -> Arc<Slots> {
        Arc::new(Slots { max, taken: Mutex::default() })
    }

    /// Takes a place, and whether another connection had to give up its own; `None` where every
    /// place is at work.
    pub(super) fn take(self: &Arc<Slots>, peer: IpAddr) -> Option<(Slot, bool)> {
        let mut taken = self.taken();
        let is_full = taken.slots.len() >= self.max;
        if is_full && !taken.make_room() {
            return None;
        }
        taken.last += 1;
        let (number, give_up) = (taken.last, Arc::new(Notify::new()));
        let waiting_since = Some(Instant::now());
        taken.slots.insert(number, Held { peer, waiting_since, give_up: give_up.clone() });
        Some((Slot { slots: self.clone(), number, give_up }, is_full))
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Taken {
    /// Tells one connection to give up; whether there was one.
    fn make_room(&mut self) -> bool {
        let mut n_of_peer: HashMap<IpAddr, usize> = HashMap::new();
        for held in self.slots.values() {
            *n_of_peer.entry(held.peer).or_default() += 1;
        }
        let waiting = self.slots.iter().filter_map(|(number, held)| {
            let since = held.waiting_since?;
            Some((n_of_peer.get(&held.peer), std::cmp::Reverse((since, *number))))
        });
        let Some((_, std::cmp::Reverse((_, number)))) = waiting.max() else { return false };
        self.slots.remove(&number).is_some_and(|held| {
            held.give_up.notify_one();
            true
        })
    }
}

impl Slot {
    /// The whole request is here.
    pub(super) fn works(&self) {
        self.set(None);
    }

    /// The server waits for the client.
    pub(super) fn waits(&self) {
        self.set(Some(Instant::now()));
    }

    /// Ends when the place is needed for another connection.
    pub(super) async fn must_go(&self) {
        self.give_up.notified().await;
    }

    fn set(&self, waiting_since: Option<Instant>) {
        if let Some(held) = self.slots.taken().slots.get_mut(&self.number) {
            held.waiting_since = waiting_since;
        }
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.slots.taken().slots.remove(&self.number);
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;

    use super::*;

    const ONE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));
    const MANY: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 2));

    fn must_go(slot: &Slot) -> bool {
        slot.must_go().now_or_never().is_some()
    }

    #[test]
    fn the_longest_wait_of_whoever_has_most_connections_makes_room() {
        let slots = Slots::new(3);
        let take = |peer| slots.take(peer).unwrap().0;
        let (one, first, second) = (take(ONE), take(MANY), take(MANY));
        let _new = take(ONE);
        assert!(!must_go(&one) && must_go(&first) && !must_go(&second));
    }

    #[test]
    fn who_is_at_work_keeps_its_place_and_a_place_that_is_dropped_is_free() {
        let slots = Slots::new(2);
        let take = || slots.take(ONE);
        let (busy, idle) = (take().unwrap().0, take().unwrap().0);
        busy.works();
        idle.works();
        assert!(take().is_none());
        busy.waits();
        let (new, made_room) = take().unwrap();
        assert!(made_room && must_go(&busy) && !must_go(&idle));
        drop(new);
        assert!(!take().unwrap().1);
    }
}
