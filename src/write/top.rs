//! The few largest of many.

/// Keeps the items with the highest keys; of equal ones those that came first.
#[derive(Debug, Clone)]
pub(super) struct Top<K, T> {
    most: usize,
    /// The highest first.
    items: Vec<(K, T)>,
}

impl<K: PartialOrd, T> Top<K, T> {
    pub(super) const fn new(most: usize) -> Self {
        Self { most, items: Vec::new() }
    }

    /// Offers an item, which is made only if it is kept.
    pub(super) fn offer(&mut self, key: K, item: impl FnOnce() -> T) {
        let place = self.items.partition_point(|(kept, _)| *kept >= key);
        if place < self.most {
            self.items.truncate(self.most - 1);
            self.items.insert(place, (key, item()));
        }
    }

    /// What was kept, the highest first.
    pub(super) fn into_items(self) -> impl Iterator<Item = T> {
        self.items.into_iter().map(|(_, item)| item)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_stay_and_the_first_of_equals() {
        let mut top = Top::new(3);
        for (key, item) in [(1, 'a'), (3, 'b'), (2, 'c'), (3, 'd'), (2, 'e'), (0, 'f')] {
            top.offer(key, || item);
        }
        assert_eq!(top.into_items().collect::<String>(), "bdc");
        let mut none = Top::new(0);
        none.offer(1, || 'a');
        assert_eq!(none.into_items().count(), 0);
    }
}
