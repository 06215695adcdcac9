//! Texts that simulated customers write into the help form, each about one code.

use crate::draw::Draws;
use crate::observation::Code;

/// A text that is about these codes, one sentence each; about nothing in particular without any.
pub fn write(codes: &[Code], draws: &mut Draws) -> String {
    let mut pick = |sentences: &[&'static str]| {
        let place = draws.below(sentences.len() as u64) as usize;
        sentences.get(place).copied().unwrap_or_default()
    };
    if codes.is_empty() {
        return pick(&PLAIN).to_owned();
    }
    codes.iter().map(|code| pick(sentences(*code))).collect::<Vec<_>>().join(" ")
}

const PLAIN: [&str; 3] = [
    "Hello, I followed the page and pressed the button at the end.",
    "Please switch my connection on again, thank you.",
    "I think everything is in order now.",
];

fn sentences(code: Code) -> &'static [&'static str] {
    match code {
        Code::RunsVirusScanner => &[
            "I scanned both computers twice and the scanner found nothing.",
            "The virus scanner on my laptop is running now.",
        ],
        Code::IdentifiesIotDevice => &[
            "It must be the camera above the garage, we bought it in spring.",
            "The only smart thing here is the recorder under the television.",
        ],
        Code::RequestsAdditionalHelp => &[
            "I do not understand step three, can somebody walk me through it?",
            "The reset button is nowhere to be found, please help.",
        ],
        Code::WantsToCallAbuseTeam => &[
            "I would rather speak with the people who blocked me, what is their number?",
            "Please have your abuse desk call me back.",
        ],
        Code::RequestsPaidTechnician => &[
            "Could you send somebody? I will pay for the visit.",
            "What does a technician at home cost?",
        ],
        Code::DisconnectsDevice => &[
            "The camera is unplugged and stays that way.",
            "I took the recorder off the network this morning.",
        ],
        Code::CannotWork => &[
            "I work from home and have lost half a day already.",
            "Our shop cannot take card payments while this lasts.",
        ],
        Code::ComplainsOverDisruption => &[
            "You cannot just cut people off without a word beforehand.",
            "This is the second evening without internet, I am not amused.",
        ],
        Code::ThreatensToTerminate => &[
            "If it is not back tonight I am changing provider.",
            "I will end my contract if this happens again.",
        ],
        Code::LooksFake => &[
            "How do I know that this page is really from you?",
            "This looks like one of those fake warnings.",
        ],
        Code::WhichDevice => &[
            "We have a dozen things on the wireless network, which one is it?",
            "Which device do you mean exactly?",
        ],
        Code::AlreadyDone => {
            &["I did all of these steps yesterday.", "The password was changed last week already."]
        }
        Code::FalsePositive => &[
            "Nothing here is infected, please check your records.",
            "You must have the wrong house, we only have a phone.",
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_code_has_sentences_of_its_own() {
        let all: Vec<&str> = Code::ALL.iter().flat_map(|code| sentences(*code)).copied().collect();
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
        assert!(Code::ALL.iter().all(|code| !sentences(*code).is_empty()));
    }

    #[test]
    fn a_text_speaks_of_each_of_its_codes() {
        let mut draws = Draws::keyed(&[b"test"]);
        let text = write(&[Code::CannotWork, Code::WhichDevice], &mut draws);
        for code in [Code::CannotWork, Code::WhichDevice] {
            assert!(sentences(code).iter().any(|sentence| text.contains(sentence)), "{text}");
        }
        assert!(PLAIN.contains(&write(&[], &mut draws).as_str()));
    }
}
