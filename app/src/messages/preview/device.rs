//! Facts about a screen that a customer may have: what the page gets to fill, what is drawn
//! around it, what the reader cannot do there, and what a frame cannot show of it.

use content::{Channel, Target};

/// A screen that a customer may have. Lengths are CSS pixels.
#[derive(Debug)]
pub struct Device {
    /// A stable name, for addresses.
    pub id: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// Under which heading the menu lists it.
    pub kind: FormFactor,
    /// The whole screen.
    pub screen: Size,
    /// What the page gets to fill.
    pub page: Size,
    /// Device pixels to a CSS pixel.
    pub density: f32,
    /// What is drawn around the page.
    pub surround: Surround,
    /// The shape of what it tells servers about itself; empty where nothing is asked for.
    pub agent: &'static str,
    /// Where the sizes come from.
    pub source: &'static str,
    /// What the reader cannot do there, in a few words each.
    pub limits: &'static [&'static str],
    /// What a frame in a browser cannot show of it.
    pub not_shown: &'static str,
}

/// A width and a height in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// From side to side.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

/// The headings of the menu, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormFactor {
    /// Held in a hand.
    Phone,
    /// Held in two.
    Tablet,
    /// On a desk or a lap.
    Computer,
    /// On a wall.
    Television,
    /// A program that shows e-mail.
    Mail,
    /// Words without a layout of their own: paper, or what the help desk reads.
    Paper,
}

/// What is drawn around a page, with the heights above and below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surround {
    /// Nothing.
    Bare,
    /// A phone or a tablet: its status bar, and the address bar of its browser if there is room.
    Handheld {
        /// The height above the page.
        top: u32,
        /// The height below the page.
        bottom: u32,
    },
    /// A sheet over the settings of a phone: Cancel, a title and the host.
    CaptiveSheet,
    /// A system screen: an action bar with a title and the address.
    SignInScreen,
    /// A window of the system without an address bar, only for signing in.
    CaptiveWindow,
    /// A browser window with its address bar.
    Browser {
        /// The height above the page.
        top: u32,
    },
    /// A television; its edge may be cut off, so nothing should stand there.
    Television {
        /// At the sides.
        edge_x: u32,
        /// Above and below.
        edge_y: u32,
    },
    /// A message in a mail program: subject, sender and the line after the subject.
    Mail(MailProgram),
    /// Plain text.
    Text,
}

/// What a mail program does to a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailProgram {
    /// It shows the message as it is.
    Faithful,
    /// In the dark, it turns the colours of the message around.
    ForcesDark,
    /// It lays out as a word processor does: no rounded corners, no greatest width.
    LikeWord,
}

impl FormFactor {
    /// The headings, in the order of the menu.
    pub const ALL: [FormFactor; 6] = [
        FormFactor::Phone,
        FormFactor::Tablet,
        FormFactor::Computer,
        FormFactor::Television,
        FormFactor::Mail,
        FormFactor::Paper,
    ];

    /// What the heading says.
    pub const fn name(self) -> &'static str {
        match self {
            FormFactor::Phone => "Phones",
            FormFactor::Tablet => "Tablets",
            FormFactor::Computer => "Computers",
            FormFactor::Television => "Televisions",
            FormFactor::Mail => "Mail programs",
            FormFactor::Paper => "On paper and on the telephone",
        }
    }

    /// How large devices are drawn, in thousandths of their own size, where there is room and where
    /// there is little: small ones look small beside large ones.
    const fn drawn_permille(self) -> (u32, u32) {
        match self {
            FormFactor::Phone => (540, 540),
            FormFactor::Tablet => (366, 317),
            FormFactor::Computer => (344, 209),
            FormFactor::Television => (367, 223),
            FormFactor::Mail => (530, 446),
            FormFactor::Paper => (530, 397),
        }
    }
}

impl Surround {
    /// The heights drawn above and below the page.
    pub const fn heights(self) -> (u32, u32) {
        match self {
            Surround::Handheld { top, bottom } => (top, bottom),
            Surround::CaptiveSheet => (84, 78),
            Surround::SignInScreen => (80, 24),
            Surround::CaptiveWindow => (44, 0),
            Surround::Browser { top } => (top, 0),
            Surround::Mail(_) => (112, 0),
            Surround::Bare | Surround::Television { .. } | Surround::Text => (0, 0),
        }
    }

    /// The word in `data-surround`.
    pub const fn name(self) -> &'static str {
        match self {
            Surround::Bare => "bare",
            Surround::Handheld { .. } => "handheld",
            Surround::CaptiveSheet => "sheet",
            Surround::SignInScreen => "sign-in",
            Surround::CaptiveWindow => "window",
            Surround::Browser { .. } => "browser",
            Surround::Television { .. } => "television",
            Surround::Mail(_) => "mail",
            Surround::Text => "text",
        }
    }
}

impl Device {
    /// What a document of a channel is rendered to for this device; nothing where its readers would
    /// never see it.
    pub fn target(&self, channel: Channel) -> Option<Target> {
        let is_text = self.surround == Surround::Text;
        match (channel, self.kind) {
            (Channel::Email, FormFactor::Mail) if is_text => Some(Target::EmailText),
            (Channel::Email, FormFactor::Mail) => Some(Target::EmailHtml),
            (Channel::Letter, FormFactor::Paper) if self.id == "letter" => Some(Target::LetterText),
            (Channel::Script, FormFactor::Paper) if self.id == "script" => Some(Target::ScriptText),
            (Channel::Garden, FormFactor::Mail | FormFactor::Paper) => None,
            (Channel::Garden, _) => Some(Target::GardenHtml),
            _ => None,
        }
    }

    /// What is written under the frame: `393 × 690`.
    pub fn size(&self) -> String {
        format!("{}\u{a0}×\u{a0}{}", self.page.width, self.page.height)
    }

    /// How large it is drawn beside the text, where there is room and where there is little, in
    /// thousandths of its own size.
    pub const fn drawn_permille(&self) -> (u32, u32) {
        self.kind.drawn_permille()
    }
}

impl PartialEq for Device {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Device {}
