//! Permissions: what a function is given it may use, and nothing beyond.
//!
//! `local` asks for no permission, so a missing one would first show in AWS: each table, bucket and queue in a
//! function's environment must stand in its role too, and the other way round.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::{
    mutation::{assert_clean, assert_reports},
    template::{Template, list, target},
};

/// The only allowed `*`: X-Ray knows no resource for the two actions of this policy.
const ANY_RESOURCE: &str = "TracingPolicy";
/// The only role that may touch private keys.
const KEY_HOLDER: &str = "AccountsRole";
/// The only roles that ask providers outside, and the partitions of these providers' keys.
const ASK_PROVIDERS: [(&str, &[&str]); 2] = [
    (
        "AssistantRole",
        &["PROVIDER#chat", "PROVIDER#transcription"],
    ),
    ("CalligraphyRole", &["PROVIDER#gemini"]),
];

/// The only roles that touch the key which signs push messages, and the secret by which packs are counted: the partitions, and
/// what each role may do there.
const OTHER_SECRETS: [(&str, &[&str], &[&str]); 4] = [
    ("EngagementRole", &["VAPID-PUBLIC"], &["dynamodb:GetItem"]),
    (
        "RemindersRole",
        &["VAPID-PRIVATE", "VAPID-PUBLIC"],
        &["dynamodb:GetItem", "dynamodb:PutItem"],
    ),
    (
        "ScansRole",
        &["PACKS"],
        &["dynamodb:GetItem", "dynamodb:PutItem"],
    ),
    (
        "PillWorkerRole",
        &["PACKS"],
        &["dynamodb:GetItem", "dynamodb:PutItem"],
    ),
];

const TAKE_MESSAGES: &[&str] = &[
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
    "sqs:ReceiveMessage",
];

fn statements(resource: &Value) -> Vec<&Value> {
    let properties = &resource["Properties"];
    let inline = list(&properties["Policies"])
        .iter()
        .map(|policy| &policy["PolicyDocument"]);
    let documents = inline.chain(std::iter::once(&properties["PolicyDocument"]));
    documents
        .flat_map(|document| list(&document["Statement"]))
        .collect()
}

fn actions(statement: &Value) -> Vec<&str> {
    list(&statement["Action"])
        .iter()
        .filter_map(Value::as_str)
        .collect()
}

fn wildcards(template: &Template) -> Vec<String> {
    let mut found = Vec::new();
    let all = template.root["Resources"].as_object().into_iter().flatten();
    for (id, resource) in all {
        // A denial may be as wide as it likes.
        for statement in statements(resource)
            .into_iter()
            .filter(|one| one["Effect"] != "Deny")
        {
            if statement["Principal"] == "*" {
                found.push(format!("{id}: allows everybody"));
            }
            if actions(statement).is_empty()
                || actions(statement).iter().any(|action| action.contains('*'))
            {
                found.push(format!("{id}: allows actions {}", statement["Action"]));
            }
            for scope in list(&statement["Resource"]) {
                if wide(scope) && id != ANY_RESOURCE {
                    found.push(format!("{id}: allows resource {scope}"));
                }
            }
        }
        if list(&resource["Properties"]["ManagedPolicyArns"])
            .iter()
            .any(Value::is_string)
        {
            found.push(format!("{id}: takes a policy that AWS may widen"));
        }
    }
    found
}

/// Whether a resource is not one of the template's own, or is a whole bucket.
fn wide(scope: &Value) -> bool {
    match scope["Fn::Sub"].as_str() {
        Some(path) => path.ends_with("}/*") || path.trim_end_matches("/*").contains('*'),
        None => target(scope).is_none(),
    }
}

fn roles(template: &Template) -> Vec<String> {
    let mut found = Vec::new();
    for (id, function) in template.functions() {
        let role = id.replace("Function", "Role");
        if target(&function["Properties"]["Role"]) != Some(&role) {
            found.push(format!("{id}: does not have a role of its own"));
        }
        let role = template.resource(&role);
        let granted: BTreeSet<&str> = statements(role)
            .iter()
            .flat_map(|statement| list(&statement["Resource"]))
            .filter_map(target)
            // Addresses that letters come from are no part of the template.
            .filter(|id| template.resource(id).is_object())
            .collect();
        let mut needed: BTreeSet<&str> = BTreeSet::new();
        let variables = function["Properties"]["Environment"]["Variables"].as_object();
        needed.extend(
            variables
                .into_iter()
                .flatten()
                .filter_map(|(_, value)| target(value))
                // A parameter is text, and nothing to be allowed.
                .filter(|id| template.resource(id).is_object()),
        );
        needed.extend(target(&function["Properties"]["LoggingConfig"]["LogGroup"]));
        for event in template
            .events("SQS")
            .iter()
            .filter(|event| event.function == id)
        {
            let Some(queue) = target(&event.properties["Queue"]) else {
                continue;
            };
            needed.insert(queue);
            if !may(role, queue, TAKE_MESSAGES) {
                found.push(format!("{id}: may not take the messages of {queue}"));
            }
        }
        for missing in needed.difference(&granted) {
            found.push(format!("{id}: is given {missing} but may not use it"));
        }
        for extra in granted.difference(&needed) {
            found.push(format!("{id}: may use {extra} but is not given it"));
        }
    }
    found
}

fn may(role: &Value, resource: &str, wanted: &[&str]) -> bool {
    wanted.iter().all(|action| {
        statements(role).iter().any(|statement| {
            actions(statement).contains(action)
                && list(&statement["Resource"])
                    .iter()
                    .any(|scope| target(scope) == Some(resource))
        })
    })
}

fn keys(template: &Template) -> Vec<String> {
    let mut found = Vec::new();
    for (id, role) in template.resources("AWS::IAM::Role") {
        for statement in statements(role) {
            let mut scopes = list(&statement["Resource"]).iter().filter_map(target);
            // To describe the table shows no key.
            if id == KEY_HOLDER
                || !scopes.any(|scope| scope == "KeysTable")
                || actions(statement) == ["dynamodb:DescribeTable"]
            {
                continue;
            }
            let partition =
                &statement["Condition"]["ForAllValues:StringEquals"]["dynamodb:LeadingKeys"];
            let mut asked = ASK_PROVIDERS.iter();
            let providers = asked.any(|(role, keys)| id == *role && partition == &json!(keys));
            let secrets = OTHER_SECRETS
                .iter()
                .find(|(role, keys, _)| id == *role && partition == &json!(keys));
            if partition != &json!(["PUBLIC"]) && !providers && secrets.is_none() {
                found.push(format!("{id}: may read private keys"));
            }
            let allowed: &[&str] = match secrets {
                Some((_, _, allowed)) => allowed,
                None if providers => &["dynamodb:GetItem"],
                None => &["dynamodb:GetItem", "dynamodb:Query"],
            };
            if actions(statement)
                .iter()
                .any(|action| !allowed.contains(action))
            {
                found.push(format!("{id}: may do more than read keys"));
            }
        }
    }
    found
}

#[test]
fn permissions_are_narrow_and_enough() {
    assert_clean(wildcards);
    assert_clean(roles);
    assert_clean(keys);
}

#[test]
fn a_wide_permission_is_reported() {
    let first = "/Resources/UploadsRole/Properties/Policies/0/PolicyDocument/Statement/1";
    let cases: [(String, Value, &str); 6] = [
        (
            format!("{first}/Action"),
            json!(["dynamodb:*"]),
            "allows actions",
        ),
        (format!("{first}/Action"), json!(null), "allows actions"),
        (format!("{first}/Resource"), json!("*"), "allows resource"),
        (
            format!("{first}/Resource"),
            json!({"Fn::Sub": "${MediaBucket.Arn}/*"}),
            "allows resource",
        ),
        (
            "/Resources/UploadsRole/Properties/ManagedPolicyArns/0".to_owned(),
            json!("arn:aws:iam::aws:policy/AmazonS3FullAccess"),
            "AWS may widen",
        ),
        (
            "/Resources/UploadQueuePolicy/Properties/PolicyDocument/Statement/0/Principal"
                .to_owned(),
            json!("*"),
            "allows everybody",
        ),
    ];
    for (pointer, value, part) in cases {
        assert_reports(wildcards, &pointer, value, part);
    }
}

#[test]
fn a_missing_or_useless_permission_is_reported() {
    let role = "/Resources/SimilarityWorkerRole/Properties/Policies/0/PolicyDocument/Statement";
    let cases = [
        (
            format!("{role}/0"),
            json!({}),
            "is given SimilarityWorkerLogs but may not",
        ),
        (
            format!("{role}/1/Resource"),
            json!([]),
            "is given HistoryTable but may not",
        ),
        (
            format!("{role}/1/Resource"),
            json!([{"Fn::GetAtt": ["HistoryTable", "Arn"]}, {"Fn::GetAtt": ["KeysTable", "Arn"]}]),
            "may use KeysTable but is not given",
        ),
        (
            format!("{role}/4/Action"),
            json!(["sqs:ReceiveMessage"]),
            "may not take the messages",
        ),
        (
            "/Resources/SimilarityWorkerFunction/Properties/Role/Fn::GetAtt/0".to_owned(),
            json!("AccountsRole"),
            "role of its own",
        ),
    ];
    for (pointer, value, part) in cases {
        assert_reports(roles, &pointer, value, part);
    }
}

#[test]
fn access_to_private_keys_is_reported() {
    let statement = "/Resources/UploadsRole/Properties/Policies/0/PolicyDocument/Statement/3";
    assert_reports(
        keys,
        &format!("{statement}/Condition"),
        json!(null),
        "private keys",
    );
    assert_reports(
        keys,
        &format!("{statement}/Action/0"),
        json!("dynamodb:PutItem"),
        "more than",
    );
    assert_reports(
        keys,
        &format!("{statement}/Condition/ForAllValues:StringEquals/dynamodb:LeadingKeys"),
        json!(["PROVIDER#gemini"]),
        "private keys",
    );
}
