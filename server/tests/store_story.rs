//! One story that every engine of the store has to tell in the same way.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use content::Hash;
use content::review::Waiver;
use server::store::{
    Batch, ContactFilter, Engine, EnrolAnswer, ImportAnswer, NewEnrolment, NewHelp, NewImport,
    ReleaseFilter, SqliteFile, Store, StoreError, StoredStep, open,
};
use trial::observation::{Code, CoverageState, QuarantineChange, QuarantineEvent};
use trial::{Stratum, Trial, TrialId, TrialState};
use wire::batch::AsideKind;
use wire::message::Revision;
use wire::review::{ReviewStep, ReviewStepKind};
use wire::subject::TimelineEvent;

#[path = "store_story/cast.rs"]
#[allow(dead_code)]
mod cast;

use cast::{
    by, candidate, contact, coverage, delivery, enrol, entry, name, noon, planned, revision, seed,
    sighting, start, started, turns,
};

type Told = Result<(), StoreError>;

/// The engines to try, each in its own place below `folder`.
fn engines(folder: &Path) -> Vec<Engine> {
    vec![Engine::Sqlite(SqliteFile::at(folder.join("new/stile.db")))]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_engine_tells_the_same_story() -> Told {
    let folder = tempfile::tempdir().unwrap();
    for engine in engines(folder.path()) {
        let store = open(&engine).await?;
        documents_are_saved_over_the_version_that_was_read(&*store).await?;
        a_text_in_review_is_locked_until_somebody_decides(&*store).await?;
        an_import_is_all_or_nothing(&*store).await?;
        a_trial_starts_once_with_its_seed(&*store).await?;
        a_subject_gets_one_place_however_often_it_is_asked_for(&store).await?;
        names_are_never_shared(&*store).await?;
        a_subject_is_in_one_running_trial(&*store).await?;
        a_batch_counts_once_and_keeps_strangers_aside(&*store).await?;
        only_news_about_a_day_is_kept(&*store).await?;
        a_contact_is_coded_and_handled(&*store).await?;
        no_request_is_lost_when_the_clock_stands_still(&*store).await?;
        a_second_click_is_the_same_release(&*store).await?;
        a_batch_that_is_half_bad_writes_nothing(&*store).await?;
        records_are_those_of_the_trial(&*store).await?;
        a_simulated_trial_has_its_own_time(&*store).await?;
        lists_come_in_pages(&*store).await?;
        changes_are_told_and_noted(&*store).await?;
        a_restart_keeps_everything(&engine, store).await?;
    }
    Ok(())
}

async fn documents_are_saved_over_the_version_that_was_read(store: &dyn Store) -> Told {
    let id = name("iot-infection/improved/garden/en");
    assert_eq!(store.document(&id).await, Err(StoreError::NotFound));
    assert_eq!(store.save_document(&id, "x", Some(1), by()).await, Err(StoreError::Conflict));
    let first = store.save_document(&id, "one", None, by()).await?;
    assert_eq!((first.version, first.saved_at), (1, noon(1)));
    assert_eq!(store.save_document(&id, "x", None, by()).await, Err(StoreError::Conflict));
    assert_eq!(store.save_document(&id, "two", Some(1), by()).await?.version, 2);
    assert_eq!(store.save_document(&id, "x", Some(1), by()).await, Err(StoreError::Conflict));
    assert_eq!(store.document(&id).await?.source, "two");
    store.save_document(&name("iot/improved/garden/en"), "three", None, by()).await?;
    let ids: Vec<_> = store.documents().await?.into_iter().map(|d| d.id.to_string()).collect();
    assert_eq!(ids, ["iot/improved/garden/en", "iot-infection/improved/garden/en"]);

    assert_eq!(store.brand().await, Err(StoreError::NotFound));
    store.put_brand(&revision().brand, by()).await?;
    store.put_brand(&revision().brand, by()).await?;
    assert_eq!(store.brand().await?, revision().brand);

    assert_eq!(store.revision(&revision().hash).await, Err(StoreError::NotFound));
    store.put_revision(&revision(), by()).await?;
    let later = wire::message::Revision { frozen_at: noon(9), ..revision() };
    store.put_revision(&later, by()).await?;
    assert_eq!(store.revision(&revision().hash).await?, revision());
    assert_eq!(store.revisions(&revision().id).await?, [revision()]);
    assert_eq!(store.revisions(&name("iot/improved/garden/en")).await?, []);
    Ok(())
}

async fn a_text_in_review_is_locked_until_somebody_decides(store: &dyn Store) -> Told {
    let id = name("iot/reviewed/garden/en");
    store.save_document(&id, "one", None, by()).await?;
    let text = Revision { id: id.clone(), hash: Hash::of(b"one"), ..revision() };
    let step = |kind, person: &str| ReviewStep {
        kind,
        person: name(person),
        at: noon(2),
        note: Some(name("shorter, please")),
        waivers: vec![Waiver {
            rule: "A-03".to_owned(),
            place: content::Span::new(0, 3),
            reason: name("as sent"),
            by: name(person),
        }],
    };
    let submitted = step(ReviewStepKind::Submitted, "Ada");
    let stale = store.submit(&text, 2, &submitted, by()).await;
    assert_eq!((stale, store.revisions(&id).await?), (Err(StoreError::Conflict), Vec::new()));
    store.submit(&text, 1, &submitted, by()).await?;
    assert_eq!(store.submit(&text, 1, &submitted, by()).await, Err(StoreError::InReview));
    let edit = store.save_document(&id, "two", Some(1), by()).await;
    assert_eq!(edit, Err(StoreError::InReview));

    let decision = |hash: &[u8]| StoredStep {
        revision: Hash::of(hash),
        step: step(ReviewStepKind::Approved, "Ben"),
    };
    assert_eq!(store.decide(&id, &decision(b"other"), by()).await, Err(StoreError::Conflict));
    assert_eq!(store.approved().await?, []);
    store.decide(&id, &decision(b"one"), by()).await?;
    assert_eq!(store.decide(&id, &decision(b"one"), by()).await, Err(StoreError::Conflict));
    assert_eq!(store.approved().await?, [Revision { reviewed: true, ..text }]);
    let steps = store.review_steps(&id).await?;
    assert_eq!((&steps[0].step, &steps[1]), (&submitted, &decision(b"one")));
    assert_eq!(store.save_document(&id, "two", Some(1), by()).await?.version, 2);
    Ok(())
}

async fn an_import_is_all_or_nothing(store: &dyn Store) -> Told {
    let (known, new) = (name("iot/improved/garden/en"), name("iot/improved/garden/nl"));
    let brand = || {
        let facts = content::BrandFacts::from(revision().brand);
        content::Brand::new(content::BrandFacts { name: "Other".to_owned(), ..facts }).ok()
    };
    let mut import = NewImport {
        documents: vec![(new, "nieuw".to_owned()), (known, "other".to_owned())],
        brand: brand(),
        overwrite: false,
    };
    let known = import.documents[1].0.clone();
    let differ = ImportAnswer::Differ { documents: vec![known.clone()], brand: true };
    assert_eq!(store.import(&import, by()).await?, differ);
    assert_eq!(store.document(&import.documents[0].0).await, Err(StoreError::NotFound));
    assert_eq!(store.brand().await?, revision().brand);

    import.overwrite = true;
    let ImportAnswer::Done(done) = store.import(&import, by()).await? else {
        panic!("it may overwrite")
    };
    assert_eq!((done.created.len(), done.replaced), (1, vec![known.clone()]));
    assert_eq!(store.document(&known).await?.version, 2);
    assert_eq!(store.brand().await.ok(), brand());
    import.overwrite = false;
    let again = store.import(&import, by()).await?;
    assert!(matches!(again, ImportAnswer::Done(done) if done.unchanged.len() == 2));
    Ok(())
}

async fn a_trial_starts_once_with_its_seed(store: &dyn Store) -> Told {
    let trial = planned("first");
    assert_eq!(store.create_trial(&trial, by()).await?.trial, trial);
    assert_eq!(store.create_trial(&trial, by()).await, Err(StoreError::AlreadyExists));
    let unknown = planned("unknown");
    assert_eq!(store.save_trial(&unknown, 1, by()).await, Err(StoreError::NotFound));
    assert_eq!(store.save_trial(&trial, 2, by()).await, Err(StoreError::Conflict));
    assert_eq!(store.save_trial(&trial, 1, by()).await?.version, 2);
    assert_eq!(store.seed(&trial.id).await, Err(StoreError::NotFound));
    assert_eq!(enrol(store, &entry("first", "early", 1)).await?, EnrolAnswer::NotRunning);

    let running = started(&trial);
    let stale = store.start_trial(&running, 1, &seed(), &[revision()], by()).await;
    assert_eq!(stale, Err(StoreError::Conflict));
    assert_eq!(store.seed(&trial.id).await, Err(StoreError::NotFound));
    let stored = store.start_trial(&running, 2, &seed(), &[revision()], by()).await?;
    assert_eq!((stored.trial, stored.version, stored.n_enrolled), (running.clone(), 3, 0));
    let again = store.start_trial(&running, 3, &seed(), &[], by()).await;
    assert_eq!(again, Err(StoreError::AlreadyExists));
    assert_eq!(store.trial(&trial.id).await?.version, 3);
    assert_eq!(store.seed(&trial.id).await?, seed());
    Ok(())
}

async fn a_subject_gets_one_place_however_often_it_is_asked_for(store: &Arc<dyn Store>) -> Told {
    let ask = |entry: NewEnrolment| {
        let store = Arc::clone(store);
        tokio::spawn(async move { enrol(&*store, &entry).await })
    };
    let same = (0..20).map(|number| ask(entry("first", "line-0", number)));
    let mut places = BTreeSet::new();
    let mut n_new = 0;
    for task in same.collect::<Vec<_>>() {
        let (subject, enrolment, is_new) = enrolled(task.await.expect("no task panics")?);
        n_new += u32::from(is_new);
        places.insert((subject.token, subject.case_code, enrolment.arm, enrolment.ordinal));
    }
    assert_eq!((n_new, places.len()), (1, 1));

    let others = (1..30).map(|n| ask(entry("first", &format!("line-{n}"), 100 + n)));
    let mut ordinals = BTreeSet::from([0]);
    for task in others.collect::<Vec<_>>() {
        ordinals.insert(enrolled(task.await.expect("no task panics")?).1.ordinal);
    }
    assert_eq!(ordinals, (0..30).collect());
    assert_eq!(store.trial(&name("first")).await?.n_enrolled, 30);

    let north = NewEnrolment { stratum: name::<Stratum>("north"), ..entry("first", "n", 200) };
    assert_eq!(enrolled(enrol(&**store, &north).await?).1.ordinal, 0);
    Ok(())
}

async fn names_are_never_shared(store: &dyn Store) -> Told {
    let taken = store.subject(&name("line-1")).await?;
    assert_eq!(store.subject_by_token(&taken.token).await?, taken);
    assert_eq!(store.subject_by_case_code(&taken.case_code).await?, taken);
    assert_eq!(store.subject_by_token(&name("nobody")).await, Err(StoreError::NotFound));

    let mut second = entry("first", "second", 101);
    assert_eq!(enrol(store, &second).await, Err(StoreError::NamesTaken));
    assert_eq!(store.subject(&name("second")).await, Err(StoreError::NotFound));
    second.candidates.push(candidate(300));
    second.locale = Some(name("nl"));
    let (subject, place, _) = enrolled(enrol(store, &second).await?);
    assert_eq!(subject.case_code, candidate(300).case_code);
    assert_eq!((subject.locale, place.ordinal), (Some(name("nl")), 30));
    Ok(())
}

async fn a_subject_is_in_one_running_trial(store: &dyn Store) -> Told {
    start(store, "second").await?;
    let elsewhere = entry("second", "line-1", 400);
    let refused = enrol(store, &elsewhere).await?;
    assert_eq!(refused, EnrolAnswer::InAnotherTrial(name("first")));

    let mut other = store.trial(&name("second")).await?;
    enrol(store, &entry("second", "guest", 401)).await?;
    let state = TrialState::Stopped {
        started_at: noon(1),
        stopped_at: noon(4),
        reason: "enough".to_owned(),
    };
    other.trial.state = state.clone();
    assert_eq!(store.save_trial(&other.trial, other.version, by()).await?.trial.state, state);
    assert!(!enrolled(enrol(store, &entry("second", "guest", 402)).await?).2);
    assert_eq!(enrol(store, &elsewhere).await?, EnrolAnswer::NotRunning);

    assert!(enrolled(enrol(store, &entry("first", "guest", 403)).await?).2);
    let guest = store.enrolments_of(&name("guest")).await?;
    let trials: Vec<_> = guest.iter().map(|place| place.trial.as_str()).collect();
    assert_eq!(trials, ["first", "second"]);
    assert_eq!(store.subject(&name("guest")).await?.token, candidate(401).token);
    Ok(())
}

async fn a_batch_counts_once_and_keeps_strangers_aside(store: &dyn Store) -> Told {
    let strange = sighting("stranger", 3);
    let rows = vec![sighting("line-1", 3), strange.clone(), sighting("line-1", 3)];
    let first = store.append(&Batch::Sightings(rows.clone()), by()).await?;
    assert_eq!((first.accepted, first.already_known), (1, 1));
    assert_eq!(first.set_aside.len(), 1);
    assert_eq!(first.set_aside[0].entry, 1);
    assert!(first.set_aside[0].reason.contains("stranger"));

    let again = store.append(&Batch::Sightings(rows), by()).await?;
    assert_eq!((again.accepted, again.already_known), (0, 2));
    assert_eq!(again.set_aside, first.set_aside);
    let kept = store.kept_aside(None, 10).await?.items;
    assert_eq!((kept.len(), kept[0].kind), (1, AsideKind::Sighting));
    assert_eq!((kept[0].subject.as_str(), kept[0].what.as_str()), ("stranger", "darknet"));
    assert_eq!(kept[0].arrived_at, strange.arrived_at);

    let early = Batch::Sightings(vec![sighting("line-1", 1)]);
    let early = store.append(&early, by()).await?;
    assert!(early.set_aside[0].reason.contains("before line-1 was enrolled"));
    assert_eq!((early.accepted, store.kept_aside(None, 10).await?.items.len()), (0, 2));

    let many = (0..1_200).map(|n| {
        let later = noon(4) + jiff::SignedDuration::from_secs(n);
        trial::observation::Sighting { at: later, ..sighting("line-1", 4) }
    });
    let many = Batch::Sightings(many.collect());
    assert_eq!(store.append(&many, by()).await?.accepted, 1_200);
    assert_eq!(store.append(&many, by()).await?.already_known, 1_200);

    let placed = QuarantineEvent {
        subject: name("line-1"),
        at: noon(2),
        change: QuarantineChange::Placed,
        arrived_at: noon(2),
    };
    let released = QuarantineEvent { change: QuarantineChange::ReleasedByStaff, ..placed.clone() };
    let events = Batch::Quarantine(vec![placed, released]);
    assert_eq!(store.append(&events, by()).await?.accepted, 2);
    assert_eq!(store.append(&events, by()).await?.already_known, 2);
    Ok(())
}

async fn only_news_about_a_day_is_kept(store: &dyn Store) -> Told {
    use CoverageState::{ConfirmedEmpty, Delivered, Missing};
    let days = [Delivered, Delivered, Missing, Missing, Delivered].map(|s| coverage(3, s));
    let answer = store.append(&Batch::Coverage(days.to_vec()), by()).await?;
    assert_eq!((answer.accepted, answer.already_known), (3, 2));
    let other = Batch::Coverage(vec![coverage(4, ConfirmedEmpty)]);
    assert_eq!(store.append(&other, by()).await?.accepted, 1);
    assert_eq!(store.append(&other, by()).await?.already_known, 1);
    Ok(())
}

async fn a_contact_is_coded_and_handled(store: &dyn Store) -> Told {
    let help = |subject: &str| NewHelp {
        subject: name(subject),
        at: noon(5),
        text: "which one is it?".to_owned(),
    };
    assert_eq!(store.ask_for_help(&help("stranger"), by()).await, Err(StoreError::NotFound));
    let asked = store.ask_for_help(&help("line-1"), by()).await?;
    assert_eq!(asked.text.as_deref(), Some("which one is it?"));
    assert_eq!(store.ask_for_help(&help("line-1"), by()).await?.id, asked.id);

    let mut read = contact("line-2", 5);
    read.codes = Some(Vec::new());
    let batch = Batch::Contacts(vec![contact("line-1", 5), read]);
    assert_eq!(store.append(&batch, by()).await?.accepted, 2);
    assert_eq!(store.append(&batch, by()).await?.already_known, 2);
    let uncoded = ContactFilter { coded: Some(false), ..ContactFilter::default() };
    assert_eq!(store.contacts(uncoded, None, 10).await?.items.len(), 2);

    let codes = [Code::WhichDevice, Code::CannotWork, Code::WhichDevice];
    let coded = store.set_codes(asked.id, &codes, noon(6), by()).await?;
    assert_eq!(coded.codes, Some(vec![Code::CannotWork, Code::WhichDevice]));
    assert_eq!(store.contacts(uncoded, None, 10).await?.items.len(), 1);
    assert_eq!(store.set_codes(999, &codes, noon(6), by()).await, Err(StoreError::NotFound));

    let handled = store.mark_handled(asked.id, by()).await?;
    assert_eq!((handled.text.clone(), handled.handled_at), (None, Some(noon(1))));
    assert_eq!(store.mark_handled(asked.id, by()).await?, handled);
    assert_eq!(store.mark_handled(999, by()).await, Err(StoreError::NotFound));
    let open = ContactFilter { handled: Some(false), ..ContactFilter::default() };
    assert_eq!(store.contacts(open, None, 10).await?.items.len(), 2);
    Ok(())
}

async fn no_request_is_lost_when_the_clock_stands_still(store: &dyn Store) -> Told {
    let ask = async |text: &str| {
        let help = NewHelp { subject: name("line-9"), at: noon(5), text: text.to_owned() };
        store.ask_for_help(&help, by()).await
    };
    let texts = ["which one is it?", "it is the camera", "and what now?"];
    let mut asked = Vec::new();
    for text in texts {
        asked.push(ask(text).await?);
    }
    let kept: Vec<_> = asked.iter().filter_map(|contact| contact.text.as_deref()).collect();
    assert_eq!(kept, texts);
    assert_eq!(asked[2].at.duration_since(noon(5)), jiff::SignedDuration::from_micros(2));
    for (text, first) in texts.iter().zip(&asked) {
        assert_eq!(ask(text).await?.id, first.id, "{text}");
    }

    store.mark_handled(asked[0].id, by()).await?;
    let again = ask(texts[0]).await?;
    assert_eq!(again.text.as_deref(), Some(texts[0]));
    assert!(asked.iter().all(|contact| contact.id != again.id));
    for contact in asked.iter().chain([&again]) {
        store.set_codes(contact.id, &[], noon(6), by()).await?;
        store.mark_handled(contact.id, by()).await?;
    }
    Ok(())
}

async fn a_second_click_is_the_same_release(store: &dyn Store) -> Told {
    let line = name("line-1");
    assert_eq!(store.latest_release(&line).await?, None);
    let waiting = ReleaseFilter { acknowledged: Some(false), simulated: false };
    let first = store.ask_release(&line, noon(6), by()).await?;
    let second = store.ask_release(&line, noon(7), by()).await?;
    assert_eq!((first.is_new, second.is_new), (true, false));
    assert_eq!(second.release, first.release);
    assert_eq!(
        store.releases(waiting, None, 10).await?.items,
        std::slice::from_ref(&first.release)
    );

    let taken = store.acknowledge_release(first.release.id, noon(8), by()).await?;
    assert_eq!(taken.acknowledged_at, Some(noon(8)));
    assert_eq!(store.acknowledge_release(taken.id, noon(9), by()).await?, taken);
    assert_eq!(store.releases(waiting, None, 10).await?.items, []);
    assert_eq!(store.latest_release(&line).await?, Some(taken));
    assert!(store.ask_release(&line, noon(9), by()).await?.is_new);
    assert_eq!(store.release(first.release.id).await?.acknowledged_at, Some(noon(8)));
    let made_up = ReleaseFilter { simulated: true, ..ReleaseFilter::default() };
    assert_eq!(store.releases(made_up, None, 10).await?.items, []);
    let pending = store.latest_release(&line).await?.expect("one is pending");
    let by_staff = QuarantineEvent {
        subject: name("line-1"),
        at: noon(10),
        change: QuarantineChange::ReleasedByStaff,
        arrived_at: noon(10),
    };
    store.append(&Batch::Quarantine(vec![by_staff]), by()).await?;
    assert_eq!(store.release(pending.id).await?.overtaken_at, Some(noon(10)));
    assert_eq!(store.releases(waiting, None, 10).await?.items, []);
    assert!(store.ask_release(&line, noon(11), by()).await?.is_new);
    let stranger = store.ask_release(&name("stranger"), noon(9), by()).await;
    assert_eq!(stranger, Err(StoreError::NotFound));
    assert_eq!(store.acknowledge_release(999, noon(9), by()).await, Err(StoreError::NotFound));
    Ok(())
}

async fn a_batch_that_is_half_bad_writes_nothing(store: &dyn Store) -> Told {
    let before = *store.changes().borrow();
    let pages = [delivery("first", "line-1", 101), delivery("second", "line-1", 101)];
    assert_eq!(store.add_deliveries(&pages, by()).await, Err(StoreError::NotFound));
    assert_eq!(store.deliveries(&name("line-1")).await?, []);

    let entries = [entry("first", "half", 500), entry("nowhere", "bad", 501)];
    let enrolled = store.enrol_all(&entries, &turns, by()).await;
    assert_eq!(enrolled, Err(StoreError::NotFound));
    assert_eq!(store.subject(&name("half")).await, Err(StoreError::NotFound));
    assert_eq!(*store.changes().borrow(), before);

    let id = store.add_delivery(&pages[0], by()).await?;
    let kept = store.deliveries(&name("line-1")).await?;
    assert_eq!((kept[0].id, &kept[0].values), (id, &pages[0].values));
    Ok(())
}

async fn records_are_those_of_the_trial(store: &dyn Store) -> Told {
    let first = store.records(&name("first")).await?;
    assert_eq!(first.enrolments.len(), 33);
    assert_eq!(first.enrolments[0].subject.as_str(), "line-0");
    assert_eq!((first.sightings.len(), first.coverage.len()), (1_201, 2));
    assert_eq!((first.quarantine.len(), first.contacts.len(), first.pages.len()), (3, 7, 1));
    assert!(first.contacts.iter().any(|c| c.coded_at == Some(noon(6))));
    let second = store.records(&name("second")).await?;
    assert_eq!((second.enrolments.len(), second.sightings.len()), (1, 0));
    assert_eq!(store.records(&name("nowhere")).await, Err(StoreError::NotFound));

    let timeline = store.timeline(&name("line-1")).await?;
    assert!(timeline.is_sorted_by_key(|entry| entry.at));
    assert!(matches!(timeline[0].event, TimelineEvent::Enrolled { .. }));
    let has = |wanted: TimelineEvent| timeline.iter().any(|entry| entry.event == wanted);
    assert!(has(TimelineEvent::ReleaseAsked) && has(TimelineEvent::ReleaseAcknowledged));
    assert!(has(TimelineEvent::Quarantine { change: QuarantineChange::ReleasedByStaff }));
    Ok(())
}

async fn a_simulated_trial_has_its_own_time(store: &dyn Store) -> Told {
    let real: TrialId = name("first");
    assert_eq!(store.set_simulated_now(&real, noon(2)).await, Err(StoreError::NotFound));
    let demo = Trial { simulated: true, simulated_now: Some(noon(2)), ..planned("demo") };
    store.create_trial(&demo, by()).await?;
    store.set_simulated_now(&demo.id, noon(5)).await?;
    store.set_simulated_now(&demo.id, noon(4)).await?;
    let moved = store.save_trial(&demo, 1, by()).await?;
    assert_eq!((moved.trial.simulated_now, moved.version), (Some(noon(5)), 2));
    store.start_trial(&started(&demo), 2, &seed(), &[], by()).await?;
    assert!(enrolled(enrol(store, &entry("demo", "made-up", 600)).await?).0.simulated);
    Ok(())
}

async fn lists_come_in_pages(store: &dyn Store) -> Told {
    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let page = store.subjects(Some(&name("first")), after, 10).await?;
        seen.extend(page.items.into_iter().map(|subject| subject.id));
        let Some(next) = page.next else { break };
        after = Some(next.parse().expect("the cursor is a number"));
    }
    assert_eq!(seen.len(), 33);
    assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), 33);
    let newest = store.subjects(None, None, 1).await?;
    assert_eq!(newest.items[0].id.as_str(), "made-up");
    let trials: Vec<_> = store.trials().await?.into_iter().map(|t| t.trial.id).collect();
    assert_eq!(trials, ["demo", "second", "first"].map(name::<TrialId>));
    Ok(())
}

async fn changes_are_told_and_noted(store: &dyn Store) -> Told {
    let mut changes = store.changes();
    let before = *changes.borrow_and_update();
    store.ask_release(&name("line-2"), noon(9), by()).await?;
    assert!(*changes.borrow_and_update() > before);
    store.ask_release(&name("line-2"), noon(9), by()).await?;
    assert!(
        !changes.has_changed().expect("the store is open"),
        "nothing changed, so nothing is told"
    );

    let newest = store.audit(None, 1).await?.items;
    assert_eq!((newest[0].what.as_str(), newest[0].who.as_str()), ("release_asked", by().who));
    assert_eq!(newest[0].about["subject"], "line-2");
    let all = store.audit(None, 1_000).await?.items;
    assert_eq!(all.iter().filter(|entry| entry.what == "subject_enrolled").count(), 35);
    Ok(())
}

async fn a_restart_keeps_everything(engine: &Engine, store: Arc<dyn Store>) -> Told {
    let first = name("first");
    let before = (store.records(&first).await?, store.trials().await?, store.documents().await?);
    let n_changes = *store.changes().borrow();
    store.close().await;
    assert!(matches!(store.trials().await, Err(StoreError::Unavailable(_))));

    let store = open(engine).await?;
    let after = (store.records(&first).await?, store.trials().await?, store.documents().await?);
    assert_eq!(after, before);
    assert_eq!(store.seed(&first).await?, seed());
    assert_eq!(*store.changes().borrow(), n_changes);
    let known = enrolled(enrol(&*store, &entry("first", "line-0", 700)).await?);
    assert_eq!((known.1.ordinal, known.2), (0, false));
    Ok(())
}

fn enrolled(answer: EnrolAnswer) -> (server::store::Subject, trial::observation::Enrolment, bool) {
    match answer {
        EnrolAnswer::Enrolled { subject, enrolment, is_new } => (subject, enrolment, is_new),
        other => panic!("not enrolled: {other:?}"),
    }
}
