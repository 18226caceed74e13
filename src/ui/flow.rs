//! The layout of a flow chart: two stacks of classes and bands between them whose width is their count. Pure.

/// A class of a stack.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node {
    /// Its place in the matrix.
    pub place: usize,
    /// How many it has.
    pub count: usize,
    /// Its upper edge, px.
    pub top: f64,
    /// Its height, px.
    pub height: f64,
}

/// The customers that go from a class to a class.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// The class before, by its place.
    pub from: usize,
    /// The class after.
    pub to: usize,
    /// How many.
    pub count: usize,
    /// The upper edge at the left, px.
    pub left: f64,
    /// The upper edge at the right, px.
    pub right: f64,
    /// The width, px.
    pub width: f64,
}

/// A flow chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flow {
    /// The classes before; those that nobody had are left out.
    pub left: Vec<Node>,
    /// The classes after.
    pub right: Vec<Node>,
    /// The bands, row by row of the matrix.
    pub bands: Vec<Band>,
}

/// Lays out a matrix of counts, which may have more rows than columns, in a height, with a gap between the classes of a stack, px. Both stacks have one scale, and hang from
/// the top.
pub fn flow(cells: &[Vec<usize>], height: f64, gap: f64) -> Flow {
    let size = cells.iter().map(Vec::len).max().unwrap_or_default();
    let rows: Vec<usize> = cells.iter().map(|row| row.iter().sum()).collect();
    let columns: Vec<usize> = (0..size)
        .map(|j| cells.iter().map(|row| row.get(j).copied().unwrap_or_default()).sum())
        .collect();
    let total: usize = rows.iter().sum();
    if total == 0 {
        return Flow::default();
    }
    let some = |sums: &[usize]| sums.iter().filter(|n| **n > 0).count();
    let most = some(&rows).max(some(&columns));
    let scale = (height - gap * (most - 1) as f64).max(0.0) / total as f64;
    let (left, right) = (stack(&rows, scale, gap), stack(&columns, scale, gap));
    let top = |stack: &[Node], place: usize| stack.iter().find(|n| n.place == place).map_or(0.0, |n| n.top);
    let mut begun: Vec<f64> = (0..size).map(|j| top(&right, j)).collect();
    let mut bands = Vec::new();
    for (i, row) in cells.iter().enumerate() {
        let mut at = top(&left, i);
        let counts = row.iter().copied().zip(&mut begun).enumerate();
        for (j, (count, begun)) in counts.filter(|(_, (n, _))| *n > 0) {
            let width = count as f64 * scale;
            bands.push(Band {
                from: i,
                to: j,
                count,
                left: at,
                right: *begun,
                width,
            });
            at += width;
            *begun += width;
        }
    }
    Flow { left, right, bands }
}

fn stack(sums: &[usize], scale: f64, gap: f64) -> Vec<Node> {
    let mut top = 0.0;
    let mut all = Vec::new();
    for (place, count) in sums.iter().copied().enumerate().filter(|(_, n)| *n > 0) {
        let height = count as f64 * scale;
        all.push(Node {
            place,
            count,
            top,
            height,
        });
        top += height + gap;
    }
    all
}

impl Band {
    /// The outline as an SVG path between two vertical lines.
    pub fn path(&self, x0: f64, x1: f64) -> String {
        let middle = f64::midpoint(x0, x1);
        let (a, b) = (self.left, self.right);
        let (c, d) = (a + self.width, b + self.width);
        format!(
            "M{x0:.1},{a:.2}C{middle:.1},{a:.2} {middle:.1},{b:.2} {x1:.1},{b:.2}L{x1:.1},{d:.2}C{middle:.1},{d:.2} {middle:.1},{c:.2} {x0:.1},{c:.2}Z"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_counts_on_one_scale_and_bands_fill_their_classes() {
        // 10 customers, two classes a side: (110 - 10) / 10 = 10 px each.
        let it = flow(&[vec![4, 1, 0], vec![0, 0, 0], vec![2, 3, 0]], 110.0, 10.0);
        let nodes = |all: &[Node]| {
            all.iter()
                .map(|n| (n.place, n.count, n.top, n.height))
                .collect::<Vec<_>>()
        };
        assert_eq!(nodes(&it.left), [(0, 5, 0.0, 50.0), (2, 5, 60.0, 50.0)]);
        assert_eq!(nodes(&it.right), [(0, 6, 0.0, 60.0), (1, 4, 70.0, 40.0)]);
        let bands: Vec<_> = it
            .bands
            .iter()
            .map(|b| (b.from, b.to, b.left, b.right, b.width))
            .collect();
        assert_eq!(
            bands,
            [
                (0, 0, 0.0, 0.0, 40.0),
                (0, 1, 40.0, 70.0, 10.0),
                (2, 0, 60.0, 40.0, 20.0),
                (2, 1, 80.0, 80.0, 30.0),
            ]
        );
    }

    #[test]
    fn nothing_flows_where_nobody_is() {
        assert_eq!(flow(&[vec![0, 0], vec![0, 0]], 300.0, 10.0), Flow::default());
        assert_eq!(flow(&[], 300.0, 10.0), Flow::default());
    }

    #[test]
    fn a_band_is_closed() {
        let it = flow(&[vec![2]], 20.0, 4.0);
        assert_eq!(
            it.bands[0].path(0.0, 100.0),
            "M0.0,0.00C50.0,0.00 50.0,0.00 100.0,0.00L100.0,20.00C50.0,20.00 50.0,20.00 0.0,20.00Z"
        );
    }
}
