//! View settings of the previews, as they stand in the address: light or dark, how large the
//! text is, which colours are left. What is not in the address, or wrong there, is as usual.

use content::library::Persona;

/// The settings of the reader's device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ViewSettings {
    /// The colours that the device asks pages for.
    pub theme: PreviewTheme,
    /// How large the text is.
    pub text: TextSize,
    /// Which colours are left of them.
    pub colours: Colours,
}

/// A choice of a switch: its word in addresses, its label, and what choosing it does to the frames.
pub trait Switch: Copy + Default + PartialEq + 'static {
    /// Every choice, the usual one first.
    const ALL: &'static [Self];

    /// The word in addresses.
    fn word(self) -> &'static str;

    /// What the menu says.
    fn label(self) -> &'static str;

    /// What it does, as a sentence; empty for the usual one.
    fn effect(self) -> &'static str;

    /// The choice of that word, else the usual one.
    fn read(word: Option<&str>) -> Self {
        let named = |choice: &&Self| Some(choice.word()) == word;
        Self::ALL.iter().find(named).copied().unwrap_or_default()
    }
}

/// The colours that the reader's device asks pages for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PreviewTheme {
    /// Dark words on a light ground.
    #[default]
    Light,
    /// Light words on a dark ground.
    Dark,
}

/// How large the reader has set the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextSize {
    /// As the page asks.
    #[default]
    Normal,
    /// Half as large again.
    Larger,
    /// Twice as large.
    Twice,
}

/// Which colours the reader sees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colours {
    /// Those of the page.
    #[default]
    Page,
    /// None, only greys.
    Grey,
    /// Those of the reader's high-contrast theme.
    Forced,
}

impl Switch for PreviewTheme {
    const ALL: &'static [Self] = &[PreviewTheme::Light, PreviewTheme::Dark];

    fn word(self) -> &'static str {
        match self {
            PreviewTheme::Light => "light",
            PreviewTheme::Dark => "dark",
        }
    }

    fn label(self) -> &'static str {
        match self {
            PreviewTheme::Light => "Light",
            PreviewTheme::Dark => "Dark",
        }
    }

    fn effect(self) -> &'static str {
        match self {
            PreviewTheme::Light => "",
            PreviewTheme::Dark => "Dark: the frame asks the page for its dark colours.",
        }
    }
}

impl TextSize {
    /// In per cent of the page's own size.
    pub const fn percent(self) -> u32 {
        match self {
            TextSize::Normal => 100,
            TextSize::Larger => 150,
            TextSize::Twice => 200,
        }
    }
}

impl Switch for TextSize {
    const ALL: &'static [Self] = &[TextSize::Normal, TextSize::Larger, TextSize::Twice];

    fn word(self) -> &'static str {
        match self {
            TextSize::Normal => "100",
            TextSize::Larger => "150",
            TextSize::Twice => "200",
        }
    }

    fn label(self) -> &'static str {
        match self {
            TextSize::Normal => "Text 100\u{a0}%",
            TextSize::Larger => "Text 150\u{a0}%",
            TextSize::Twice => "Text 200\u{a0}%",
        }
    }

    fn effect(self) -> &'static str {
        match self {
            TextSize::Normal => "",
            TextSize::Larger | TextSize::Twice => {
                "Larger text: the page gets less width and is drawn larger, as the zoom of a browser does. A phone that enlarges only its letters is not shown."
            }
        }
    }
}

impl Switch for Colours {
    const ALL: &'static [Self] = &[Colours::Page, Colours::Grey, Colours::Forced];

    fn word(self) -> &'static str {
        match self {
            Colours::Page => "page",
            Colours::Grey => "grey",
            Colours::Forced => "forced",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Colours::Page => "Own colours",
            Colours::Grey => "Greyscale",
            Colours::Forced => "Forced colours",
        }
    }

    fn effect(self) -> &'static str {
        match self {
            Colours::Page => "",
            Colours::Grey => {
                "Greyscale: a filter over the frame. What only a colour says is lost here, as it is for readers who do not see it."
            }
            Colours::Forced => {
                "Forced colours: black, white and yellow in the place of the page's colours, much as a high-contrast theme does. Colours of one's own choice and the system's symbols are not shown."
            }
        }
    }
}

impl ViewSettings {
    /// What is said of it in the name of a frame: `dark, text 200 %, greyscale`.
    pub fn words(self) -> String {
        let mut words = self.theme.label().to_lowercase();
        for label in [
            (self.text != TextSize::Normal).then(|| self.text.label()),
            (self.colours != Colours::Page).then(|| self.colours.label()),
        ]
        .into_iter()
        .flatten()
        {
            words.push_str(", ");
            words.push_str(&label.to_lowercase());
        }
        words
    }

    /// What the choices do to the frames, a sentence for each that is not the usual one.
    pub fn effects(self) -> Vec<&'static str> {
        let mut effects = vec![self.theme.effect(), self.text.effect(), self.colours.effect()];
        effects.retain(|effect| !effect.is_empty());
        effects
    }
}

/// The persona of that name, else the first one there is.
pub fn persona_named<'a>(personas: &'a [Persona], id: Option<&str>) -> Option<&'a Persona> {
    let named = personas.iter().find(|persona| Some(persona.id) == id);
    named.or_else(|| personas.first())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check<S: Switch + std::fmt::Debug>() {
        for choice in S::ALL {
            assert_eq!(S::read(Some(choice.word())), *choice);
            assert_eq!(choice.effect().is_empty(), *choice == S::default(), "{choice:?}");
        }
        assert_eq!(S::read(Some("sepia")), S::default());
        assert_eq!(S::read(None), S::ALL[0]);
    }

    #[test]
    fn a_choice_is_read_as_it_is_written_and_says_what_it_does() {
        check::<PreviewTheme>();
        check::<TextSize>();
        check::<Colours>();
    }

    #[test]
    fn a_frame_is_named_for_what_differs_from_the_usual() {
        assert_eq!(ViewSettings::default().words(), "light");
        let settings = ViewSettings {
            text: TextSize::Twice,
            colours: Colours::Grey,
            ..ViewSettings::default()
        };
        assert_eq!(settings.words(), "light, text 200\u{a0}%, greyscale");
    }

    #[test]
    fn an_unknown_persona_is_the_first_one() {
        let personas = content::library::personas();
        let id = |name| persona_named(&personas, name).map(|persona| persona.id);
        assert_eq!(id(Some("long")), Some("long"));
        assert_eq!(id(Some("nobody")), Some(personas[0].id));
        assert_eq!(id(None), Some(personas[0].id));
    }
}
