//! Names by which clients call themselves. Since 1996 every browser with windows calls itself
//! `Mozilla/` or `Opera/` and tells its platform in parentheses, and hardly a program does; so a
//! program is told by the shape of its name, and only those in a browser's clothes are listed.

/// What a `User-Agent` says about its client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Agent {
    /// A browser, a television, a console, or the sign-in screen of a phone.
    Browser,
    /// A browser that asks for pages with `*/*`, like its every other request.
    BrowserForAnything,
    /// A probe, a crawler, an app, a device, a library.
    Machine,
    /// A name with the shape of a program's that is not known as one.
    Unknown,
}

/// The probes by which Android finds a sign-in page, the same for all phones of their time.
const ANDROID_PROBES: [&str; 2] = ["Chrome/52.0.2743.82 Safari", "Chrome/60.0.3112.32 Safari"];

/// What stands in the names of programs that call themselves `Mozilla/`, in small letters: crawlers,
/// previews of links, checks of uptime, scanners, readers of feeds, and what builds on a library.
const DISGUISED: &[&str] = &[
    "+http",
    "about.ask.com",
    "adsbot",
    "aiohttp",
    "apache-http",
    "apis-google",
    "archive.org",
    "axios",
    "barracuda",
    "bingpreview",
    "microsoft bits",
    "bubing",
    "captivenetwork",
    "censys",
    "check_http",
    "checker",
    "cloudflare-",
    "commons-http",
    "crawl",
    "crkey",
    "curl/",
    "datadog",
    "deadlink",
    "duckassist",
    "embedly",
    "expanse",
    "externalhit",
    "facebookcatalog",
    "favicon",
    "feedfetch",
    "feedly",
    "feedburner",
    "fetcher",
    "genieo",
    "go-http",
    "google-",
    "googleother",
    "google page",
    "google web preview",
    "gtmetrix",
    "httpclient",
    "http_request",
    "httrack",
    "httpx",
    "ia_archiver",
    "imageproxy",
    "indexer",
    "inspect",
    "iframely",
    "java/",
    "lavf/",
    "libwww",
    "lighthouse",
    "linkcheck",
    "link preview",
    "linkpreview",
    "mailproxy",
    "masscan",
    "mediapartners",
    "meta-external",
    "metainspector",
    "microsoft office",
    "microsoft outlook",
    "microsoft-",
    "monitor",
    "ms web services",
    "ms frontpage",
    "msoffice",
    "ms-office",
    "ncsi",
    "netcraft",
    "newrelic",
    "nmap",
    "nutch",
    "okhttp",
    "oai-search",
    "pagespeed",
    "perplexity-",
    "phantomjs",
    "php/",
    "pingdom",
    "postman",
    "powershell",
    "prerender",
    "probe",
    "python",
    "qualys",
    "researchscan",
    "ruby/",
    "scanner",
    "scrapy",
    "search.marginalia",
    "shodan",
    "site24x7",
    "slurp",
    "snap url preview",
    "spider",
    "statuscake",
    "survey",
    "synthetic",
    "synapse",
    "trendictionbot",
    "uptime",
    "uripreview",
    "validator",
    "verification",
    "vkshare",
    "webdav",
    "websitepulse",
    "webthumb",
    "wget/",
    "winhttp",
    "win32; win",
    "wispr",
    "wordpress",
    "yahoo link",
    "yandex.com/bots",
    "zgrab",
];

/// Who may call itself compatible with Mozilla and is a browser.
const COMPATIBLE: [&str; 10] = [
    "msie",
    "konqueror",
    "opera",
    "u;",
    "ibrowse",
    "icab",
    "webtv",
    "aol",
    "netpositive",
    "voyager",
];

/// Browsers that have a name of their own, by its beginning, in small letters: text browsers, and
/// the phones of before 2010, which call themselves by their make.
const OWN_NAMES: &[&str] = &[
    "alcatel",
    "amaya",
    "benq-",
    "blackberry",
    "browsh",
    "chawan",
    "docomo/",
    "dorado",
    "edbrowse",
    "emacs-w3m",
    "eudoraweb",
    "galaxy/",
    "hotjava",
    "htc-",
    "htc_",
    "huawei-",
    "huawei/",
    "icab",
    "ibrowse",
    "j-phone",
    "kddi-",
    "lenovo-",
    "lg-",
    "lge-",
    "lynx",
    "micromax",
    "midori",
    "mot-",
    "motorola-",
    "ncsa_mosaic",
    "nec-",
    "netfront",
    "netscape",
    "netsurf",
    "nokia",
    "offbyone",
    "opera/",
    "opwv",
    "palmos",
    "panasonic-",
    "pantech",
    "portalmmm",
    "psp (",
    "qtek",
    "sagem",
    "samsung-",
    "sanyo",
    "sec-sgh",
    "sendo",
    "sharp-",
    "sie-",
    "softbank",
    "sonyericsson",
    "surf/",
    "telit",
    "uc browser",
    "ucweb",
    "up.browser",
    "uzbl",
    "vodafone/",
    "w3m",
    "xiino",
    "zte-",
    "zte/",
];

/// Those that ask with `*/*` for pages as well.
const FOR_ANYTHING: [&str; 4] = ["dillo/", "elinks", "links (", "retawq"];

/// What stands in the names of phones that are programs: their systems ask, nobody reads.
const OF_THE_SYSTEM: [&str; 8] =
    ["dalvik", "okhttp", "stagefright", "hiview", "push", "dlna", "upnp", "httpclient"];

impl Agent {
    pub(super) fn of(name: &str) -> Agent {
        let small = name.trim().to_ascii_lowercase();
        let starts = |names: &[&str]| names.iter().any(|name| small.starts_with(name));
        let has = |parts: &[&str]| parts.iter().any(|part| small.contains(part));
        match () {
            () if small.is_empty() || is_bot(&small) => Agent::Machine,
            () if small.starts_with("mozilla/") => of_mozilla(name, &small),
            () if starts(&FOR_ANYTHING) => Agent::BrowserForAnything,
            () if starts(OWN_NAMES) && !has(&OF_THE_SYSTEM) => Agent::Browser,
            () if has(DISGUISED) || has(&OF_THE_SYSTEM) => Agent::Machine,
            () => Agent::Unknown,
        }
    }
}

fn of_mozilla(name: &str, small: &str) -> Agent {
    let is_disguised = DISGUISED.iter().any(|part| small.contains(part));
    let is_probe = ANDROID_PROBES.iter().any(|probe| name.contains(probe));
    let is_compatible = |with: &str| COMPATIBLE.iter().any(|browser| with.starts_with(browser));
    match small.split_once("(compatible;").map(|(_, with)| with.trim_start()) {
        _ if is_disguised || is_probe || !small.contains('(') => Agent::Machine,
        Some(with) if !is_compatible(with) => Agent::Machine,
        Some(_) if small.contains("msie") => Agent::BrowserForAnything,
        _ => Agent::Browser,
    }
}

/// Whether a word ends in "bot", such as Googlebot; a make of phones ends so as well.
fn is_bot(small: &str) -> bool {
    let ends_word = |rest: &str| !rest.starts_with(|next: char| next.is_ascii_lowercase());
    small.match_indices("bot").any(|(place, bot)| {
        ends_word(&small[place + bot.len()..]) && !small[..place].ends_with("cu")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_on_a_line_in_the_garden_are_machines() {
        for name in MACHINES {
            assert!(matches!(Agent::of(name), Agent::Machine | Agent::Unknown), "{name}");
        }
    }

    #[test]
    fn screens_on_which_somebody_reads_are_browsers() {
        for name in PEOPLE {
            let agent = Agent::of(name);
            assert!(
                matches!(agent, Agent::Browser | Agent::BrowserForAnything),
                "{name}: {agent:?}"
            );
        }
    }

    const MACHINES: &[&str] = &[
        "",
        "AppleCoreMedia/1.0.0.21E236 (iPhone; U; CPU OS 17_4_1 like Mac OS X; en_gb)",
        "Apache-HttpClient/4.5.14 (Java/17.0.9)",
        "Avast Antivirus",
        "CaptiveNetworkSupport-443.0.3 wispr",
        "Clementine 1.4",
        "Dalvik/2.1.0 (Linux; U; Android 14; Pixel 8)",
        "Dart/3.3 (dart:io)",
        "Debian APT-HTTP/1.3 (2.6.1)",
        "ESP8266HTTPClient",
        "Go-http-client/1.1",
        "HUAWEI-HiView push",
        "HomeAssistant/2024.4.1 aiohttp/3.9.3 Python/3.12",
        "Java/17.0.9",
        "Kodi/20.5 (Linux; Android 11)",
        "Lavf/60.3.100",
        "Linux/3.10 UPnP/1.0 DLNADOC/1.50",
        "Microsoft BITS/7.8",
        "Microsoft NCSI",
        "Microsoft-CryptoAPI/10.0",
        "Microsoft-Delivery-Optimization/10.1",
        "Mozilla/4.0 (compatible; MSIE 6.0; MS Web Services Client Protocol 4.0.30319.42000)",
        "Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; Microsoft Outlook 16.0.17328)",
        "Mozilla/4.0 (compatible; Win32; WinHttp.WinHttpRequest.5)",
        "Mozilla/5.0",
        "Mozilla/5.0 (Windows NT; Windows NT 10.0; en-GB) WindowsPowerShell/5.1.19041.4170",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) \
         Chrome/60.0.3112.32 Safari/537.36",
        "Mozilla/5.0 (compatible; GPTBot/1.2; +https://openai.com/gptbot)",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
        "Mozilla/5.0 (compatible; Nmap Scripting Engine; https://nmap.org/book/nse.html)",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) \
         Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0",
        "Mozilla/5.0 (X11; Linux armv7l) AppleWebKit/537.36 (KHTML, like Gecko) \
         Chrome/90.0.4430.225 Safari/537.36 CrKey/1.56.500000",
        "Mozilla/5.0 (compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
        "Mozilla/5.0 zgrab/0.x",
        "NetworkManager/1.46.0",
        "PostmanRuntime/7.37.0",
        "Roku/DVP-13.0 (13.0.0.4052-88)",
        "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
        "SkypeUriPreview Preview/0.5",
        "Spotify/8.9.30 Android/34 (SM-S921B)",
        "Steam/1.0 (Valve/Steam HTTP Client 1.0)",
        "TelegramBot (like TwitterBot)",
        "Transmission/4.0.5",
        "Tuya_IoT_SDK",
        "Uptime-Kuma/1.23.11",
        "VLC/3.0.20 LibVLC/3.0.20",
        "Wget/1.21.4",
        "WhatsApp/2.24.6.77 A",
        "Windows-Update-Agent/10.0.10011.16384 Client-Protocol/2.50",
        "Xbox/1.0",
        "axios/1.6.8",
        "check_http/v2.4.5 (monitoring-plugins 2.4.5)",
        "com.apple.trustd/3.0",
        "curl/8.7.1",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "git/2.43.0",
        "libwww-perl/6.72",
        "node-fetch",
        "okhttp/4.12.0",
        "python-requests/2.31.0",
        "stagefright/1.2 (Linux;Android 9)",
        "trustd (unknown version) CFNetwork/1494.0.7 Darwin/23.4.0",
        "wifistub",
    ];

    const PEOPLE: &[&str] = &[
        "BlackBerry9700/5.0.0.862 Profile/MIDP-2.1 Configuration/CLDC-1.1 VendorID/331",
        "ELinks/0.13 (textmode; Linux 6.1; 80x24-2)",
        "Links (2.29; Linux 6.1 x86_64; GNU C 12.2; text)",
        "Lynx/2.9.0dev.12 libwww-FM/2.14 SSL-MM/1.4.1 GNUTLS/3.7.8",
        "Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0)",
        "Mozilla/5.0 (Android 13; Mobile; rv:124.0) Gecko/124.0 Firefox/124.0",
        "Mozilla/5.0 (Linux; Android 10; CUBOT_NOTE_20) AppleWebKit/537.36 (KHTML, like Gecko) \
         Chrome/122.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) \
         Version/4.0 Chrome/129.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Linux; Android 9; KFMAWI) AppleWebKit/537.36 (KHTML, like Gecko) Silk/120.4.1 \
         like Chrome/120.0.6099.194 Safari/537.36",
        "Mozilla/5.0 (Linux; U; Android 4.0.3; de-de) AppleWebKit/534.30 (KHTML, like Gecko) \
         Version/4.0 Mobile Safari/534.30",
        "Mozilla/5.0 (Nintendo 3DS; U; ; en) Version/1.7639.EU",
        "Mozilla/5.0 (Nintendo Switch; WifiWebAuthApplet) AppleWebKit/606.4 (KHTML, like Gecko) \
         NF/6.0.1.16.10 NintendoBrowser/5.1.0.20923",
        "Mozilla/5.0 (PLAYSTATION 3 4.90) AppleWebKit/531.22.8 (KHTML, like Gecko)",
        "Mozilla/5.0 (PlayStation; PlayStation 5/8.00) AppleWebKit/605.1.15 (KHTML, like Gecko)",
        "Mozilla/5.0 (SMART-TV; LINUX; Tizen 6.5) AppleWebKit/537.36 (KHTML, like Gecko) \
         85.0.4183.93/6.5 TV Safari/537.36",
        "Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) \
         Chrome/94.0.4606.128 Safari/537.36 WebAppManager",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; Xbox; Xbox One) AppleWebKit/537.36 (KHTML, like \
         Gecko) Chrome/122.0.0.0 Safari/537.36 Edge/44.18363.8131",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) \
         HeadlessChrome/141.0.0.0 Safari/537.36",
        "Mozilla/5.0 (X11; U; Linux armv7l like Android; en-us) AppleWebKit/531.2+ (KHTML, like \
         Gecko) Version/5.0 Safari/533.2+ Kindle/3.0+",
        "Mozilla/5.0 (compatible; Konqueror/4.14; Linux) KHTML/4.14.38 (like Gecko)",
        "Mozilla/5.0 (compatible; MSIE 10.0; Windows Phone 8.0; Trident/6.0; IEMobile/10.0; NOKIA)",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like \
         Gecko) Mobile/15E148 Instagram 323.0.0.27.85 (iPhone14,5; iOS 17_4; nl_NL)",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like \
         Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/455.0.0.45.109;FBDV/iPhone14,5;FBLC/nl_NL]",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, \
         like Gecko) Mobile/15E148",
        "NetSurf/3.11 (Linux)",
        "Nokia6230/2.0 (04.44) Profile/MIDP-2.0 Configuration/CLDC-1.1",
        "Opera/9.80 (J2ME/MIDP; Opera Mini/9.80/191.308; U; nl) Presto/2.5.25 Version/10.54",
        "SAMSUNG-GT-S5230/S523MXEJH1 SHP/VPP/R5 Jasmine/1.0 Nextreaming SMM-MMS/1.2.0",
        "SonyEricssonK800i/R8BF Browser/NetFront/3.3 Profile/MIDP-2.0 Configuration/CLDC-1.1",
        "w3m/0.5.3+git20230121",
    ];
}
