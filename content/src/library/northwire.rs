//! Northwire: a made-up provider whose facts are a file of the library.

use std::sync::LazyLock;

use crate::brand::{Colours, HelpLine, LocalText, Phone};
use crate::data::{BRAND_FILES, Data, Leaf};
use crate::{Brand, BrandFacts};

#[allow(clippy::expect_used, reason = "the file is part of this crate and read by every test")]
static BRAND: LazyLock<Brand> = LazyLock::new(|| {
    let facts = Data::named(BRAND_FILES, "northwire").and_then(facts);
    Brand::new(facts.expect("every value of the file can be read")).expect("the facts are valid")
});

/// The brand of the starter library.
pub(super) fn brand() -> Brand {
    BRAND.clone()
}

/// The facts that a data file holds; nothing if one of them cannot be read.
fn facts(data: Data) -> Option<BrandFacts> {
    let text = |key: &str| data.text(key).to_owned();
    let hosts = data.list("allowed_hosts").iter();
    Some(BrandFacts {
        name: text("name"),
        legal_name: text("legal_name"),
        address: text("address"),
        logo: data.text("logo").parse().ok()?,
        light: colours(data, "light")?,
        dark: colours(data, "dark")?,
        help: HelpLine {
            phone: Phone { e164: text("help.phone.e164"), national: text("help.phone.national") },
            hours: local(data, "help.hours"),
            cost: local(data, "help.cost"),
        },
        account_page: local(data, "account_page"),
        verify_methods: vec![local(data, "verify_methods.000"), local(data, "verify_methods.001")],
        emergency_calls: local(data, "emergency_calls"),
        allowed_hosts: hosts.map(|host| host.parse().ok()).collect::<Option<_>>()?,
    })
}

fn colours(data: Data, theme: &str) -> Option<Colours> {
    let colour = |name: &str| data.text(&format!("{theme}.{name}")).parse().ok();
    Some(Colours {
        button: colour("button")?,
        on_button: colour("on_button")?,
        accent: colour("accent")?,
        tint: colour("tint")?,
    })
}

/// A text by locale.
fn local(data: Data, key: &str) -> LocalText {
    LocalText::new(data.under(key).filter_map(|(locale, leaf)| match leaf {
        Leaf::Text(text) => Some((locale.parse().ok()?, text.to_owned())),
        _ => None,
    }))
}
