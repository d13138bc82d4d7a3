//! A series in one line of text: block characters around a middle, gaps where there is nothing.

/// From the bottom to the top; the middle one is 0.
const MARKS: [char; 7] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇'];

/// The figures of `days`, each with its weight, in at most `width` parts: a day each, or the mean
/// of several.
pub(super) fn parts(days: &[Option<(f64, f64)>], width: usize) -> Vec<Option<f64>> {
    let width = width.min(days.len());
    let part = |n: usize| {
        let own = &days[n * days.len() / width..(n + 1) * days.len() / width];
        let (sum, weight) = own
            .iter()
            .flatten()
            .fold((0.0, 0.0), |(sum, all), (value, weight)| (sum + value * weight, all + weight));
        (weight > 0.0).then(|| sum / weight)
    };
    (0..width).map(part).collect()
}

/// The mark of a figure where the top mark is `most` and the bottom one `-most`.
pub(super) fn mark(figure: f64, most: f64) -> char {
    let middle = (MARKS.len() / 2) as f64;
    let place =
        (figure / most.max(f64::MIN_POSITIVE)).clamp(-1.0, 1.0).mul_add(middle, middle).round();
    MARKS.get(place as usize).copied().unwrap_or(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neutral_is_in_the_middle() {
        assert_eq!(
            [-1.0, -0.5, 0.0, 0.04, 0.5, 1.0].map(|figure| mark(figure, 1.0)),
            ['▁', '▃', '▄', '▄', '▆', '▇']
        );
        assert_eq!(mark(0.3, 0.3), '▇');
        assert_eq!(mark(0.0, 0.0), '▄');
    }

    #[test]
    fn several_days_are_their_mean_and_no_news_is_no_figure() {
        let days = [Some((1.0, 3.0)), Some((0.0, 1.0)), None, None, Some((-1.0, 1.0)), None];
        assert_eq!(parts(&days, 3), [Some(0.75), None, Some(-1.0)]);
        assert_eq!(parts(&days, 80), [Some(1.0), Some(0.0), None, None, Some(-1.0), None]);
        assert_eq!(parts(&[], 80), []);
    }
}
