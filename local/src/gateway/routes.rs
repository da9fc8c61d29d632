//! Which route answers a request.
//!
//! The order is that of
//! <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html>: a full match before a
//! greedy one, a greedy one before `$default`; of several, the most specific path; at the same path, the method itself
//! before `ANY`.

use std::cmp::Reverse;

use crate::template::model::Route;

/// The routes of one API.
#[derive(Debug)]
pub(super) struct Routes(Vec<Candidate>);

#[derive(Debug)]
struct Candidate {
    route: Route,
    parts: Vec<Part>,
}

#[derive(Debug, PartialEq, Eq)]
enum Part {
    Literal(String),
    Variable(String),
    Greedy(String),
}

/// The route found, with its path parameters.
#[derive(Debug, PartialEq)]
pub(super) struct Match<'a> {
    pub(super) route: &'a Route,
    pub(super) parameters: Vec<(&'a str, String)>,
}

impl Match<'_> {
    /// `routeKey` of the event.
    pub(super) fn key(&self) -> String {
        match self.route.path.as_str() {
            "$default" => "$default".to_owned(),
            path => format!("{} {path}", self.route.method),
        }
    }
}

impl Routes {
    pub(super) fn new(routes: &[Route]) -> Self {
        let mut candidates: Vec<_> = routes
            .iter()
            .map(|route| Candidate {
                route: route.clone(),
                parts: parts(&route.path),
            })
            .collect();
        candidates.sort_by_key(Candidate::rank);
        Self(candidates)
    }

    /// The first route, in order of precedence, for a method and a decoded path.
    pub(super) fn find(&self, method: &str, path: &str) -> Option<Match<'_>> {
        self.0
            .iter()
            .filter(|candidate| [method, "ANY"].contains(&candidate.route.method.as_str()))
            .find_map(|candidate| {
                let parameters = candidate.parameters(path)?;
                Some(Match {
                    route: &candidate.route,
                    parameters,
                })
            })
    }
}

impl Candidate {
    /// Lower comes first: specificity part by part from the left, then length, then method.
    fn rank(&self) -> (bool, bool, Vec<u8>, Reverse<usize>, bool) {
        let is_greedy = matches!(self.parts.last(), Some(Part::Greedy(_)));
        let kinds = self.parts.iter().map(|part| match part {
            Part::Literal(_) => 0,
            Part::Variable(_) => 1,
            Part::Greedy(_) => 2,
        });
        let is_default = self.route.path == "$default";
        (
            is_default,
            is_greedy,
            kinds.collect(),
            Reverse(self.parts.len()),
            self.route.method == "ANY",
        )
    }

    fn parameters(&self, path: &str) -> Option<Vec<(&str, String)>> {
        if self.route.path == "$default" {
            return Some(Vec::new());
        }
        let mut rest = Some(path.strip_prefix('/')?);
        let mut parameters = Vec::new();
        for part in &self.parts {
            let here = rest?;
            if let Part::Greedy(name) = part {
                parameters.push((name.as_str(), here.to_owned()));
                return (!here.is_empty()).then_some(parameters);
            }
            let (segment, after) = match here.split_once('/') {
                Some((segment, after)) => (segment, Some(after)),
                None => (here, None),
            };
            match part {
                Part::Literal(literal) if literal == segment => {}
                Part::Variable(name) if !segment.is_empty() => {
                    parameters.push((name.as_str(), segment.to_owned()));
                }
                _ => return None,
            }
            rest = after;
        }
        rest.is_none().then_some(parameters)
    }
}

fn parts(path: &str) -> Vec<Part> {
    let segments = path.strip_prefix('/').unwrap_or(path).split('/');
    let part = |segment: &str| match segment
        .strip_prefix('{')
        .and_then(|inner| inner.strip_suffix('}'))
    {
        Some(name) => match name.strip_suffix('+') {
            Some(name) => Part::Greedy(name.to_owned()),
            None => Part::Variable(name.to_owned()),
        },
        None => Part::Literal(segment.to_owned()),
    };
    segments.map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::time::Duration;

    fn routes(keys: &[&str]) -> Routes {
        let route = |key: &&str| {
            let (method, path) = key.split_once(' ').unwrap_or(("ANY", key));
            Route {
                method: method.into(),
                path: path.into(),
                function: "F".into(),
                timeout: Duration::from_secs(30),
            }
        };
        Routes::new(&keys.iter().map(route).collect::<Vec<_>>())
    }

    #[test]
    fn precedence_is_that_of_the_documentation() {
        let keys = [
            "$default",
            "ANY /{proxy+}",
            "GET /pets/{proxy+}",
            "GET /pets/dog/{id}",
            "GET /pets/dog/1",
            "ANY /",
        ];
        let routes = routes(&keys);
        let cases = [
            ("GET", "/pets/dog/1", "GET /pets/dog/1"),
            ("GET", "/pets/dog/2", "GET /pets/dog/{id}"),
            ("GET", "/pets/cat/1", "GET /pets/{proxy+}"),
            ("POST", "/pets/dog/1", "ANY /{proxy+}"),
            ("GET", "/pets", "ANY /{proxy+}"),
            ("GET", "/", "ANY /"),
            ("PUT", "/a/b/c", "ANY /{proxy+}"),
        ];
        for (method, path, key) in cases {
            assert_eq!(
                routes
                    .find(method, path)
                    .map(|found| found.key())
                    .as_deref(),
                Some(key),
                "{method} {path}"
            );
        }
    }

    #[test]
    fn the_longest_greedy_path_wins_and_the_method_before_any() {
        let routes = routes(&[
            "ANY /api/{rest+}",
            "ANY /api/v1/{proxy+}",
            "POST /api/v1/{proxy+}",
        ]);
        let found = routes.find("POST", "/api/v1/auth/sign-in").unwrap();
        assert_eq!(found.key(), "POST /api/v1/{proxy+}");
        assert_eq!(found.parameters, [("proxy", "auth/sign-in".to_owned())]);
        assert_eq!(
            routes.find("GET", "/api/v1/x").unwrap().key(),
            "ANY /api/v1/{proxy+}"
        );
        assert_eq!(
            routes.find("GET", "/api/v2/x").unwrap().parameters,
            [("rest", "v2/x".to_owned())]
        );
        assert_eq!(
            routes.find("GET", "/api/v1").unwrap().key(),
            "ANY /api/{rest+}"
        );
        assert!(routes.find("GET", "/other").is_none());
    }

    #[test]
    fn a_greedy_part_takes_at_least_one_character() {
        let routes = routes(&["ANY /docs/{proxy+}"]);
        assert!(routes.find("GET", "/docs").is_none());
        assert!(routes.find("GET", "/docs/").is_none());
        assert!(routes.find("GET", "/docs/a/").is_some());
    }

    proptest! {
        #[test]
        fn a_literal_path_is_found_whatever_else_is_routed(segments in prop::collection::vec("[a-z]{1,5}", 1..5)) {
            let path = format!("/{}", segments.join("/"));
            let key = format!("GET {path}");
            let greedy = format!("GET /{}/{{proxy+}}", segments[0]);
            let routes = routes(&["$default", "ANY /{proxy+}", &greedy, &key]);
            prop_assert_eq!(routes.find("GET", &path).map(|found| found.key()), Some(key));
        }
    }
}
