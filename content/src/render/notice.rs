//! The small pages of the garden that no author writes. Their words are in the chrome files, in
//! the message language; each page is complete in itself and may be closed at once.

use super::Rendered;
use super::fill::Fill;
use super::flow::{Dress, Flow};
use super::help_form::help_form;
use super::html::Html;
use super::languages;
use super::shell::Shell;
use crate::template::Filling;
use crate::{Brand, CaseCode, Locale, Target, Template, Token};

/// A small page of the garden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The text of the help form has arrived.
    HelpReceived {
        /// The code to read out when calling.
        case_code: CaseCode,
        /// The way back to the message.
        token: Token,
    },
    /// The release form has arrived; the line is not open yet.
    ReleaseRequested {
        /// The code to read out when calling.
        case_code: CaseCode,
        /// The way back to the message.
        token: Token,
        /// How long it takes, in minutes.
        minutes: u32,
    },
    /// The line has no release left; the help desk has to look at it.
    NoReleasesLeft {
        /// The code to read out when calling.
        case_code: CaseCode,
        /// The way back to the message.
        token: Token,
    },
    /// The address belongs to no page. Says nothing about who exists.
    UnknownToken,
    /// The help form could not be taken; the page has it again.
    FormProblem {
        /// What is wrong with it.
        problem: FormProblem,
        /// What was typed, put back into the form up to [`FormProblem::KEPT_CHARS`] characters.
        text: String,
        /// The way back to the message.
        token: Token,
    },
    /// Something is wrong on our side; the reader may try again.
    TryAgain,
}

/// Why a form of the garden could not be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormProblem {
    /// Nothing was written.
    Empty,
    /// More than [`FormProblem::MAX_CHARS`] characters.
    TooLong,
    /// Characters that no text has, such as control characters; they have been taken out.
    Unclean,
    /// The form did not arrive whole.
    Unreadable,
}

impl FormProblem {
    /// The longest text that the help form takes, in characters.
    pub const MAX_CHARS: usize = 2000;
    /// How much of a text is put back into a form that could not be taken, in characters.
    pub const KEPT_CHARS: usize = 20_000;
}

impl Notice {
    /// Where its words are in the chrome files.
    const fn key(&self) -> &'static str {
        match self {
            Notice::HelpReceived { .. } => "notices.help_received",
            Notice::ReleaseRequested { .. } => "notices.release_requested",
            Notice::NoReleasesLeft { .. } => "notices.no_releases_left",
            Notice::UnknownToken => "notices.unknown_token",
            Notice::FormProblem { problem: FormProblem::Empty, .. } => "notices.form_empty",
            Notice::FormProblem { problem: FormProblem::TooLong, .. } => "notices.form_too_long",
            Notice::FormProblem { problem: FormProblem::Unclean, .. } => "notices.form_unclean",
            Notice::FormProblem { problem: FormProblem::Unreadable, .. } => {
                "notices.form_unreadable"
            }
            Notice::TryAgain => "notices.try_again",
        }
    }

    const fn case_code(&self) -> Option<&CaseCode> {
        match self {
            Notice::HelpReceived { case_code, .. }
            | Notice::ReleaseRequested { case_code, .. }
            | Notice::NoReleasesLeft { case_code, .. } => Some(case_code),
            Notice::UnknownToken | Notice::FormProblem { .. } | Notice::TryAgain => None,
        }
    }

    const fn token(&self) -> Option<&Token> {
        match self {
            Notice::HelpReceived { token, .. }
            | Notice::ReleaseRequested { token, .. }
            | Notice::NoReleasesLeft { token, .. }
            | Notice::FormProblem { token, .. } => Some(token),
            Notice::UnknownToken | Notice::TryAgain => None,
        }
    }

    const fn minutes(&self) -> Option<u32> {
        match self {
            Notice::ReleaseRequested { minutes, .. } => Some(*minutes),
            _ => None,
        }
    }
}

/// Renders a small page of the garden.
pub fn render_notice(notice: &Notice, brand: &Brand, locale: &Locale) -> Rendered {
    let filling = Filling {
        case_code: notice.case_code(),
        token: notice.token(),
        release_minutes: notice.minutes(),
        ..Filling::nobody()
    };
    Rendered::of(compiled(notice, brand, locale).body_with(&filling))
}

fn compiled(notice: &Notice, brand: &Brand, locale: &Locale) -> Template {
    let fill = Fill::public(brand, locale);
    let document = fill.chrome.document(notice.key());
    let mut main = Html::default();
    let title = document.blocks.first().map(|lead| lead.title.as_slice()).unwrap_or_default();
    let dress = Dress::garden();
    let flow = Flow { fill: &fill, dress: &dress };
    flow.in_tag(&mut main, "h1", title);
    for block in &document.blocks {
        flow.elements(&mut main, &block.content);
    }
    if let Notice::FormProblem { text, .. } = notice {
        let kept: String = text.chars().take(FormProblem::KEPT_CHARS).collect();
        help_form(&mut main, &fill, &kept);
    }
    if notice.token().is_some() {
        main.open("p", &[]);
        languages::open_to(&mut main, "a", &[], ("href", ""), locale);
        main.text(fill.chrome.text("text.back"));
        main.close("a");
        main.close("p");
    }
    let parts = Shell { fill: &fill, title }.page(main, Html::default());
    Template {
        target: Target::GardenHtml,
        locale: locale.clone(),
        hosts: brand.allowed_hosts.clone(),
        dress: dress.of_values(),
        parts,
        subject: Vec::new(),
    }
}
