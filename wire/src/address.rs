//! Every address, once: the server mounts the template, the browser fills it in.

use std::fmt::Display;

/// A path with placeholders in braces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address(&'static str);

impl Address {
    /// The template that the server mounts.
    pub const fn route(&self) -> &'static str {
        self.0
    }

    /// The path that the browser calls: each placeholder replaced, in order, by a part.
    ///
    /// Parts are names, numbers, tokens and hashes, whose characters need no escaping in a path.
    pub fn to(&self, parts: &[&dyn Display]) -> String {
        let mut parts = parts.iter();
        let fill = |segment: &str| match segment.starts_with('{') {
            true => parts.next().map(ToString::to_string).unwrap_or_default(),
            false => segment.to_owned(),
        };
        self.0.split('/').map(fill).collect::<Vec<_>>().join("/")
    }
}

macro_rules! addresses {
    ($($(#[$doc:meta])* $name:ident = $path:literal;)*) => {
        $($(#[$doc])* pub const $name: Address = Address($path);)*

        /// The whole table: the name of the constant and its address.
        pub const ALL: &[(&str, Address)] = &[$((stringify!($name), $name)),*];
    };
}

addresses! {
    /// What the server is and what time it takes it to be. GET: [`crate::status::Status`].
    STATUS = "/api/v1/status";
    /// Moves the test clock; exists only when the server was started with one. PUT.
    TEST_CLOCK = "/api/v1/test-clock";
    /// The description of this interface in OpenAPI 3.1. GET.
    OPENAPI = "/api/v1/openapi.json";
    /// The brand. GET: [`content::Brand`].
    BRAND = "/api/v1/brand";
    /// All messages with their documents. GET: page of [`crate::message::MessageSummary`].
    MESSAGES = "/api/v1/messages";
    /// A message as a zip archive of its files. GET.
    MESSAGE_EXPORT = "/api/v1/messages/{message}/export";
    /// Takes such an archive back: `?overwrite=true`, `?brand=false`. POST:
    /// [`crate::package::ImportAnswer`].
    MESSAGE_IMPORT = "/api/v1/messages/import";
    /// One document. GET: [`crate::message::Document`]; PUT with If-Match or If-None-Match: *.
    DOCUMENT = "/api/v1/messages/{message}/{variant}/{channel}/{locale}";
    /// Opens the garden page of a document for staff, recording nothing. POST:
    /// [`crate::preview::Preview`].
    PREVIEWS = "/api/v1/previews";
    /// The revisions of a document. GET: page of [`crate::review::RevisionSummary`].
    DOCUMENT_REVISIONS = "/api/v1/messages/{message}/{variant}/{channel}/{locale}/revisions";
    /// Freezes the text for review and locks it. POST with If-Match.
    DOCUMENT_SUBMIT = "/api/v1/messages/{message}/{variant}/{channel}/{locale}/submit";
    /// Approves the revision in review. POST.
    DOCUMENT_APPROVE = "/api/v1/messages/{message}/{variant}/{channel}/{locale}/approve";
    /// Sends the revision in review back to its author. POST.
    DOCUMENT_REQUEST_CHANGES =
        "/api/v1/messages/{message}/{variant}/{channel}/{locale}/request-changes";
    /// A frozen revision. GET: [`crate::message::Revision`].
    REVISION = "/api/v1/revisions/{hash}";
    /// The hashes of the starter library as the server renders it. GET:
    /// [`crate::message::Renderings`].
    RENDERINGS = "/api/v1/renderings";
    /// All trials. GET: page of [`crate::trials::TrialView`]; POST a plan.
    TRIALS = "/api/v1/trials";
    /// One trial. GET: [`crate::trials::TrialView`].
    TRIAL = "/api/v1/trials/{trial}";
    /// The plan of a trial. PUT with If-Match.
    PLAN = "/api/v1/trials/{trial}/plan";
    /// Starts a trial. POST.
    TRIAL_START = "/api/v1/trials/{trial}/start";
    /// Stops a trial, with a reason. POST.
    TRIAL_STOP = "/api/v1/trials/{trial}/stop";
    /// Whether the assignment is what the seed draws. GET: [`crate::audit::AssignmentAudit`].
    TRIAL_AUDIT = "/api/v1/trials/{trial}/audit";
    /// The report. GET: [`trial::report::Report`].
    REPORT = "/api/v1/trials/{trial}/report";
    /// The report as server-sent events: the whole of it, each time something has changed. GET.
    LIVE = "/api/v1/trials/{trial}/live";
    /// The reports of several trials as one stream of server-sent events: `?trial=a&trial=b`. GET.
    LIVE_REPORTS = "/api/v1/live";
    /// Enrols a subject. POST.
    ENROLMENTS = "/api/v1/trials/{trial}/enrolments";
    /// Finds subjects: `?case_code=`, `?trial=`. GET: page of [`crate::subject::SubjectSummary`].
    SUBJECTS = "/api/v1/subjects";
    /// One subject. GET: [`crate::subject::SubjectView`].
    SUBJECT = "/api/v1/subjects/{subject}";
    /// Accepts sightings. POST a batch.
    SIGHTINGS = "/api/v1/sightings";
    /// Feeds and sources that ever reported a day. GET: page of [`crate::feed::ReportingFeed`].
    FEEDS = "/api/v1/feeds";
    /// Accepts coverage days. POST a batch.
    COVERAGE = "/api/v1/coverage";
    /// Accepts quarantine events. POST a batch.
    QUARANTINE_EVENTS = "/api/v1/quarantine-events";
    /// Lines that were seen infected and are not in the trial. POST a batch.
    TRIAL_INELIGIBLE = "/api/v1/trials/{trial}/ineligible";
    /// Accepts ends of follow-up. POST a batch.
    FOLLOW_UP_ENDS = "/api/v1/follow-up-ends";
    /// Accepts answers to the survey. POST a batch.
    SURVEY_ANSWERS = "/api/v1/survey-answers";
    /// What became of notices.
    NOTICE_RECEIPTS = "/api/v1/notice-receipts";
    /// Contacts. GET: page of [`crate::contact::ContactView`], `?handled=`; POST a batch.
    CONTACTS = "/api/v1/contacts";
    /// What a contact was about. PUT.
    CONTACT_CODES = "/api/v1/contacts/{contact}/codes";
    /// Marks a contact as handled: its text is deleted. POST.
    CONTACT_HANDLED = "/api/v1/contacts/{contact}/handled";
    /// Entries of batches that count for nobody. GET: page of [`crate::batch::KeptAside`].
    SET_ASIDE = "/api/v1/set-aside";
    /// Releases that subjects asked for. GET: page of [`crate::contact::Release`],
    /// `?acknowledged=false`. Those of subjects who are made up only with `?simulated=true`.
    RELEASES = "/api/v1/releases";
    /// The quarantine system says that it has taken a release over. POST.
    RELEASE_ACKNOWLEDGED = "/api/v1/releases/{release}/acknowledged";
    /// The subject's page, on the garden listener. GET.
    GARDEN_PAGE = "/g/{token}";
    /// The help form, on the garden listener. POST, and GET what is shown after it.
    GARDEN_HELP = "/g/{token}/help";
    /// The release form, on the garden listener. POST, and GET what is shown after it.
    GARDEN_RELEASE = "/g/{token}/release";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled_in_order() {
        assert_eq!(
            DOCUMENT.to(&[&"iot-infection", &"improved", &"garden", &"en"]),
            "/api/v1/messages/iot-infection/improved/garden/en"
        );
        assert_eq!(TRIALS.to(&[]), "/api/v1/trials");
    }

    #[test]
    fn the_table_of_addresses_is_as_published() {
        let table: Vec<_> = ALL.iter().map(|(name, a)| format!("{name} {}", a.route())).collect();
        insta::assert_snapshot!(table.join("\n"));
    }
}
