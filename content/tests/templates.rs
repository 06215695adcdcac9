//! Compiled documents: kept as JSON and filled in later, they give the bytes that rendering gives.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use content::template::Part;
use content::{
    Document, Locale, Pseudo, ReleaseState, Target, Template, Value, Values, compile, library,
    parse, pseudo, render, subject_line,
};
use proptest::prelude::*;

/// A template as it comes out of the store.
fn kept(document: &Document, target: Target) -> Template {
    let json = serde_json::to_string(&compile(document, &library::brand(), target)).unwrap();
    serde_json::from_str(&json).unwrap()
}

/// Every reader in every state of the release, with and without other languages and optional text.
fn readers() -> Vec<Values> {
    let languages: [&[&str]; 3] = [&[], &["en", "nl"], &["ar", "de", "en", "nl"]];
    let states = [ReleaseState::Available, ReleaseState::Requested, ReleaseState::Released];
    let mut readers = Vec::new();
    for (place, persona) in library::personas().into_iter().enumerate() {
        for (state, release) in states.into_iter().enumerate() {
            let mut values = persona.values.clone();
            let turn = (place + state) % languages.len();
            values.release = release;
            values.other_locales = languages[turn].iter().map(|tag| tag.parse().unwrap()).collect();
            values.missing_locale = ["ar", "fi"].get(turn).map(|tag| tag.parse().unwrap());
            values.more.insert("fixed phone".parse().unwrap(), Value::Flag(turn == 1));
            readers.push(values);
        }
    }
    readers
}

#[track_caller]
fn agree(document: &Document, target: Target, readers: &[Values]) {
    let brand = library::brand();
    let template = kept(document, target);
    for values in readers {
        let rendered = render(document, &brand, values, target);
        assert_eq!(template.fill(values), rendered, "{} {values:?}", target.name());
        if target == Target::EmailHtml {
            assert_eq!(template.subject(values), subject_line(document, &brand, values));
        }
    }
}

#[test]
fn the_whole_library_is_filled_in_as_it_is_rendered() {
    let readers = readers();
    for starter in library::documents() {
        let (document, _) = parse(starter.source);
        for target in Target::of(starter.id.channel) {
            agree(&document, *target, &readers);
            agree(&pseudo(&document, Pseudo::Bidi), *target, &readers[..3]);
        }
    }
}

#[test]
fn optional_text_is_decided_when_a_template_is_filled_in() {
    let source = "# T ((fixed phone??nowadays))\n\n((fixed phone??Only here.))\n\n\
        ## ((fixed phone??H)) {#h .faq}\n\n### ((fixed phone??Q))\n\n1. One\n2. ((fixed phone??Two))\n\
        3. Three\n\n   ((fixed phone??More.))\n\nYou ((paused on))[a ((pet name))](https://northwire.example)\\\nx\n";
    let (document, _) = parse(source);
    let mut values = library::personas().swap_remove(0).values;
    let texts = |values: &Values| Target::ALL.map(|target| kept(&document, target).body(values));
    values.more.insert("fixed phone".parse().unwrap(), Value::Flag(true));
    let with = texts(&values);
    values.more.insert("fixed phone".parse().unwrap(), Value::Flag(false));
    let without = texts(&values);
    for (with, without) in with.iter().zip(&without) {
        for words in ["nowadays", "Only here.", "Two", "More."] {
            assert!(with.contains(words) && !without.contains(words), "{words}: {with}");
        }
        assert!(with.contains("One") && without.contains("Three"), "{without}");
    }
    let [page, .., letter, _] = &without;
    assert!(!page.contains("<h2>") && !page.contains("<p></p>") && !page.contains("<li></li>"));
    assert_eq!(page.matches("<details>").count(), page.matches("</details>").count());
    assert!(
        page.contains("<li>Three</li>") && with[0].contains("<li><p>Three</p><p>More.</p></li>")
    );
    assert!(letter.contains("1. One") && letter.contains("2. Three"), "{letter}");
}

#[test]
fn a_template_holds_the_text_and_the_brand_but_nothing_about_a_subject() {
    let starter = &library::documents()[0];
    let (document, _) = parse(starter.source);
    let template = kept(&document, Target::GardenHtml);
    let json = serde_json::to_string(&template).unwrap();
    assert!(json.contains("Northwire") && json.contains("0800 555 010"));
    for persona in library::personas() {
        assert!(!json.contains(persona.values.case_code.as_ref()), "{}", persona.id);
        assert!(!json.contains(persona.values.token.as_ref()), "{}", persona.id);
    }
    let n_static = template.parts.iter().filter(|part| matches!(part, Part::Static(_))).count();
    assert!(n_static > 3 && n_static < 30, "{n_static} runs of bytes");
}

#[test]
fn the_name_of_a_template_covers_every_byte() {
    let brand = library::brand();
    let name = |source: &str, target| compile(&parse(source).0, &brand, target).hash();
    let source = library::documents()[0].source;
    assert_eq!(name(source, Target::EmailHtml), name(source, Target::EmailHtml));
    assert_ne!(name(source, Target::EmailHtml), name(source, Target::EmailText));
    let changed = source.replacen("virus", "Virus", 1);
    assert_ne!(name(source, Target::EmailHtml), name(&changed, Target::EmailHtml));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_filled_in_as_it_is_rendered(
        source in "(# |## |### |1\\. |- |\\(\\((pet name|fixed phone\\?\\?[a-z ]{0,6}|case code|paused on)\\)\\)|[a-z<&]{1,5}|\\*\\*| |\n|\n\n|\\[x\\]\\(https://northwire\\.example\\)|\\{#[a-z] \\.(faq|steps|release|verify)\\}){0,40}",
        pet in "(?s).{0,20}",
        flag in any::<bool>(),
        rtl in any::<bool>(),
    ) {
        let (mut document, _) = parse(&source);
        if rtl {
            document.front.locale = Some("ar".parse::<Locale>().unwrap());
        }
        let mut values = library::personas().swap_remove(0).values;
        values.more.insert("pet name".parse().unwrap(), Value::Text(pet));
        values.more.insert("fixed phone".parse().unwrap(), Value::Flag(flag));
        for target in Target::ALL {
            agree(&document, target, std::slice::from_ref(&values));
        }
    }
}
