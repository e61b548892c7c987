//! Sections of rows, drawn with borders.

use unicode_width::UnicodeWidthChar;

/// The blanks that a column has for its two sides.
const PADDING: usize = 4;

/// A title with rows, set in by as many borders as it is nested.
pub(super) struct Section {
    title: String,
    indent: usize,
    headers: Vec<String>,
    rows: Vec<Vec<String>>,
    /// The widest text of each column.
    widths: Vec<usize>,
}

/// Construction
impl Section {
    pub(super) fn new(title: &str, indent: usize) -> Self {
        Self { title: title.to_owned(), indent, headers: Vec::new(), rows: Vec::new(), widths: Vec::new() }
    }

    pub(super) fn set_headers(&mut self, headers: Vec<String>) {
        self.widen(&headers);
        self.headers = headers;
    }

    /// A row that is shorter or longer than the others is filled up, or fills them up.
    pub(super) fn add_row(&mut self, row: Vec<String>) {
        self.widen(&row);
        self.rows.push(row);
    }

    fn widen(&mut self, row: &[String]) {
        self.widths.resize(self.widths.len().max(row.len()), 0);
        for (width, text) in self.widths.iter_mut().zip(row) {
            *width = (*width).max(width_of(text));
        }
    }

    /// One row under names, as a row for each name.
    fn turned(self) -> Self {
        if self.rows.len() != 1 || self.headers.is_empty() {
            return self;
        }
        let mut turned = Self::new(&self.title, self.indent);
        for (header, text) in self.headers.into_iter().zip(self.rows.into_iter().flatten()) {
            turned.add_row(vec![header, text]);
        }
        turned
    }
}

/// Draws the sections below one another, all as wide as the widest; turned if that is wider than `width`.
pub(super) fn render(sections: Vec<Section>, width: usize) -> String {
    let mut sections = sections;
    let mut widest = widest(&sections);
    if widest > width {
        sections = sections.into_iter().map(Section::turned).collect();
        widest = self::widest(&sections);
    }
    let mut text = format!("{}\n", "-".repeat(widest));
    for section in &sections {
        section.draw(&mut text, widest - section.indent * 2);
    }
    text
}

fn widest(sections: &[Section]) -> usize {
    sections.iter().map(Section::total_width).max().unwrap_or_default()
}

/// Drawing
impl Section {
    fn total_width(&self) -> usize {
        let columns: usize = self.widths.iter().map(|width| width + PADDING).sum();
        (columns + 2).max(width_of(&self.title) + 2) + self.indent * 2
    }

    fn draw(&self, text: &mut String, width: usize) {
        if !self.title.is_empty() {
            self.push_line(text, &centered(&self.title, width, true));
            if self.headers.is_empty() && self.rows.is_empty() {
                self.push_line(text, &format!("+{}+", "-".repeat(width - 2)));
            }
        }
        let columns = self.columns(width);
        if columns.is_empty() {
            return;
        }
        let border = border(&columns);
        if !self.headers.is_empty() {
            self.push_line(text, &border);
            self.push_line(text, &row(&columns, &self.headers, centered));
        }
        if !self.rows.is_empty() {
            self.push_line(text, &border);
            for texts in &self.rows {
                self.push_line(text, &row(&columns, texts, left_aligned));
            }
            self.push_line(text, &border);
        }
    }

    fn push_line(&self, text: &mut String, line: &str) {
        let edge = "|".repeat(self.indent);
        text.extend([&edge, line, &edge, "\n"]);
    }

    /// The widths of the columns with their borders, which together are `width`.
    fn columns(&self, width: usize) -> Vec<usize> {
        let wanted: Vec<usize> = self.widths.iter().map(|width| width + PADDING).collect();
        let total: usize = wanted.iter().sum();
        let mut columns: Vec<usize> = wanted.iter().map(|&column| scaled(column, width, total)).collect();
        if columns.is_empty() {
            return columns;
        }
        // What rounding took or gave is put right from the last column, or taken from the first.
        let (count, sum) = (columns.len(), columns.iter().sum::<usize>());
        for index in 0..sum.abs_diff(width) {
            if sum > width {
                columns[index % count] -= 1;
            } else {
                columns[count - 1 - index % count] += 1;
            }
        }
        columns
    }
}

/// `column * width / total`, to the nearest number, and to the even one of two.
fn scaled(column: usize, width: usize, total: usize) -> usize {
    let (whole, rest) = (column * width / total, column * width % total);
    let rounds_up = rest * 2 > total || (rest * 2 == total && whole % 2 == 1);
    whole + usize::from(rounds_up)
}

fn border(columns: &[usize]) -> String {
    let parts = columns.iter().enumerate();
    parts.fold("+".to_owned(), |line, (index, column)| {
        let edges = if index == 0 { 2 } else { 1 };
        line + &"-".repeat(column.saturating_sub(edges)) + "+"
    })
}

fn row(columns: &[usize], texts: &[String], draw: fn(&str, usize, bool) -> String) -> String {
    let texts = texts.iter().map(String::as_str).chain(std::iter::repeat(""));
    columns.iter().zip(texts).enumerate().map(|(index, (&width, text))| draw(text, width, index == 0)).collect()
}

/// The text in the middle of a column that has an edge on its right, and if it is the first, on its left.
fn centered(text: &str, width: usize, is_first: bool) -> String {
    let left = (width / 2).saturating_sub(width_of(text) / 2 + 1);
    let edge = if is_first { "|" } else { "" };
    let right = width.saturating_sub(left + width_of(text) + edge.len() + 1);
    format!("{edge}{:left$}{text}{:right$}|", "", "")
}

/// The text two blanks from the left, or none where it would not fit.
fn left_aligned(text: &str, width: usize, is_first: bool) -> String {
    let edge = if is_first { "|" } else { "" };
    let taken = width_of(text) + edge.len() + 1;
    let left = if width >= taken + 2 { 2 } else { 0 };
    let right = width.saturating_sub(taken + left);
    format!("{edge}{:left$}{text}{:right$}|", "", "")
}

/// The columns of a terminal that a text takes. Letters that are wide in some alphabets only count as wide.
fn width_of(text: &str) -> usize {
    text.chars().map(|c| c.width_cjk().unwrap_or(1).max(1)).sum()
}
