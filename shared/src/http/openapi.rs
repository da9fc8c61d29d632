//! The OpenAPI document: each function describes its own routes, and what all routes share is added in one place.

use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        Components, ComponentsBuilder, ContentBuilder, Info, InfoBuilder, License, ObjectBuilder,
        OpenApi, OpenApiBuilder, PathItem, Ref, RefOr, Response, ResponseBuilder,
        path::Operation,
        schema::{Schema, Type},
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};

use super::{FieldProblem, ProblemBody};

/// The name of the security scheme: `security(("bearer" = []))` on a handler says that it needs a token.
pub const BEARER: &str = "bearer";

const PROBLEM_JSON: &str = "application/problem+json";

/// Problems that many routes share: status, name among the components, description.
const SHARED: &[(&str, &str, &str)] = &[
    ("400", "Malformed", "The body cannot be read."),
    ("401", "Unauthenticated", "No valid access token."),
    ("413", "PayloadTooLarge", "The body is too large."),
    (
        "415",
        "UnsupportedMediaType",
        "The body is of another type.",
    ),
    (
        "422",
        "ValidationFailed",
        "Fields break rules: see `errors`.",
    ),
    (
        "429",
        "RateLimited",
        "Too many requests: see `Retry-After`.",
    ),
    ("default", "Problem", "Anything else: see `code`."),
];

/// The schema of every identifier.
pub(crate) fn ulid_schema() -> Schema {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .pattern(Some("^[0-7][0-9A-HJKMNP-TV-Z]{25}$"))
        .description(Some("A ULID: sorted by the time of its making."))
        .examples(["01JD7Z3C9GQ2V5N8W4T6XKRB1M"])
        .build()
        .into()
}

/// One document of many, with what every route shares: the token, and the problems that any request can meet.
pub fn merge(documents: Vec<OpenApi>) -> OpenApi {
    let mut whole = OpenApiBuilder::new()
        .info(info())
        .components(Some(components()))
        .build();
    for document in documents {
        whole.merge(document);
    }
    whole.info = info();
    whole.servers = None;
    for item in whole.paths.paths.values_mut() {
        operations(item).for_each(share_problems);
    }
    whole
}

fn info() -> Info {
    InfoBuilder::new()
        .title("Nazar")
        .version("1")
        .description(Some(
            "Look at a picture, and tell a person something they can trust.",
        ))
        .license(Some(License::new("MIT OR Apache-2.0")))
        .build()
}

fn components() -> Components {
    SHARED
        .iter()
        .fold(
            ComponentsBuilder::new(),
            |components, (_, name, description)| components.response(*name, problem(description)),
        )
        .schema(ProblemBody::name(), ProblemBody::schema())
        .schema(FieldProblem::name(), FieldProblem::schema())
        .security_scheme(BEARER, bearer())
        .build()
}

fn bearer() -> SecurityScheme {
    SecurityScheme::Http(
        HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .bearer_format("JWT")
            .build(),
    )
}

fn problem(description: &str) -> Response {
    let content = ContentBuilder::new()
        .schema(Some(Ref::from_schema_name(ProblemBody::name())))
        .build();
    ResponseBuilder::new()
        .description(description)
        .content(PROBLEM_JSON, content)
        .build()
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    let all = [
        &mut item.get,
        &mut item.put,
        &mut item.post,
        &mut item.delete,
        &mut item.patch,
    ];
    all.into_iter().flatten()
}

/// Adds the shared problems that an operation can meet and does not describe itself.
fn share_problems(operation: &mut Operation) {
    let has_body = operation.request_body.is_some();
    let has_token = operation.security.is_some();
    for (status, name, _) in SHARED {
        let met = match *status {
            "400" | "413" | "415" | "422" => has_body,
            "401" => has_token,
            _ => true,
        };
        if met {
            let reference = RefOr::Ref(Ref::from_response_name(*name));
            operation
                .responses
                .responses
                .entry((*status).to_owned())
                .or_insert(reference);
        }
    }
}

#[cfg(test)]
mod tests {
    use utoipa::openapi::{
        HttpMethod, PathsBuilder, path::OperationBuilder, request_body::RequestBody,
        security::SecurityRequirement,
    };

    use super::*;

    fn document(path: &str, operation: OperationBuilder) -> OpenApi {
        let item = PathItem::new(HttpMethod::Post, operation);
        OpenApiBuilder::new()
            .paths(PathsBuilder::new().path(path, item))
            .build()
    }

    fn statuses(whole: &OpenApi, path: &str) -> Vec<String> {
        whole.paths.paths[path]
            .post
            .as_ref()
            .unwrap()
            .responses
            .responses
            .keys()
            .cloned()
            .collect()
    }

    #[test]
    fn documents_become_one_with_shared_problems() {
        let needs_token =
            OperationBuilder::new()
                .security(SecurityRequirement::new::<_, [&str; 0], _>(BEARER, []));
        let takes_body = OperationBuilder::new().request_body(Some(RequestBody::new()));
        let whole = merge(vec![
            document("/a", needs_token),
            document("/b", takes_body),
        ]);
        assert_eq!(statuses(&whole, "/a"), ["401", "429", "default"]);
        assert_eq!(
            statuses(&whole, "/b"),
            ["400", "413", "415", "422", "429", "default"]
        );
    }

    #[test]
    fn every_reference_to_a_problem_can_be_followed() {
        let whole = merge(Vec::new());
        let json = serde_json::to_value(&whole).unwrap();
        for (_, name, _) in SHARED {
            let response = &json["components"]["responses"][name];
            let schema = response["content"][PROBLEM_JSON]["schema"]["$ref"]
                .as_str()
                .unwrap();
            assert!(
                json.pointer(schema.trim_start_matches('#')).is_some(),
                "{schema}"
            );
        }
        assert_eq!(json["openapi"], "3.1.0");
        assert_eq!(
            json["components"]["securitySchemes"][BEARER]["scheme"],
            "bearer"
        );
    }
}
