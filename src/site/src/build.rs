//! `sayyar build`: everything once, written to a folder, unless nothing changed since the last time.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use sayyar_base::diag::any_error;
use sayyar_base::{Date, Diagnostics};

use crate::disk::{Disk, RealDisk};
use crate::render::Options;
use crate::stamp::{Entry, Origin, Stamp};
use crate::workshop::Workshop;
use crate::write::{self, Report, Target, WriteError};
