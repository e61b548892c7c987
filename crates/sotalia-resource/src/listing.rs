//! Lists of requests and of answers, as generated code handles them.

/// Our entries first, then the caller's: what a listing asks for stays, and what the caller adds narrows it further.
pub fn put_first<T: PartialEq>(list: Option<Vec<T>>, ours: Vec<T>) -> Vec<T> {
    let mut all = ours;
    let theirs: Vec<T> = list.into_iter().flatten().filter(|entry| !all.contains(entry)).collect();
    all.extend(theirs);
    all
}

/// Whether there is a value, and all values are so.
pub fn all_and_some<T>(values: impl Iterator<Item = T>, is_so: impl Fn(T) -> bool) -> bool {
    let mut values = values.peekable();
    values.peek().is_some() && values.all(is_so)
}

/// Drops the first entries, then all but some; what is left to drop and to keep goes on to the next list.
///
/// It is what [`PagedOperation::cut_items`](sotalia_client::PagedOperation::cut_items) does to each list of a page.
pub fn cut<T>(list: Option<&mut Vec<T>>, skip: &mut usize, keep: &mut usize) {
    let Some(list) = list else { return };
    let dropped = list.len().min(*skip);
    list.drain(..dropped);
    *skip -= dropped;
    list.truncate(*keep);
    *keep -= list.len();
}

#[cfg(test)]
mod tests {
    use super::{all_and_some, cut, put_first};

    #[test]
    fn ours_stand_first_and_once() {
        for (list, expected) in [
            (None, vec![1, 2]),
            (Some(vec![1, 2]), vec![1, 2]),
            (Some(vec![1, 2, 3, 4]), vec![1, 2, 3, 4]),
            (Some(vec![3, 2]), vec![1, 2, 3]),
        ] {
            assert_eq!(put_first(list.clone(), vec![1, 2]), expected, "{list:?}");
        }
    }

    #[test]
    fn none_is_not_all() {
        assert!(!all_and_some([0; 0].into_iter(), |_| true));
        assert!(all_and_some([1, 1].into_iter(), |value| value == 1));
        assert!(!all_and_some([1, 2].into_iter(), |value| value == 1));
    }

    #[test]
    fn a_cut_goes_on_to_the_next_list() {
        let mut lists = [vec![1, 2, 3], vec![], vec![4, 5], vec![6]];
        let (mut skip, mut keep) = (2, 2);
        for list in &mut lists {
            cut(Some(list), &mut skip, &mut keep);
        }
        cut::<u8>(None, &mut skip, &mut keep);
        assert_eq!(lists, [vec![3], vec![], vec![4], vec![]]);
        assert_eq!((skip, keep), (0, 0));
    }
}
