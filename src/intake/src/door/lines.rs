//! Connections: so many at a time, and none that is waited for without end.
//!
//! Who opens connections and says nothing, or a letter now and then, would keep others out for nothing. A connection is
//! closed when nothing moves on it for a while, or less than [`SLOWEST`] while a request or an answer is on its way.

use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, Sleep};

/// Connections at one time, and those of one address.
const LINES: u32 = 1024;
const FROM_ONE: u32 = 32;
/// Bytes a second, less than which is nobody's connection: what a telephone of 1998 did.
const SLOWEST: u64 = 1024;

/// Listens, and counts who is there.
pub(super) struct Lines {
    listener: TcpListener,
    patience: Duration,
    /// One address may be that of a proxy, which stands for everybody.
    from_one: u32,
    open: Arc<Mutex<BTreeMap<IpAddr, u32>>>,
}

/// Who is at the other end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Peer(pub(super) SocketAddr);

impl Connected<IncomingStream<'_, Lines>> for Peer {
    fn connect_info(stream: IncomingStream<'_, Lines>) -> Self {
        Self(*stream.remote_addr())
    }
}

impl Lines {
    pub(super) fn new(listener: std::net::TcpListener, patience: Duration, behind_proxy: bool) -> io::Result<Self> {
        listener.set_nonblocking(true)?;
        let listener = TcpListener::from_std(listener)?;
        let from_one = if behind_proxy { LINES } else { FROM_ONE };
        Ok(Self { listener, patience, from_one, open: Arc::default() })
    }

    /// A place for one more from this address.
    fn hold(&self, address: IpAddr) -> Option<Held> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let all: u32 = open.values().sum();
        let own = open.get(&address).copied().unwrap_or(0);
        if all >= LINES || own >= self.from_one {
            return None;
        }
        open.insert(address, own + 1);
        Some(Held { address, open: self.open.clone() })
    }
}

impl Listener for Lines {
    type Io = Line;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Line, SocketAddr) {
        loop {
            match self.listener.accept().await {
                // Without a place it is closed at once: whoever keeps them all has to let go of one first.
                Ok((stream, peer)) => {
                    if let Some(held) = self.hold(peer.ip()) {
                        // Answers are small; that they go at once is a favour and no promise.
                        _ = stream.set_nodelay(true);
                        return (Line::new(stream, self.patience, held), peer);
                    }
                }
                // The other side went away, or there are no more handles: both pass.
                Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// A place, as long as it is held.
struct Held {
    address: IpAddr,
    open: Arc<Mutex<BTreeMap<IpAddr, u32>>>,
}

impl Drop for Held {
    fn drop(&mut self) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        match open.get_mut(&self.address) {
            Some(count) if *count > 1 => *count -= 1,
            _ => _ = open.remove(&self.address),
        }
    }
}

/// A connection that is given up when it is too slow.
pub(super) struct Line {
    stream: TcpStream,
    patience: Duration,
    pace: Pace,
    end: Pin<Box<Sleep>>,
    _held: Held,
}

/// What moved since the direction last changed: a request, or an answer.
struct Pace {
    reading: bool,
    since: Instant,
    bytes: u64,
}

impl Pace {
    /// Counts what moved; when it must have gone on.
    fn moved(&mut self, reading: bool, bytes: usize, now: Instant, patience: Duration) -> Instant {
        if self.reading != reading {
            *self = Self { reading, since: now, bytes: 0 };
        }
        self.bytes += bytes as u64;
        let slowest = self.since + patience + Duration::from_secs(self.bytes / SLOWEST);
        slowest.min(now + patience)
    }
}

impl Line {
    fn new(stream: TcpStream, patience: Duration, held: Held) -> Self {
        let since = Instant::now();
        let end = Box::pin(tokio::time::sleep(patience));
        Self { stream, patience, pace: Pace { reading: true, since, bytes: 0 }, end, _held: held }
    }

    fn moved(&mut self, reading: bool, bytes: usize) {
        let end = self.pace.moved(reading, bytes, Instant::now(), self.patience);
        self.end.as_mut().reset(end);
    }

    /// Nothing moves now: waits, until that was too long.
    fn waits<T>(&mut self, context: &mut Context<'_>) -> Poll<io::Result<T>> {
        self.end.as_mut().poll(context).map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Line {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        match Pin::new(&mut self.stream).poll_read(context, buffer) {
            Poll::Ready(Ok(())) => {
                let bytes = buffer.filled().len() - before;
                if bytes > 0 {
                    self.moved(true, bytes);
                }
                Poll::Ready(Ok(()))
            }
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Pending => self.waits(context),
        }
    }
}

impl AsyncWrite for Line {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        match Pin::new(&mut self.stream).poll_write(context, bytes) {
            Poll::Ready(Ok(count)) => {
                self.moved(false, count);
                Poll::Ready(Ok(count))
            }
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Pending => self.waits(context),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_now_and_then_is_not_enough() {
        let (start, patience) = (Instant::now(), Duration::from_secs(30));
        let mut pace = Pace { reading: true, since: start, bytes: 0 };
        let at = |seconds| start + Duration::from_secs(seconds);
        // A letter every ten seconds: after thirty it is over.
        assert_eq!(pace.moved(true, 1, at(10), patience), at(30));
        assert_eq!(pace.moved(true, 1, at(20), patience), at(30));
        // A slow telephone goes on for as long as it needs.
        assert_eq!(pace.moved(true, 2048 * 20, at(20), patience), at(50));
        assert_eq!(pace.moved(true, 2048 * 20, at(40), patience), at(70));
        // The answer has a time of its own.
        assert_eq!(pace.moved(false, 100, at(100), patience), at(130));
    }
}
