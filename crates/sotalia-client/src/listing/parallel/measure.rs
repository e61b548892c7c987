//! How far apart two keys are: an estimate from the characters that were seen at each place of a key.
//!
//! It decides where a range is split, and never what is listed: a wrong estimate costs balance, no key.

use std::collections::{BTreeMap, HashMap};

/// The width of the whole key space.
pub(super) const WHOLE: u128 = 1 << 120;
/// How deep folders, and how far into the name of one, characters are told apart.
const DEPTH: usize = 24;
const OFFSET: usize = 96;
/// So many names of folders at one depth are told apart.
const MOST_NAMES: usize = 4096;
/// So many letters before one tell which it may be, where that was seen so often.
const CONTEXT: usize = 3;
const OFTEN: u32 = 6;
/// Of so many contexts what follows is known.
const MOST_CONTEXTS: usize = 1 << 14;

/// The letters before one in the name of a folder at a depth.
type Context = (usize, [char; CONTEXT]);

/// Behind a letter.
fn behind((depth, mut letters): Context, letter: char) -> Context {
    if letter == '/' {
        return (depth + 1, Default::default());
    }
    letters.rotate_left(1);
    letters[CONTEXT - 1] = letter;
    (depth, letters)
}

/// Which characters may stand where in a key, by the folder's depth and the place in its name.
#[derive(Debug)]
pub(super) struct Letters {
    prefix: String,
    places: Vec<Vec<Place>>,
    /// The names of the folders at a depth, with their slashes, where all were told.
    names: BTreeMap<usize, Vec<String>>,
    /// What follows some letters, and how often that was seen.
    contexts: HashMap<Context, (u32, Place)>,
    /// Grows whenever an estimate may have changed.
    pub(super) generation: u64,
}

#[derive(Debug, Default, Clone)]
struct Place {
    /// What was seen, sorted.
    seen: Vec<char>,
    /// What is expected, sorted: a digit stands for all of them.
    expected: Vec<char>,
    /// Whether letters stand here that are no digits of a number: of a word, as it seems.
    is_of_word: bool,
}

impl Place {
    /// Whether this letter was not seen here before.
    fn learn(&mut self, letter: char) -> bool {
        let at = self.seen.binary_search(&letter);
        if let Err(at) = at {
            self.seen.insert(at, letter);
        }
        at.is_err()
    }

    fn has(&self, low: char, high: char) -> bool {
        self.seen.iter().any(|letter| (low..=high).contains(letter))
    }

    /// Works out what is expected, from what was seen here and at the place behind.
    fn expect(&mut self, next: Option<&Self>) -> bool {
        let mut expected = self.seen.clone();
        if self.has('0', '9') {
            expected.extend('0'..='9');
            // Digits and letters together are a number of base 16, or of a base above it.
            let next = next.filter(|next| next.has('0', '9'));
            for (low, high, all) in [('a', 'f', 'z'), ('A', 'F', 'Z')] {
                let has = |low, high| self.has(low, high) || next.is_some_and(|next| next.has(low, high));
                if has(low, all) {
                    let above = has(char::from_u32(high as u32 + 1).unwrap_or(all), all);
                    expected.extend(low..=if above { all } else { high });
                }
            }
            expected.sort_unstable();
            expected.dedup();
        }
        self.is_of_word = expected.len() > 1
            && [('g', 'z'), ('G', 'Z'), ('\u{80}', char::MAX)].iter().any(|(low, high)| self.has(*low, *high));
        let changed = expected != self.expected;
        self.expected = expected;
        changed
    }
}

impl Letters {
    /// Of keys that start so.
    pub(super) fn new(prefix: &str) -> Self {
        Self {
            prefix: prefix.to_owned(),
            places: Vec::new(),
            names: BTreeMap::new(),
            contexts: HashMap::new(),
            generation: 0,
        }
    }

    /// The part of a key behind the listing's prefix.
    fn rest<'a>(&self, key: &'a str) -> &'a str {
        key.strip_prefix(self.prefix.as_str()).unwrap_or_default()
    }

    /// How many folders deep a key lies, below the prefix.
    pub(super) fn depth(&self, key: &str) -> usize {
        self.rest(key).bytes().filter(|byte| *byte == b'/').count()
    }

    /// Learns from a key.
    pub(super) fn learn(&mut self, key: &str) {
        let rest = key.strip_prefix(self.prefix.as_str()).unwrap_or_default().to_owned();
        let (mut depth, mut offset) = (0, 0);
        let mut context = Context::default();
        let mut changed = false;
        for letter in rest.chars() {
            if Self::place_mut(&mut self.places, depth, offset).is_some_and(|place| place.learn(letter)) {
                changed |= self.expect(depth, offset) | (offset > 0 && self.expect(depth, offset - 1));
            }
            if self.places.get(depth).and_then(|places| places.get(offset)).is_some_and(|place| place.is_of_word) {
                changed |= self.learn_context(context, letter);
            }
            context = behind(context, letter);
            (depth, offset) = if letter == '/' { (depth + 1, 0) } else { (depth, offset + 1) };
        }
        for (depth, names) in &mut self.names {
            if let Some(name) = rest.split_inclusive('/').nth(*depth).filter(|name| name.ends_with('/'))
                && let Err(rank) = names.binary_search_by(|other| other.as_str().cmp(name))
            {
                names.insert(rank, name.to_owned());
                changed = true;
            }
        }
        self.names.retain(|_, names| names.len() <= MOST_NAMES);
        self.generation += u64::from(changed);
    }

    /// Learns what follows some letters.
    fn learn_context(&mut self, context: Context, letter: char) -> bool {
        if !self.contexts.contains_key(&context) && self.contexts.len() >= MOST_CONTEXTS {
            return false;
        }
        let (seen, place) = self.contexts.entry(context).or_default();
        *seen = seen.saturating_add(1);
        let is_new = place.learn(letter) && place.expect(None);
        *seen >= OFTEN && (is_new || *seen == OFTEN)
    }

    /// Learns all names that there are in a folder. Other folders at this depth are thought to have the same.
    pub(super) fn learn_names(&mut self, names: &[String]) {
        let Some(depth) = names.first().map(|name| self.depth(name).saturating_sub(1)) else { return };
        let last = |name: &String| self.rest(name).split_inclusive('/').nth(depth).map(str::to_owned);
        let own: Vec<String> = names.iter().filter_map(last).collect();
        let all = self.names.entry(depth).or_default();
        all.extend(own);
        all.sort_unstable();
        all.dedup();
        for name in names {
            self.learn(name);
        }
        self.generation += 1;
    }

    fn expect(&mut self, depth: usize, offset: usize) -> bool {
        let Some((here, behind)) =
            self.places.get_mut(depth).and_then(|places| places.split_at_mut_checked(offset + 1))
        else {
            return false;
        };
        here.last_mut().is_some_and(|place| place.expect(behind.first()))
    }

    fn place_mut(places: &mut Vec<Vec<Place>>, depth: usize, offset: usize) -> Option<&mut Place> {
        if depth >= DEPTH || offset >= OFFSET {
            return None;
        }
        if places.len() <= depth {
            places.resize(depth + 1, Vec::new());
        }
        if places[depth].len() <= offset {
            places[depth].resize(offset + 1, Place::default());
        }
        Some(&mut places[depth][offset])
    }

    fn expected(&self, (depth, before): Context, offset: usize) -> &[char] {
        let Some(place) = self.places.get(depth).and_then(|places| places.get(offset)) else { return &[] };
        let known = if place.is_of_word { self.contexts.get(&(depth, before)) } else { None };
        known.filter(|(seen, _)| *seen >= OFTEN).map_or(&place.expected, |(_, place)| &place.expected)
    }

    /// How much of the key space lies before a key, and how much the key's own subtree takes. Folders below `deepest` are not
    /// told apart.
    pub(super) fn measure(&self, key: &str, deepest: usize) -> (u128, u128) {
        let (mut before, mut width) = (0_u128, WHOLE);
        let Some(rest) = key.strip_prefix(self.prefix.as_str()) else {
            return if key < self.prefix.as_str() { (0, 0) } else { (WHOLE, 0) };
        };
        let (mut depth, mut offset) = (0, 0);
        let mut context = Context::default();
        let mut letters = rest.chars();
        loop {
            if let Some(names) = self.names.get(&depth).filter(|_| offset == 0 && depth <= deepest) {
                let rest = letters.as_str();
                if rest.is_empty() {
                    break;
                }
                let name = rest.find('/').map_or(rest, |at| &rest[..=at]);
                let part = width / names.len().max(1) as u128;
                match names.binary_search_by(|other| other.as_str().cmp(name)) {
                    Ok(rank) => (before, width) = (before + part * rank as u128, part),
                    Err(rank) => return (before + part * rank as u128, 0),
                }
                letters = rest[name.len()..].chars();
                depth += 1;
                context = (depth, Default::default());
                continue;
            }
            let Some(letter) = letters.next() else { break };
            let expected = self.expected(context, offset);
            if depth > deepest || expected.is_empty() {
                break;
            }
            let part = if expected.len() == 1 { width } else { width / expected.len() as u128 };
            match expected.binary_search(&letter) {
                Ok(rank) => (before, width) = (before + part * rank as u128, part),
                Err(rank) => return (before + part * rank as u128, 0),
            }
            if width == 0 {
                break;
            }
            context = behind(context, letter);
            (depth, offset) = if letter == '/' { (depth + 1, 0) } else { (depth, offset + 1) };
        }
        (before, width)
    }

    /// A short text with about so much of the key space before it.
    pub(super) fn at(&self, target: u128, tolerance: u128, deepest: usize) -> String {
        let mut text = self.prefix.clone();
        let (mut before, mut width) = (0_u128, WHOLE);
        let (mut depth, mut offset) = (0, 0);
        let mut context = Context::default();
        while before.abs_diff(target) > tolerance && depth <= deepest && width > 0 {
            let names = self.names.get(&depth).filter(|_| offset == 0);
            let expected = self.expected(context, offset);
            let count = names.map_or(expected.len(), Vec::len);
            let part = width.checked_div(count as u128).unwrap_or_default();
            if part == 0 {
                break;
            }
            let rank = usize::try_from(target.saturating_sub(before) / part).unwrap_or(usize::MAX).min(count - 1);
            let above = before + part * (rank as u128 + 1);
            let is_near_above = rank + 1 < count && above.abs_diff(target) <= tolerance;
            let rank = rank + usize::from(is_near_above);
            if let Some(names) = names {
                text.push_str(&names[rank]);
                depth += 1;
                context = (depth, Default::default());
            } else {
                let letter = expected[rank];
                text.push(letter);
                context = behind(context, letter);
                (depth, offset) = if letter == '/' { (depth + 1, 0) } else { (depth, offset + 1) };
            }
            if is_near_above {
                break;
            }
            (before, width) = (before + part * rank as u128, part);
        }
        text
    }
}

/// The first folders of a key, as many as that; all of them if there are fewer.
pub(super) fn ancestor(key: &str, folders: usize) -> &str {
    key.match_indices('/').take(folders).last().map_or("", |(at, _)| &key[..=at])
}

/// The folder of a key: up to its last slash.
pub(super) fn folder(key: &str) -> &str {
    key.rfind('/').map_or("", |at| &key[..=at])
}

/// The least text above all that start with this one; `None` if there is none.
pub(super) fn successor(text: &str) -> Option<String> {
    let mut letters: Vec<char> = text.chars().collect();
    while let Some(last) = letters.pop() {
        let next = match last {
            '\u{D7FF}' => Some('\u{E000}'),
            '\u{10FFFF}' => None,
            letter => char::from_u32(letter as u32 + 1),
        };
        if let Some(next) = next {
            letters.push(next);
            return Some(letters.into_iter().collect());
        }
    }
    None
}
