//! What customers ask for: help and release.

use super::*;

pub async fn a_contact_is_coded_and_handled(store: &dyn Store) -> Told {
    let help = |subject: &str| NewHelp {
        subject: name(subject),
        at: noon(5),
        text: "which one is it?".to_owned(),
    };
    assert_eq!(store.ask_for_help(&help("stranger"), by()).await, Err(StoreError::NotFound));
    let asked = store.ask_for_help(&help("line-1"), by()).await?;
    assert_eq!(asked.text.as_deref(), Some("which one is it?"));
    assert_eq!(store.ask_for_help(&help("line-1"), by()).await?.id, asked.id);

    let nothing = Contact::coded(ContactChannel::HelpDesk, Vec::new(), noon(5));
    let read = Observed { what: What::Contact(Box::new(nothing)), ..contact("line-2", 5) };
    let batch = Batch::Observed(vec![contact("line-1", 5), read]);
    assert_eq!(store.append(&batch, by()).await?.accepted, 2);
    assert_eq!(store.append(&batch, by()).await?.already_known, 2);
    let uncoded = ContactFilter { coded: Some(false), ..ContactFilter::default() };
    assert_eq!(store.contacts(uncoded, None, 10).await?.items.len(), 2);

    let codes = [Code::WhichDevice, Code::CannotWork, Code::WhichDevice];
    let coded = store.set_codes(asked.id, &codes, noon(6), by()).await?;
    assert_eq!(coded.codes, Some(vec![Code::CannotWork, Code::WhichDevice]));
    assert_eq!(store.contacts(uncoded, None, 10).await?.items.len(), 1);
    assert_eq!(store.set_codes(999, &codes, noon(6), by()).await, Err(StoreError::NotFound));

    let uncoded_id = store.contacts(uncoded, None, 10).await?.items[0].id;
    assert_eq!(store.mark_handled(uncoded_id, by()).await, Err(StoreError::NotCoded));
    let handled = store.mark_handled(asked.id, by()).await?;
    assert_eq!((handled.text.clone(), handled.handled_at), (None, Some(noon(1))));
    assert_eq!(store.mark_handled(asked.id, by()).await?, handled);
    assert_eq!(store.mark_handled(999, by()).await, Err(StoreError::NotFound));
    let open = ContactFilter { handled: Some(false), ..ContactFilter::default() };
    assert_eq!(store.contacts(open, None, 10).await?.items.len(), 2);
    Ok(())
}

pub async fn no_request_is_lost_when_the_clock_stands_still(store: &dyn Store) -> Told {
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

    assert_eq!(store.mark_handled(asked[0].id, by()).await, Err(StoreError::NotCoded));
    assert_eq!(store.contact(asked[0].id).await?.text.as_deref(), Some(texts[0]), "it is kept");
    store.set_codes(asked[0].id, &[], noon(6), by()).await?;
    store.mark_handled(asked[0].id, by()).await?;
    let again = ask(texts[0]).await?;
    assert_eq!(again.text.as_deref(), Some(texts[0]));
    assert!(asked.iter().all(|contact| contact.id != again.id));
    for contact in asked[1..].iter().chain([&again]) {
        store.set_codes(contact.id, &[], noon(6), by()).await?;
        store.mark_handled(contact.id, by()).await?;
    }
    Ok(())
}

pub async fn a_second_click_is_the_same_release(store: &dyn Store) -> Told {
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
    let what = What::QuarantineEvent(QuarantineChange::ReleasedByStaff);
    let by_staff = Observed::at_once(name("line-1"), noon(10), what);
    store.append(&Batch::Observed(vec![by_staff]), by()).await?;
    assert_eq!(store.release(pending.id).await?.overtaken_at, Some(noon(10)));
    assert_eq!(store.releases(waiting, None, 10).await?.items, []);
    assert!(store.ask_release(&line, noon(11), by()).await?.is_new);
    let stranger = store.ask_release(&name("stranger"), noon(9), by()).await;
    assert_eq!(stranger, Err(StoreError::NotFound));
    assert_eq!(store.acknowledge_release(999, noon(9), by()).await, Err(StoreError::NotFound));
    Ok(())
}
