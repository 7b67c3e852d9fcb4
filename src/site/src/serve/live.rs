//! Tells open pages when to load themselves again, and what is wrong.
//!
//! A page says which address it shows and the digest of what it got. After every change the server asks itself
//! what it would send for that address now: another digest means another page. So a page that is not concerned
//! stays as it is, and one that missed something (the server was restarted, the machine slept) hears of it when it
//! connects again. Files whose names do not change with their bytes are told by name; the page knows what it loaded.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use axum::response::sse::Event;
use tokio::sync::broadcast::{self, error::RecvError};
use tokio::sync::watch;

use super::Shared;
use super::hosting::Asked;

/// What all listeners are told.
#[derive(Debug, Clone)]
pub(super) struct Update {
    /// Addresses of files, not pages, that are new, different or gone.
    pub(super) assets: Arc<[String]>,
}

/// One open page.
pub(super) struct Listener {
    shared: Arc<Shared>,
    asked: Asked,
    state: String,
    /// The panel it shows; nothing before it was told.
    panel: Option<Arc<str>>,
    ready: VecDeque<Event>,
    updates: broadcast::Receiver<Update>,
    closing: watch::Receiver<bool>,
}

impl Listener {
    pub(super) fn new(shared: Arc<Shared>, asked: Asked, state: String) -> Self {
        // First listen, then look: nothing falls between.
        let (updates, closing) = (shared.updates.subscribe(), shared.closing.subscribe());
        let ready = VecDeque::from([Event::default().retry(Duration::from_millis(500)).comment("hello")]);
        let mut listener = Self { shared, asked, state, panel: None, ready, updates, closing };
        listener.look(&[]);
        listener
    }

    /// The next event, when there is one; nothing when the server stops.
    pub(super) async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Some(event);
            }
            let update = tokio::select! {
                _ = self.closing.wait_for(|closing| *closing) => return None,
                update = self.updates.recv() => update,
            };
            match update {
                Ok(update) => self.look(&update.assets),
                Err(RecvError::Lagged(_)) => self.look(&[]),
                Err(RecvError::Closed) => return None,
            }
        }
    }

    /// Finds out what concerns this page.
    fn look(&mut self, assets: &[String]) {
        let state = self.shared.answer(&self.asked).state();
        if state != self.state {
            self.state = state;
            self.ready.push_back(Event::default().event("page").data(&self.state));
        } else if !assets.is_empty() {
            let names = serde_json::to_string(assets).unwrap_or_default();
            self.ready.push_back(Event::default().event("assets").data(names));
        }
        let panel = self.shared.panel_json();
        if self.panel.as_ref() != Some(&panel) {
            self.ready.push_back(Event::default().event("errors").data(&*panel));
            self.panel = Some(panel);
        }
    }
}
