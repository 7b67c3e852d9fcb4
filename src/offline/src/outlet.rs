//! Where finished bytes wait until the page takes them.

use std::cell::RefCell;
use std::io::{self, Write};
use std::mem;
use std::rc::Rc;

use sha2::{Digest, Sha256};

/// Shared between a file in the making and the job that makes it.
#[derive(Clone, Default)]
pub(crate) struct Outlet(Rc<RefCell<State>>);

#[derive(Default)]
struct State {
    waiting: Vec<u8>,
    sha256: Sha256,
    size: u64,
}

impl Outlet {
    /// What was written since the last time.
    pub(crate) fn take(&self) -> Vec<u8> {
        mem::take(&mut self.0.borrow_mut().waiting)
    }

    /// Size and SHA-256 of everything that was written.
    pub(crate) fn sum(&self) -> (u64, [u8; 32]) {
        let state = self.0.borrow();
        (state.size, state.sha256.clone().finalize().into())
    }
}

impl Write for Outlet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut state = self.0.borrow_mut();
        state.waiting.extend_from_slice(bytes);
        state.sha256.update(bytes);
        state.size += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
