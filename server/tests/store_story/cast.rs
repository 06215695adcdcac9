//! Who and what the stories about the store are told with.

use content::{CaseCode, Hash, Token, Values};
use jiff::Timestamp;
use serde_json::json;
use server::store::{Answer, By, Candidate, EnrolAnswer, NewDelivery, NewEnrolment, Store};
use trial::assignment::Seed;
use trial::looks::PlannedSizes;
use trial::observation::{Contact, ContactChannel, CoverageDay, CoverageState, Observed, What};
use trial::{Stratum, Trial, TrialState};
use wire::message::Revision;

/// Noon of a day of March 2026.
pub fn noon(day: u8) -> Timestamp {
    format!("2026-03-{day:02}T12:00:00Z").parse().expect("a time")
}

pub fn by() -> By<'static> {
    By { who: "staff (no sign-in)", at: noon(1) }
}

/// A name of any kind.
pub fn name<T: std::str::FromStr>(text: &str) -> T {
    text.parse().ok().expect("a valid name")
}

pub fn planned(id: &str) -> Trial {
    let plan = json!({
        "title": "Does it work?",
        "hypothesis": "It does.",
        "message": "iot-infection",
        "arms": [
            {"name": "old", "variant": "standard", "channels": ["garden"], "quarantined": true, "weight": 1},
            {"name": "new", "variant": "improved", "channels": ["garden"], "quarantined": true, "weight": 1}
        ],
        "control": "old",
        "required_feeds": ["darknet"]
    });
    Trial {
        id: name(id),
        plan: serde_json::from_value(plan).expect("a plan that works"),
        state: TrialState::Planned,
        simulated: false,
        simulated_now: None,
        frozen: Vec::new(),
        seed_commitment: None,
        sizes: None,
    }
}

pub fn started(trial: &Trial) -> Trial {
    let commitment = Some(seed().commitment());
    let state = TrialState::Running { started_at: noon(1) };
    let sizes = Some(PlannedSizes::with(vec![30, 30], 0));
    Trial { state, seed_commitment: commitment, sizes, ..trial.clone() }
}

pub fn seed() -> Seed {
    Seed::new([7; 32])
}

pub fn revision() -> Revision {
    Revision {
        hash: Hash::of(b"a revision"),
        id: name("iot-infection/improved/garden/en"),
        source: "# A device in your home".to_owned(),
        brand: content::library::brand(),
        frozen_at: noon(1),
        reviewed: false,
    }
}

/// Creates a trial and starts it.
pub async fn start(store: &dyn Store, id: &str) -> Answer<()> {
    let trial = planned(id);
    store.create_trial(&trial, by()).await?;
    store.start_trial(&started(&trial), 1, &seed(), &[revision()], by()).await.map(|_| ())
}

/// Names that no other number gives.
pub fn candidate(number: u32) -> Candidate {
    Candidate {
        token: name::<Token>(&format!("token-{number}")),
        case_code: CaseCode::from_number(number).expect("a small number"),
    }
}

pub fn entry(trial: &str, subject: &str, number: u32) -> NewEnrolment {
    NewEnrolment {
        trial: name(trial),
        subject: name(subject),
        at: noon(2),
        arrived_at: noon(2),
        stratum: Stratum::all(),
        device_kind: None,
        locale: None,
        candidates: vec![candidate(number)],
    }
}

/// Turns, so that a test sees which ordinal was drawn.
pub fn turns(_: &Seed, _: &Stratum, ordinal: u64, weights: &[u32]) -> usize {
    (ordinal % weights.len() as u64) as usize
}

pub async fn enrol(store: &dyn Store, entry: &NewEnrolment) -> Answer<EnrolAnswer> {
    store.enrol(entry, &turns, by()).await
}

pub fn sighting(subject: &str, day: u8) -> Observed {
    Observed::at_once(name(subject), noon(day), What::Sighting(name("darknet")))
}

pub fn contact(subject: &str, day: u8) -> Observed {
    let what = What::Contact(Box::new(Contact::uncoded(ContactChannel::HelpDesk)));
    Observed::at_once(name(subject), noon(day), what)
}

pub fn coverage(day: u8, state: CoverageState) -> CoverageDay {
    let day_of_feed = format!("2026-03-{day:02}").parse().expect("a day");
    CoverageDay { feed: name("darknet"), day: day_of_feed, state, arrived_at: noon(day) }
}

pub fn delivery(trial: &str, subject: &str, number: u32) -> NewDelivery {
    let values: Values = serde_json::from_value(json!({
        "case_code": candidate(number).case_code,
        "device_kind": "camera",
        "token": candidate(number).token,
        "release": "available",
        "releases_left": 2,
        "release_minutes": 10
    }))
    .expect("values");
    NewDelivery {
        subject: name(subject),
        trial: name(trial),
        document: revision().id,
        revision: revision().hash,
        values,
        bytes: Hash::of(b"a page"),
        opened: true,
        at: noon(3),
    }
}
