//! Whether cases cover everything exactly once.
//!
//! A case is a region: one set per axis. What is left of the whole region when every case is taken out of it is
//! a gap; where two cases meet they overlap. Regions are kept whole instead of being counted out, so ranges
//! may be as long as they like, or have no end.

use std::collections::BTreeSet;

/// What a case says about one axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Side {
    /// Whole numbers from `from` to `to`, both included; `u32::MAX` stands for "and more".
    Range {
        /// The first.
        from: u32,
        /// The last.
        to: u32,
    },
    /// Values of a list, by their place in it.
    Values(BTreeSet<usize>),
}

impl Side {
    /// What both have; nothing when that is empty.
    fn meet(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Range { from: a, to: b }, Self::Range { from: c, to: d }) => {
                let (from, to) = (*a.max(c), *b.min(d));
                (from <= to).then_some(Self::Range { from, to })
            }
            (Self::Values(a), Self::Values(b)) => {
                let both: BTreeSet<_> = a.intersection(b).copied().collect();
                (!both.is_empty()).then_some(Self::Values(both))
            }
            _ => None,
        }
    }

    /// What this has and the other has not.
    fn without(&self, other: &Self) -> Vec<Self> {
        match (self, other) {
            (Self::Range { from: a, to: b }, Self::Range { from: c, to: d }) => {
                let below = (a < c).then(|| Self::Range { from: *a, to: (*b).min(c - 1) });
                let above = (d < b).then(|| Self::Range { from: (*a).max(d + 1), to: *b });
                below.into_iter().chain(above).collect()
            }
            (Self::Values(a), Self::Values(b)) => {
                let rest: BTreeSet<_> = a.difference(b).copied().collect();
                if rest.is_empty() { Vec::new() } else { vec![Self::Values(rest)] }
            }
            _ => vec![self.clone()],
        }
    }

    /// Both together.
    fn join(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Range { from: a, to: b }, Self::Range { from: c, to: d }) => {
                Self::Range { from: *a.min(c), to: *b.max(d) }
            }
            (Self::Values(a), Self::Values(b)) => Self::Values(a.union(b).copied().collect()),
            _ => self.clone(),
        }
    }
}

/// One side per axis, all regions in the same order of axes.
pub type Region = Vec<Side>;

/// What two regions share.
pub fn meet(a: &[Side], b: &[Side]) -> Option<Region> {
    a.iter().zip(b).map(|(a, b)| a.meet(b)).collect()
}

/// What is left of `whole` without the cases, in regions that do not meet.
pub fn gaps(whole: Region, cases: &[Region]) -> Vec<Region> {
    let cut = |left: Vec<Region>, case: &Region| left.into_iter().flat_map(|one| without(one, case)).collect();
    cases.iter().fold(vec![whole], cut)
}

/// Cuts slices off, axis by axis, until only what lies within `case` remains, and drops that.
fn without(whole: Region, case: &[Side]) -> Vec<Region> {
    if meet(&whole, case).is_none() {
        return vec![whole];
    }
    let mut inner = whole;
    let mut slices = Vec::new();
    for axis in 0..inner.len() {
        for side in inner[axis].without(&case[axis]) {
            let mut slice = inner.clone();
            slice[axis] = side;
            slices.push(slice);
        }
        if let Some(side) = inner[axis].meet(&case[axis]) {
            inner[axis] = side;
        }
    }
    slices
}

/// The smallest region around all cases; nothing where there are none.
pub fn hull(cases: &[Region]) -> Option<Region> {
    let join = |a: Region, b: &Region| a.iter().zip(b).map(|(a, b)| a.join(b)).collect();
    let (first, rest) = cases.split_first()?;
    Some(rest.iter().fold(first.clone(), join))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(from: u32, to: u32) -> Side {
        Side::Range { from, to }
    }

    fn values(values: &[usize]) -> Side {
        Side::Values(values.iter().copied().collect())
    }

    #[test]
    fn gaps_on_one_axis() {
        let cases = [vec![range(1, 3)], vec![range(7, 12)], vec![range(20, u32::MAX)]];
        assert_eq!(hull(&cases), Some(vec![range(1, u32::MAX)]));
        assert_eq!(gaps(vec![range(1, u32::MAX)], &cases), [vec![range(4, 6)], vec![range(13, 19)]]);
        assert_eq!(gaps(vec![range(0, u32::MAX)], &[vec![range(0, u32::MAX)]]), [] as [Region; 0]);
    }

    #[test]
    fn no_axis_is_one_combination() {
        assert_eq!(hull(&[vec![]]), Some(vec![]));
        assert_eq!(hull(&[]), None);
        assert_eq!(gaps(vec![], &[vec![]]), [] as [Region; 0]);
        assert_eq!(meet(&[], &[]), Some(vec![]));
    }

    /// Against counting out every combination, for all pairs and triples of a few regions.
    #[test]
    fn agrees_with_counting() {
        let mut regions = Vec::new();
        for (from, to) in [(0, 0), (0, 1), (1, 2), (0, 3), (2, 3)] {
            for set in [&[0][..], &[1], &[0, 2], &[0, 1, 2]] {
                regions.push(vec![range(from, to), values(set)]);
            }
        }
        let whole = vec![range(0, 3), values(&[0, 1, 2])];
        let points = |one: &Region, x: u32, y: usize| meet(one, &[range(x, x), values(&[y])]).is_some();
        for i in 0..regions.len() {
            for j in i..regions.len() {
                let cases = [regions[i].clone(), regions[j].clone(), regions[(i * j) % regions.len()].clone()];
                let left = gaps(whole.clone(), &cases);
                for (x, y) in (0..4).flat_map(|x| (0..3).map(move |y| (x, y))) {
                    let covered = cases.iter().any(|one| points(one, x, y));
                    let counted = left.iter().filter(|one| points(one, x, y)).count();
                    assert_eq!(counted, usize::from(!covered), "{cases:?} at {x}, {y}: {left:?}");
                }
            }
        }
    }
}
