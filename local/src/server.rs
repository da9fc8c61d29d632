//! The one port: accepts connections and hands each request to whom it concerns.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use anyhow::{Context, bail};
use axum::body::Body;
use http::Request;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

use crate::services::Services;

/// Listens on this machine only, at a port or at any free one (0).
///
/// # Errors
/// The port is taken; the message says how to choose another.
pub async fn listen(port: u16) -> anyhow::Result<TcpListener> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
            bail!("port {port} is taken; choose another with --port, or any free one with --port 0")
        }
        Err(error) => Err(error).with_context(|| format!("cannot listen on port {port}")),
    }
}

/// Serves until `stop` is cancelled.
pub(crate) async fn serve(listener: TcpListener, services: Arc<Services>, stop: CancellationToken) {
    loop {
        let accepted = tokio::select! {
            () = stop.cancelled() => return,
            accepted = listener.accept() => accepted,
        };
        // A connection that failed before it was accepted concerns nobody else.
        if let Ok((stream, peer)) = accepted {
            tokio::spawn(connection(
                stream,
                peer,
                Arc::clone(&services),
                stop.clone(),
            ));
        }
    }
}

async fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    services: Arc<Services>,
    stop: CancellationToken,
) {
    // Without it a small answer waits 40 ms for the other side's delayed acknowledgement.
    stream.set_nodelay(true).ok();
    let source: IpAddr = peer.ip();
    let service = service_fn(move |request: Request<hyper::body::Incoming>| {
        let services = Arc::clone(&services);
        async move {
            let response = services.answer(request.map(Body::new), source).await;
            Ok::<_, std::convert::Infallible>(response)
        }
    });
    let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    tokio::select! {
        () = stop.cancelled() => {}
        // A client that goes away in the middle is its own affair.
        _ = connection => {}
    }
}
