//! The layer that counts a route's requests.

use std::pin::Pin;

use axum::{
    extract::{Request, State},
    middleware::{FromFnLayer, Next, from_fn_with_state},
    response::{IntoResponse, Response},
};

use super::{Class, Subject};
use crate::http::{ClientAddress, Edge, layers::Identity};

type Answer = Pin<Box<dyn Future<Output = Response> + Send>>;

/// See [`limit`].
pub type LimitLayer =
    FromFnLayer<fn(State<Class>, Request, Next) -> Answer, Class, (State<Class>, Request)>;

/// Counts every request of the routes under it: by caller, or by address where nobody is known or the class says so.
/// Outermost of a route's own layers, so that what is refused costs nothing else.
pub fn limit(class: Class) -> LimitLayer {
    from_fn_with_state(class, |State(class), request, next| {
        Box::pin(count(class, request, next))
    })
}

async fn count(class: Class, request: Request, next: Next) -> Response {
    let Some(limiter) = request.extensions().get::<Edge>().and_then(Edge::limiter) else {
        return next.run(request).await;
    };
    let decision = match limiter.count(class, &subject(class, &request)).await {
        Ok(decision) => decision,
        Err(problem) => return problem.into_response(),
    };

    let mut response = match decision.map(super::Decision::into_result) {
        Some(Err(problem)) => problem.into_response(),
        Some(Ok(())) | None => next.run(request).await,
    };
    if let Some(decision) = decision {
        decision.write(response.headers_mut());
    }
    response
}

fn subject(class: Class, request: &Request) -> Subject {
    match request.extensions().get::<Identity>() {
        Some(Identity::Known(caller)) if !class.counts_by_address() => {
            Subject::caller(caller.owner)
        }
        _ => Subject::address(&ClientAddress::of(request.extensions())),
    }
}
