//! From what was typed, pasted or scanned to lines of the right length.

use super::MrzProblem;
use super::layout::{Format, Layout};
use crate::kind::letters;

/// A zone has 90 characters; with every filler doubled, spaces and ends of lines it stays under this.
const LONGEST: usize = 400;

/// The lines that have anything in them: `A-Z`, `0-9`, `<` and spaces.
pub(super) fn lines(text: &str) -> Result<Vec<Vec<u8>>, MrzProblem> {
    let mut lines = vec![Vec::new()];
    let mut count = 1;
    for c in text.chars().take(LONGEST) {
        let line = lines.last_mut().ok_or(MrzProblem::Lines(0))?;
        match c {
            c if letters::is_break(c) => {
                if line.iter().any(|c| *c != b' ') {
                    lines.push(Vec::new());
                    count += 1;
                } else {
                    line.clear();
                }
            }
            '<' | '‹' | '＜' | '〈' | '⟨' | '˂' | '≺' => line.push(b'<'),
            '«' | '《' | '≪' => line.extend(b"<<"),
            c if letters::is_space(c) => line.push(b' '),
            c if letters::is_unseen(c) => {}
            c => match letters::capital(c) {
                Some(byte) => line.push(byte),
                None => return Err(MrzProblem::Character { line: count, column: line.len() + 1 }),
            },
        }
    }
    for line in &mut lines {
        let trimmed = line.trim_ascii().to_vec();
        *line = trimmed;
    }
    lines.retain(|line| !line.is_empty());
    Ok(lines)
}

/// Which kind of document it is, and its lines at their full length.
pub(super) fn fit(lines: Vec<Vec<u8>>) -> Result<(Format, Vec<Vec<u8>>), MrzProblem> {
    let lines = match <[Vec<u8>; 1]>::try_from(lines) {
        Ok([line]) => cut(&line)?,
        Err(lines) => lines,
    };
    let first = lines.first().and_then(|line| line.first()).copied();
    let format = match (lines.len(), first) {
        (3, Some(b'A' | b'C' | b'I')) => Format::Td1,
        // The first two lines of a small card: the one with the names is missing.
        (2, Some(b'A' | b'C' | b'I')) if lines[1].len() == Format::Td1.layout().width => {
            return Err(MrzProblem::Lines(2));
        }
        (2, Some(b'A' | b'C' | b'I')) => Format::Td2,
        (2, Some(b'P')) => Format::Td3,
        (2 | 3, _) => return Err(MrzProblem::Document),
        (count, _) => return Err(MrzProblem::Lines(count)),
    };
    let layout = format.layout();
    let rows = lines.iter().enumerate().map(|(row, line)| {
        let found = line.iter().filter(|c| **c != b' ').count();
        let wrong = MrzProblem::Length { line: row + 1, found, expected: layout.width };
        stretch(line, layout, row).ok_or(wrong)
    });
    Ok((format, rows.collect::<Result<_, _>>()?))
}

/// One long line, as some readers give it, cut into the lines of the document.
fn cut(line: &[u8]) -> Result<Vec<Vec<u8>>, MrzProblem> {
    let all: Vec<u8> = line.iter().copied().filter(|c| *c != b' ').collect();
    for layout in [Format::Td1, Format::Td2, Format::Td3].map(Format::layout) {
        if all.len() == layout.rows * layout.width {
            return Ok(all.chunks(layout.width).map(<[u8]>::to_vec).collect());
        }
    }
    Err(MrzProblem::Lines(usize::from(!all.is_empty())))
}

/// The line at its full length, where only fillers or spaces were miscounted.
fn stretch(line: &[u8], layout: &Layout, row: usize) -> Option<Vec<u8>> {
    let dense: Vec<u8> = line.iter().copied().filter(|c| *c != b' ').collect();
    if dense.len() == layout.width {
        return Some(dense);
    }
    let filled: Vec<u8> = line.iter().map(|c| if *c == b' ' { b'<' } else { *c }).collect();
    if filled.len() == layout.width {
        return Some(filled);
    }
    let (fixed, behind) = layout.loose[row];
    // Between words of a name a space is a filler; elsewhere spaces only part what belongs together.
    let line = if row == layout.name.row && dense.len() < layout.width { filled } else { dense };
    let tail = line.len().checked_sub(behind)?;
    let (front, tail) = line.split_at(tail);
    let kept = &front[..front.iter().rposition(|c| *c != b'<').map_or(0, |last| last + 1)];
    let room = layout.width - behind;
    let fillers = kept.len() < front.len() || behind == 0;
    (fillers && kept.len() <= room && kept.len() >= fixed.min(room)).then(|| {
        let mut whole = kept.to_vec();
        whole.resize(room, b'<');
        whole.extend(tail);
        whole
    })
}
