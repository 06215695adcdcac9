//! Trials and the places of their subjects.

use super::*;

pub async fn a_trial_starts_once_with_its_seed(store: &dyn Store) -> Told {
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

pub async fn a_subject_gets_one_place_however_often_it_is_asked_for(
    store: &Arc<dyn Store>,
) -> Told {
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

pub async fn names_are_never_shared(store: &dyn Store) -> Told {
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

pub async fn a_subject_is_in_one_running_trial(store: &dyn Store) -> Told {
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

pub async fn a_simulated_trial_has_its_own_time(store: &dyn Store) -> Told {
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
