//! Sets of rows that are joined one pair after another (union-find, Tarjan 1975).

/// Sets of rows.
pub(crate) struct Forest {
    parent: Vec<u32>,
}

impl Forest {
    /// Every row by itself.
    pub(crate) fn new(n: usize) -> Self {
        Self {
            parent: (0..n as u32).collect(),
        }
    }

    /// The row that stands for a row's set.
    pub(crate) fn root(&mut self, mut row: u32) -> u32 {
        while self.parent[row as usize] != row {
            let above = self.parent[self.parent[row as usize] as usize];
            self.parent[row as usize] = above;
            row = above;
        }
        row
    }

    /// Joins the sets of two rows.
    pub(crate) fn join(&mut self, a: u32, b: u32) {
        let (x, y) = (self.root(a), self.root(b));
        self.parent[x.max(y) as usize] = x.min(y);
    }
}
