//! The devices on which a message is previewed: one table (docs/messages.md, section 6.1). A height that
//! nobody has measured on the device itself says so under the frame.

use super::device::{Device, FormFactor, MailProgram, Size, Surround};

/// The devices on which a document must have been seen before it is approved.
pub const REQUIRED: [&str; 10] = ["p1", "p3", "p5", "p9", "t2", "l1", "l3", "v1", "m1", "m4"];
/// The devices that are shown until the reader chooses others.
pub const USUAL: [&str; 7] = ["p5", "p9", "l1", "m1", "m4", "letter", "script"];

const SAFARI: &str = "Mozilla/5.0 (iPhone; …) AppleWebKit/… Version/… Mobile/15E148 Safari/604.1";
const SHEET: &str = "Mozilla/5.0 (iPhone; …) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/16A366, without Version/ and Safari/";
const CHROME_MOBILE: &str = "Mozilla/5.0 (Linux; Android 14; …) … Chrome/… Mobile Safari/537.36";
const WEB_VIEW: &str =
    "Mozilla/5.0 (Linux; Android …; wv) … Version/4.0 Chrome/… Mobile Safari/537.36";
const TELEVISION: &str = "Mozilla/5.0 (SMART-TV; … Tizen …), not verified";

const REGISTRY: &str = "device registry of Playwright 1.65";
const SAMSUNG: &str = "developer.samsung.com, resolution of applications";
const MAIL: &str = "layout widths of GOV.UK Notify's e-mail template";

const FREE: &[&str] = &["opens in the usual browser; nothing is held back"];
const IOS_SHEET: &[&str] = &[
    "opens by itself on joining; not while the phone stays on the same Wi-Fi",
    "no cookies after closing",
    "no new windows and no links to apps",
    "choosing a file, or another app, drops the network",
    "Done appears after a whole page has loaded",
];
const ANDROID_SIGN_IN: &[&str] = &[
    "opens from a notification",
    "only web, phone and text-message links; others show an error",
    "no file chooser",
    "closes once the internet works",
];
const MAC_WINDOW: &[&str] = &[
    "opens by itself",
    "cannot be resized",
    "no alerts and no new windows",
    "no cookies after closing",
];
const REMOTE_CONTROL: &[&str] =
    &["a remote control instead of a keyboard", "the edge may be cut off"];
const IMAGES_OFF: &[&str] = &["no script, no forms", "pictures are off until allowed"];

const FONTS: &str = "the device's own fonts and its sharpness";
const UNMEASURED: &str =
    "the device's own fonts and its sharpness; the height is not measured on a real phone";
const WINDOW_FONTS: &str = "the system's own fonts; the height of the window is typical, not fixed";
const DISTANCE: &str = "the distance of the sofa, the set's own fonts";
const PROGRAM: &str = "what each program changes in the message's styles beyond this";

const fn size(width: u32, height: u32) -> Size {
    Size { width, height }
}

const fn handheld(top: u32, bottom: u32) -> Surround {
    Surround::Handheld { top, bottom }
}

/// A phone with nothing drawn around it; entries say what is different.
const PHONE: Device = Device {
    id: "p1",
    name: "Small phone, 320 px",
    kind: FormFactor::Phone,
    screen: size(320, 568),
    page: size(320, 568),
    density: 2.0,
    surround: Surround::Bare,
    agent: SAFARI,
    source: REGISTRY,
    limits: FREE,
    not_shown: FONTS,
};
const TABLET: Device = Device { kind: FormFactor::Tablet, ..PHONE };
const COMPUTER: Device =
    Device { kind: FormFactor::Computer, density: 1.0, not_shown: WINDOW_FONTS, ..PHONE };
const SET: Device = Device {
    kind: FormFactor::Television,
    density: 1.0,
    agent: TELEVISION,
    source: SAMSUNG,
    limits: REMOTE_CONTROL,
    not_shown: DISTANCE,
    ..PHONE
};
const PROGRAM_WINDOW: Device = Device {
    kind: FormFactor::Mail,
    density: 1.0,
    surround: Surround::Mail(MailProgram::Faithful),
    agent: "",
    source: MAIL,
    limits: IMAGES_OFF,
    not_shown: PROGRAM,
    ..PHONE
};
const SHEET_OF_TEXT: Device = Device {
    id: "m4",
    name: "Mail as plain text, 65 columns",
    page: size(600, 700),
    surround: Surround::Text,
    limits: &["no links to press in some programs"],
    not_shown: "the program's own font",
    ..PROGRAM_WINDOW
};

/// Every device, in the order in which they are shown.
pub const DEVICES: [Device; 23] = [
    PHONE,
    Device {
        id: "p2",
        name: "iPhone SE",
        screen: size(375, 667),
        page: size(375, 667),
        surround: handheld(20, 0),
        ..PHONE
    },
    Device {
        id: "p3",
        name: "iPhone 16, browser",
        screen: size(393, 852),
        page: size(393, 659),
        density: 3.0,
        surround: handheld(159, 34),
        ..PHONE
    },
    Device {
        id: "p4",
        name: "iPhone 17, browser",
        screen: size(402, 874),
        page: size(402, 681),
        density: 3.0,
        surround: handheld(159, 34),
        ..PHONE
    },
    Device {
        id: "p5",
        name: "iPhone captive sheet",
        screen: size(393, 852),
        page: size(393, 690),
        density: 3.0,
        surround: Surround::CaptiveSheet,
        agent: SHEET,
        source: "Wireless Broadband Alliance, captive behaviour; litclock pull request 11",
        limits: IOS_SHEET,
        not_shown: UNMEASURED,
        ..PHONE
    },
    Device {
        id: "p6",
        name: "Pixel 9, browser",
        screen: size(360, 808),
        page: size(360, 732),
        density: 3.0,
        surround: handheld(76, 0),
        agent: CHROME_MOBILE,
        ..PHONE
    },
    Device {
        id: "p7",
        name: "Pixel 8, browser",
        screen: size(412, 915),
        page: size(412, 839),
        density: 2.625,
        surround: handheld(76, 0),
        agent: CHROME_MOBILE,
        ..PHONE
    },
    Device {
        id: "p8",
        name: "Galaxy S24, browser",
        screen: size(360, 780),
        page: size(360, 780),
        density: 3.0,
        surround: handheld(24, 0),
        agent: "Mozilla/5.0 (Linux; Android …; SM-S921…) … SamsungBrowser/… Mobile Safari/537.36",
        ..PHONE
    },
    Device {
        id: "p9",
        name: "Android sign-in screen",
        screen: size(412, 915),
        page: size(412, 811),
        density: 2.625,
        surround: Surround::SignInScreen,
        agent: WEB_VIEW,
        source: "Android's CaptivePortalLogin, as read in 2024",
        limits: ANDROID_SIGN_IN,
        not_shown: UNMEASURED,
        ..PHONE
    },
    Device {
        id: "t1",
        name: "iPad, 10.2 inches",
        screen: size(810, 1080),
        page: size(810, 1080),
        agent: "Mozilla/5.0 (iPad; …) … Safari/604.1",
        ..TABLET
    },
    Device {
        id: "t2",
        name: "iPad Air",
        screen: size(820, 1180),
        page: size(820, 1180),
        agent: "Mozilla/5.0 (iPad; …) … Safari/604.1",
        source: "Responsively, July 2026",
        ..TABLET
    },
    Device {
        id: "t3",
        name: "Galaxy Tab S9",
        screen: size(640, 1024),
        page: size(640, 1024),
        density: 2.5,
        agent: "Mozilla/5.0 (Linux; Android …; SM-X710) … Safari/537.36",
        ..TABLET
    },
    Device {
        id: "l1",
        name: "Laptop",
        screen: size(1366, 768),
        page: size(1366, 625),
        surround: Surround::Browser { top: 143 },
        agent: "Mozilla/5.0 (Windows NT 10.0; …), the usual browser",
        source: "common panel; Windows opens the usual browser",
        ..COMPUTER
    },
    Device {
        id: "l2",
        name: "Desktop, browser window",
        screen: size(1920, 1080),
        page: size(1280, 720),
        surround: Surround::Browser { top: 100 },
        agent: "Mozilla/5.0 (…) … Chrome/… Safari/537.36",
        ..COMPUTER
    },
    Device {
        id: "l3",
        name: "Mac captive window",
        screen: size(900, 572),
        page: size(900, 572),
        density: 2.0,
        surround: Surround::CaptiveWindow,
        agent: "Mozilla/5.0 (Macintosh; …) AppleWebKit/…, without Safari/",
        source: "Wireless Broadband Alliance, captive behaviour; alexmeub.com",
        limits: MAC_WINDOW,
        not_shown: "the system's own fonts and its sharpness",
        ..COMPUTER
    },
    Device {
        id: "v1",
        name: "Television, 1080 lines",
        screen: size(1920, 1080),
        page: size(960, 540),
        density: 2.0,
        surround: Surround::Television { edge_x: 48, edge_y: 27 },
        ..SET
    },
    Device {
        id: "v2",
        name: "Older television, 720 lines",
        screen: size(1280, 720),
        page: size(1280, 720),
        surround: Surround::Television { edge_x: 64, edge_y: 36 },
        ..SET
    },
    Device {
        id: "m1",
        name: "Mail on the web",
        screen: size(960, 800),
        page: size(600, 800),
        ..PROGRAM_WINDOW
    },
    Device {
        id: "m2",
        name: "Mail on a phone",
        screen: size(360, 808),
        page: size(360, 640),
        density: 3.0,
        surround: Surround::Mail(MailProgram::ForcesDark),
        limits: &["no script, no forms", "in the dark, the program turns the colours around"],
        ..PROGRAM_WINDOW
    },
    Device {
        id: "m3",
        name: "Mail on a desktop, reading pane",
        screen: size(1366, 768),
        page: size(640, 700),
        surround: Surround::Mail(MailProgram::LikeWord),
        limits: &["no script, no forms", "no rounded corners, no greatest width"],
        ..PROGRAM_WINDOW
    },
    SHEET_OF_TEXT,
    Device {
        id: "letter",
        name: "Letter, 80 columns",
        kind: FormFactor::Paper,
        page: size(720, 1018),
        source: "paper, 210 × 297 mm",
        limits: &["no links to press"],
        not_shown: "the letterhead and the envelope's window",
        ..SHEET_OF_TEXT
    },
    Device {
        id: "script",
        name: "Help desk's screen",
        kind: FormFactor::Paper,
        page: size(720, 640),
        source: "own choice",
        limits: &["the customer hears it and sees nothing"],
        not_shown: "the help desk's own program",
        ..SHEET_OF_TEXT
    },
];

#[cfg(test)]
mod tests {
    use content::Channel;

    use super::*;

    #[test]
    fn every_device_has_a_plain_name_of_its_own() {
        for (place, device) in DEVICES.iter().enumerate() {
            let first = DEVICES.iter().position(|other| other.id == device.id);
            assert_eq!(first, Some(place), "{}", device.id);
            let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
            assert!(device.id.bytes().all(plain), "{}", device.id);
        }
    }

    #[test]
    fn every_device_that_must_be_seen_exists() {
        for id in REQUIRED.iter().chain(&USUAL) {
            assert!(DEVICES.iter().any(|device| device.id == *id), "{id}");
        }
    }

    #[test]
    fn every_device_shows_exactly_one_channel() {
        for device in &DEVICES {
            let shown = Channel::ALL.iter().filter(|channel| device.target(**channel).is_some());
            assert_eq!(shown.count(), 1, "{}", device.id);
        }
    }

    #[test]
    fn what_is_drawn_around_a_page_is_what_the_screen_has_left() {
        for device in DEVICES.iter().filter(|device| device.page.height < device.screen.height) {
            let (top, bottom) = device.surround.heights();
            if device.kind == FormFactor::Phone {
                let drawn = device.page.height + top + bottom;
                assert_eq!(drawn, device.screen.height, "{}", device.id);
            }
        }
    }

    #[test]
    fn every_device_fits_a_narrow_screen() {
        for device in &DEVICES {
            let (_, narrow) = device.drawn_permille();
            assert!(device.page.width * narrow / 1000 <= 300, "{}", device.id);
        }
    }
}
