//! Labelled pairs of names.

/// One labelled pair.
pub(crate) struct Pair {
    pub(crate) same: bool,
    pub(crate) full: bool,
    pub(crate) klass: String,
    pub(crate) phenomenon: String,
    pub(crate) a: String,
    pub(crate) b: String,
    pub(crate) cluster: String,
}

/// Reads a table with columns label, unit, klass, phenomenon, a, b, cluster; no quoting.
pub(crate) fn read(text: &str) -> Vec<Pair> {
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let place = |name: &str| header.iter().position(|column| *column == name);
    let places = ["label", "unit", "klass", "phenomenon", "a", "b", "cluster"].map(place);
    let mut pairs = Vec::new();
    for line in lines {
        let cells: Vec<&str> = line.split('\t').collect();
        let cell = |at: usize| {
            let place = places[at];
            place
                .and_then(|place| cells.get(place))
                .copied()
                .unwrap_or_default()
        };
        pairs.push(Pair {
            same: cell(0) == "1",
            full: cell(1) == "full",
            klass: cell(2).to_owned(),
            phenomenon: cell(3).to_owned(),
            a: cell(4).to_owned(),
            b: cell(5).to_owned(),
            cluster: cell(6).to_owned(),
        });
    }
    pairs
}

impl Pair {
    /// Father-son, sibling, gender and the like: negatives that only roles can tell.
    pub(crate) fn is_structural(&self) -> bool {
        ["father", "sibling", "gender"]
            .iter()
            .any(|word| self.phenomenon.contains(word))
    }

    /// The fold of a pair, the same for all pairs of a cluster.
    pub(crate) fn fold(&self, n_folds: u64) -> u64 {
        let hash = self
            .cluster
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
        (hash ^ (hash >> 32)) % n_folds
    }
}
