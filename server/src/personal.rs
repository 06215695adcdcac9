//! Pseudonyms that are none: a telephone number, an account or an address of a line would name its
//! subscriber in every export. The characters of a subject leave out `@`, `.`, `:` and `+` already;
//! what remains are spellings without them.

use trial::SubjectId;
use wire::ProblemCode;

use crate::problem::Problem;

/// The fewest and most digits of a telephone number that is dialled from elsewhere (ITU-T E.164).
const DIALLED: std::ops::RangeInclusive<usize> = 7..=15;
/// The shortest account number in use, Norway's, and the longest that the standard allows (ISO 13616).
const ACCOUNT: std::ops::RangeInclusive<usize> = 15..=34;
/// Accounts end in figures, hashes in base 16 rarely do: without this one hash in 1,800 would pass for
/// an account by chance, with it one in 69,000.
const LAST_FIGURES: usize = 8;

/// Refuses the first subject of the list `field` that is shaped like something that names a person.
///
/// # Errors
/// A problem at that subject, which does not repeat it.
pub fn refuse<'a>(
    field: impl Fn(usize) -> String,
    subjects: impl Iterator<Item = &'a SubjectId>,
) -> Result<(), Problem> {
    let mut shapes = subjects.map(|subject| shape(subject.as_str())).enumerate();
    let Some((place, shape)) = shapes.find_map(|(place, shape)| Some((place, shape?))) else {
        return Ok(());
    };
    let detail = format!(
        "this is shaped like {shape}, which names a subscriber; send a pseudonym that only you can \
         turn back, such as `line-` and a keyed hash"
    );
    Err(Problem::new(ProblemCode::InvalidValue, detail).at(field(place)))
}

/// The identifier that a text is shaped like.
fn shape(text: &str) -> Option<&'static str> {
    let parts: Vec<&str> = text.split(['-', '_']).collect();
    match &parts[..] {
        parts if is_v4(parts) => Some("an IP address"),
        parts if is_v6(parts) => Some("an IP address"),
        parts if is_mac(parts) => Some("a MAC address"),
        parts if is_dialled(parts) => Some("a telephone number"),
        parts if is_account(&parts.concat()) => Some("an account number (IBAN)"),
        _ => None,
    }
}

fn is_v4(parts: &[&str]) -> bool {
    parts.len() == 4 && parts.iter().all(|part| part.parse::<u8>().is_ok())
}

/// Eight groups, or fewer where an empty one stands for zeros.
fn is_v6(parts: &[&str]) -> bool {
    let is_group = |part: &&str| part.len() <= 4 && is_hex(part);
    let n_empty = parts.iter().filter(|part| part.is_empty()).count();
    let is_whole = if n_empty == 0 { parts.len() == 8 } else { (4..=8).contains(&parts.len()) };
    is_whole && parts.iter().all(is_group)
}

/// Six pairs, three groups of four, or twelve digits at once of which some are letters.
fn is_mac(parts: &[&str]) -> bool {
    let of = |n: usize, length: usize| {
        parts.len() == n && parts.iter().all(|part| part.len() == length && is_hex(part))
    };
    let has_letter = parts.iter().any(|part| part.contains(|c: char| c.is_ascii_alphabetic()));
    of(6, 2) || of(3, 4) || (of(1, 12) && has_letter)
}

fn is_dialled(parts: &[&str]) -> bool {
    let n_digits = parts.iter().map(|part| part.len()).sum();
    let are_digits = parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    are_digits && DIALLED.contains(&n_digits)
}

/// Country, two check digits, account; the whole leaves 1 when divided by 97 (ISO 7064).
fn is_account(text: &str) -> bool {
    let bytes = text.as_bytes();
    if !ACCOUNT.contains(&bytes.len()) {
        return false;
    }
    let (head, account) = bytes.split_at(4);
    let has_head = head[..2].iter().all(u8::is_ascii_alphabetic)
        && head[2..].iter().all(u8::is_ascii_digit)
        && account.iter().rev().take(LAST_FIGURES).all(u8::is_ascii_digit);
    has_head && account.iter().chain(head).fold(0, |rest, byte| appended(rest, *byte)) == 1
}

/// The remainder once a digit, or a letter as 10 to 35, is written behind.
fn appended(rest: u32, byte: u8) -> u32 {
    let value = char::from(byte).to_digit(36).unwrap_or_default();
    let shift = if value < 10 { 10 } else { 100 };
    (rest * shift + value) % 97
}

fn is_hex(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_names_a_subscriber_is_recognised_without_its_punctuation() {
        for (text, expected) in [
            ("0612345678", "a telephone number"),
            ("06-12345678", "a telephone number"),
            ("0031_6_12345678", "a telephone number"),
            ("NL91ABNA0417164300", "an account number (IBAN)"),
            ("de89-3704-0044-0532-0130-00", "an account number (IBAN)"),
            ("192-0-2-7", "an IP address"),
            ("192_0_2_7", "an IP address"),
            ("2001-db8--7", "an IP address"),
            ("2001-db8-0-0-0-0-0-7", "an IP address"),
            ("00-1A-2b-3c-4d-5e", "a MAC address"),
            ("001a-2b3c-4d5e", "a MAC address"),
            ("001a2b3c4d5e", "a MAC address"),
        ] {
            assert_eq!(shape(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn pseudonyms_pass() {
        for text in [
            "line-1",
            "line-0612345678",
            "1234",
            "7",
            // The check digits of an account number that is none.
            "NL92ABNA0417164300",
            "ab52c4d5e60f7a18b9c2",
            "256-0-2-7",
            // Hashes in full and in part.
            "9f86d081884c7d659a2feaa0c55ad015",
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "b2f1c3d4e5f60718293a",
            "3fdba35f-04dc-8c46-2986-c992bcf87554",
            "4821937750128834",
            "-",
            "_a",
        ] {
            assert_eq!(shape(text), None, "{text}");
        }
    }
}
