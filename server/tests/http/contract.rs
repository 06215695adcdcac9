//! The published description as a contract: every request and answer of these tests is held to it.
//! What it allows is never refused for its shape, what it forbids is never taken, and each answer has
//! a status, a media type and a body that it names.

use std::sync::LazyLock;

use serde_json::Value;

use super::Answer;
use super::schema::{fault, resolved};

/// The description, as the server publishes it.
pub static DESCRIPTION: LazyLock<Value> =
    LazyLock::new(|| server::staff::description("http://garden.test").unwrap());

/// One call of an operation of the staff side.
pub struct Call<'a> {
    /// Such as `post`.
    pub method: &'a str,
    /// With its query.
    pub path: &'a str,
    /// A body that is JSON.
    pub body: Option<&'a Value>,
}

impl Call<'_> {
    /// Fails the test where the call and its answer contradict the description. An address that the
    /// description does not name says nothing.
    #[track_caller]
    pub fn check(&self, answer: &Answer) {
        let path = self.path.split('?').next().unwrap_or_default();
        let Some((template, operation)) = operation(self.method, path) else { return };
        let call = format!("{} {} {:?}", self.method, self.path, self.body.map(Value::to_string));
        check_answer(operation, answer, &call);
        match self.fault(template, operation) {
            Some(fault) => assert!(answer.status >= 400, "{call} was taken although {fault}"),
            None => assert!(
                !matches!(answer.status, 400 | 415),
                "{call} is allowed and was refused: {}",
                answer.text
            ),
        }
    }

    /// What the description has against the call, if anything.
    fn fault(&self, template: &str, operation: &Value) -> Option<String> {
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        let in_address = parameters.filter_map(|parameter| {
            let name = parameter["name"].as_str()?;
            let given = match parameter["in"].as_str()? {
                "path" => part(template, self.path, name)?,
                "query" => query(self.path, name)?,
                _ => return None,
            };
            fault(&DESCRIPTION, &parameter["schema"], &read(&parameter["schema"], &given))
        });
        let content = &operation["requestBody"]["content"];
        let of_body = self.body.filter(|_| content.is_object()).and_then(|body| {
            match content.get("application/json") {
                Some(json) => fault(&DESCRIPTION, &json["schema"], body),
                None => Some("JSON is not taken here".to_owned()),
            }
        });
        in_address.chain(of_body).next().or_else(|| unknown_query(operation, self.path))
    }
}

/// The template and the operation of a path; one without placeholders goes before one with them.
fn operation(method: &str, path: &str) -> Option<(&'static str, &'static Value)> {
    let paths = DESCRIPTION["paths"].as_object()?;
    let mut fitting: Vec<_> = paths.iter().filter(|(template, _)| fits(template, path)).collect();
    fitting.sort_by_key(|(template, _)| template.matches('{').count());
    let (template, item) = fitting.first()?;
    Some((template.as_str(), item.get(method)?))
}

fn fits(template: &str, path: &str) -> bool {
    let (parts, given): (Vec<_>, Vec<_>) =
        (template.split('/').collect(), path.split('/').collect());
    parts.len() == given.len()
        && parts.iter().zip(given).all(|(part, given)| part.starts_with('{') || *part == given)
}

fn part(template: &str, path: &str, name: &str) -> Option<String> {
    let path = path.split('?').next()?;
    let place = template.split('/').position(|part| part == format!("{{{name}}}"))?;
    path.split('/').nth(place).map(str::to_owned)
}

fn query(path: &str, name: &str) -> Option<String> {
    let (_, query) = path.split_once('?')?;
    let mut fields = form_urlencoded::parse(query.as_bytes());
    fields.find_map(|(key, value)| (key == name).then(|| value.into_owned()))
}

/// An address that names query parameters takes no others.
fn unknown_query(operation: &Value, path: &str) -> Option<String> {
    let parameters = operation["parameters"].as_array().into_iter().flatten();
    let in_query = parameters.filter(|parameter| parameter["in"] == "query");
    let names: Vec<_> = in_query.filter_map(|parameter| parameter["name"].as_str()).collect();
    let (_, query) = path.split_once('?').filter(|_| !names.is_empty())?;
    let mut given = form_urlencoded::parse(query.as_bytes());
    let unknown = given.find(|(name, _)| !names.contains(&name.as_ref()));
    unknown.map(|(name, _)| format!("{name} is no parameter"))
}

/// A parameter as the JSON value that its schema is about.
fn read(schema: &Value, text: &str) -> Value {
    let schema = resolved(&DESCRIPTION, schema);
    match schema["type"].as_str() {
        Some("integer" | "boolean") => serde_json::from_str(text).unwrap_or(text.into()),
        _ => text.into(),
    }
}

#[track_caller]
fn check_answer(operation: &Value, answer: &Answer, call: &str) {
    let response = &operation["responses"][answer.status.to_string()];
    assert!(response.is_object(), "{call}: {} is not described", answer.status);
    let Some(content) = response["content"].as_object() else {
        assert_eq!(answer.text, "", "{call}: a body is not described");
        return;
    };
    let kind = answer.header("content-type").split(';').next().unwrap_or_default();
    let described = content.get(kind);
    let described = described.unwrap_or_else(|| panic!("{call}: {kind:?} is not described"));
    if kind.ends_with("json") {
        let fault = fault(&DESCRIPTION, &described["schema"], &answer.json());
        assert_eq!(fault, None, "{call} was answered with {}", answer.text);
    }
    for (name, header) in response["headers"].as_object().into_iter().flatten() {
        let given = answer.header(&name.to_lowercase());
        let fault = fault(&DESCRIPTION, &header["schema"], &read(&header["schema"], given));
        assert_eq!(fault, None, "{call}: header {name}");
    }
}
