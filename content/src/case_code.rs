//! The code that a customer reads out on the telephone.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use words::text_value;

/// Digits and capitals without those that are mistaken for each other (0 O, 1 I L, U V).
const ALPHABET: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";
const BASE: u32 = 30;

/// Five symbols and a check symbol, such as `7K4-92M`. It finds a subject and opens nothing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(
    value_type = String,
    pattern = "^[2-9A-HJKMNP-TV-Z]{3}-[2-9A-HJKMNP-TV-Z]{3}$",
    example = "7K4-92R"
)]
pub struct CaseCode(String);

/// Why a text is not a case code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidCaseCode {
    /// Not six symbols.
    #[error("a case code has 6 symbols, for example 7K4-92R")]
    Length,
    /// A symbol that no code has.
    #[error("a case code has digits and capitals, but never 0, 1, I, L, O or U")]
    Symbol,
    /// The last symbol does not fit the others: misheard or mistyped.
    #[error("the last symbol does not fit the others; one of the six was misheard or mistyped")]
    Check,
    /// The number is too large for five symbols.
    #[error("the number of a case code is below 24300000")]
    Number,
}

impl CaseCode {
    /// How many codes there are: 30⁵.
    pub const COUNT: u32 = BASE.pow(5);

    /// The code of a number below [`CaseCode::COUNT`].
    ///
    /// # Errors
    /// [`InvalidCaseCode::Number`] for a larger number.
    pub fn from_number(number: u32) -> Result<CaseCode, InvalidCaseCode> {
        if number >= CaseCode::COUNT {
            return Err(InvalidCaseCode::Number);
        }
        let digits = [4, 3, 2, 1, 0].map(|place| number / BASE.pow(place) % BASE);
        Ok(CaseCode::from_digits(digits))
    }

    /// The code as it is read out, symbol by symbol: `7 K 4, 9 2 R`.
    pub fn spoken(&self) -> String {
        let groups = self
            .0
            .split('-')
            .map(|group| group.chars().map(String::from).collect::<Vec<_>>().join(" "));
        groups.collect::<Vec<_>>().join(", ")
    }

    fn from_digits(digits: [u32; 5]) -> CaseCode {
        let mut text = String::with_capacity(7);
        for (place, digit) in digits.into_iter().chain([check_digit(digits)]).enumerate() {
            if place == 3 {
                text.push('-');
            }
            text.push(char::from(ALPHABET[(digit % BASE) as usize]));
        }
        CaseCode(text)
    }
}

/// The check digit after Luhn in base 30: it catches every single wrong symbol and nearly every
/// pair that changed places.
fn check_digit(digits: [u32; 5]) -> u32 {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(
            |(place, digit)| {
                if place % 2 == 0 { digit * 2 / BASE + digit * 2 % BASE } else { *digit }
            },
        )
        .sum();
    (BASE - sum % BASE) % BASE
}

impl FromStr for CaseCode {
    type Err = InvalidCaseCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut digits = Vec::with_capacity(6);
        for symbol in text.chars().filter(|c| !c.is_whitespace() && *c != '-') {
            if digits.len() == 6 {
                return Err(InvalidCaseCode::Length);
            }
            let upper = symbol.to_ascii_uppercase();
            let digit = ALPHABET.iter().position(|known| char::from(*known) == upper);
            digits.push(digit.ok_or(InvalidCaseCode::Symbol)? as u32);
        }
        let [a, b, c, d, e, check] = digits[..] else {
            return Err(InvalidCaseCode::Length);
        };
        let data = [a, b, c, d, e];
        if check != check_digit(data) {
            return Err(InvalidCaseCode::Check);
        }
        Ok(CaseCode::from_digits(data))
    }
}

text_value!(CaseCode, InvalidCaseCode);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_whatever_its_case_spaces_and_dash() {
        let code = CaseCode::from_number(4_242_424).unwrap();
        let plain = code.to_string().replace('-', "");
        for heard in [plain.to_lowercase(), format!(" {} {} ", &plain[..2], &plain[2..])] {
            assert_eq!(heard.parse(), Ok(code.clone()));
        }
    }

    #[test]
    fn the_example_in_the_error_is_a_code() {
        assert_eq!("7K4-92R".parse::<CaseCode>().unwrap().to_string(), "7K4-92R");
    }

    #[test]
    fn a_code_is_spelled_when_it_is_read_out() {
        assert_eq!("7K4-92R".parse::<CaseCode>().unwrap().spoken(), "7 K 4, 9 2 R");
    }

    #[test]
    fn every_single_wrong_symbol_is_noticed() {
        let code = CaseCode::from_number(12_345_678).unwrap().to_string().replace('-', "");
        for place in 0..6 {
            for symbol in ALPHABET {
                let mut bytes = code.clone().into_bytes();
                if bytes[place] == *symbol {
                    continue;
                }
                bytes[place] = *symbol;
                let wrong = String::from_utf8(bytes).unwrap();
                assert_eq!(wrong.parse::<CaseCode>(), Err(InvalidCaseCode::Check), "{wrong}");
            }
        }
    }

    #[test]
    fn what_is_no_code_is_refused_by_name() {
        assert_eq!("7K4".parse::<CaseCode>(), Err(InvalidCaseCode::Length));
        assert_eq!("7K4-92MM".parse::<CaseCode>(), Err(InvalidCaseCode::Length));
        assert_eq!("7K0-92M".parse::<CaseCode>(), Err(InvalidCaseCode::Symbol));
        assert_eq!(CaseCode::from_number(CaseCode::COUNT), Err(InvalidCaseCode::Number));
        assert!(CaseCode::from_number(CaseCode::COUNT - 1).is_ok());
    }
}
