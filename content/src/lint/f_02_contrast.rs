//! ## What it finds
//! Colours of the brand that are too close: words on a button, links on the page, words on the
//! tinted box, each in the light and the dark theme.
//! ## Why it matters
//! People with weak eyes, and everybody in the sun, cannot read them.
//! ## Instead
//! Choose colours with a contrast of at least 4.5 to 1.

#[cfg(test)]
use super::Samples;
use super::{ALL, Flags, Page, Rule};
use crate::Weight;
use crate::brand::Colours;

/// Hundredths of the contrast that WCAG asks for text.
const MIN_HUNDREDTHS: u32 = 450;

pub(super) const RULE: Rule = Rule {
    id: "F-02",
    name: "contrast",
    weight: Weight::Error,
    blocks_submit: true,
    channels: ALL,
    why: "people with weak eyes, and everybody in the sun, cannot read words of low contrast",
    source: "WCAG 1.4.3 and 1.4.11 (S)",
    #[cfg(test)]
    samples: Samples { bad: super::PALE_BRAND, good: "# A" },
    check,
};

fn check(page: &Page<'_>, flags: &mut Flags) {
    let brand = page.brand;
    check_theme(page, "light", &brand.light, ("#17191c", "#ffffff"), flags);
    check_theme(page, "dark", &brand.dark, ("#eceef0", "#14181b"), flags);
}

/// Compares the brand's colours with the ink and the ground of the theme.
fn check_theme(
    page: &Page<'_>,
    theme: &str,
    colours: &Colours,
    on: (&str, &str),
    flags: &mut Flags,
) {
    let (ink, ground) = on;
    let pairs = [
        ("the words on a button", colours.on_button.as_ref(), colours.button.as_ref()),
        ("links", colours.accent.as_ref(), ground),
        ("words in the tinted box", ink, colours.tint.as_ref()),
    ];
    for (what, front, back) in pairs {
        let contrast = contrast_hundredths(front, back);
        if contrast < MIN_HUNDREDTHS {
            let (whole, tenths) = (contrast / 100, contrast / 10 % 10);
            let message = format!(
                "{what} have a contrast of {whole}.{tenths} to 1 in the {theme} theme; at least 4.5"
            );
            flags.add(page.top(), message);
        }
    }
}

/// The contrast ratio of WCAG, in hundredths, rounded down.
fn contrast_hundredths(a: &str, b: &str) -> u32 {
    let (a, b) = (luminance(a), luminance(b));
    let ratio = (a.max(b) + 0.05) / (a.min(b) + 0.05);
    (ratio * 100.0) as u32
}

/// The relative luminance of WCAG, from 0 to 1; `libm` is the same on every machine.
fn luminance(colour: &str) -> f64 {
    let channel = |place: usize| {
        let byte = colour.get(place..place + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        let share = f64::from(byte.unwrap_or(0)) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { libm::pow((share + 0.055) / 1.055, 2.4) }
    };
    0.212_6 * channel(1) + 0.715_2 * channel(3) + 0.072_2 * channel(5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brand::Colour;

    #[test]
    fn black_on_white_has_the_highest_contrast() {
        assert_eq!(contrast_hundredths("#000000", "#ffffff"), 2100);
        assert_eq!(contrast_hundredths("#777777", "#ffffff"), 447);
        assert_eq!(contrast_hundredths("#abcdef", "#abcdef"), 100);
    }

    #[test]
    fn a_brand_with_pale_colours_is_flagged() {
        let mut facts = crate::BrandFacts::from(crate::library::brand());
        let pale: Colour = "#cccccc".parse().unwrap();
        facts.light.accent = pale.clone();
        facts.light.button = pale;
        let brand = crate::Brand::new(facts).unwrap();
        let (document, _) = crate::parse("# A");
        let findings = crate::lint(&document, &crate::Context::of(&brand));
        let found = findings.iter().filter(|finding| finding.rule == "F-02").count();
        assert_eq!(found, 2);
    }
}
