//! Which instrument a field of a record means: data sets write its id, a ticker or a name.

use rustc_hash::FxHashMap;

use super::Lexicon;

/// Instruments by what they are called in lower case; `None` where several are called so.
pub(super) type Lookup = FxHashMap<String, Option<u32>>;

impl Lexicon {
    /// The number of the instrument that is called so: by its id, by a ticker, also with `$`, an
    /// exchange before it or a code of one after it (`NASDAQ: NVDA`, `NVDA.O`), or by a name in any
    /// case. `None` where nobody is, or more than one.
    #[must_use]
    pub(crate) fn instrument_called(&self, name: &str) -> Option<u32> {
        let all = self.lookup.get_or_init(|| self.make_lookup());
        let get = |name: &str| all.get(&name.trim().to_lowercase()).copied();
        let name = name.trim().trim_start_matches('$');
        let ticker = name.rsplit(':').next().unwrap_or(name).trim();
        let is_code = |symbol: &&str| symbol.chars().all(|c| c.is_uppercase() || c.is_numeric());
        let symbol = ticker.split_once('.').map(|(symbol, _)| symbol).filter(is_code);
        get(name).or_else(|| get(ticker)).or_else(|| get(symbol?)).flatten()
    }

    fn make_lookup(&self) -> Lookup {
        let mut out = Lookup::default();
        let mut add = |name: &str, number: u32| {
            let known = out.entry(name.to_lowercase()).or_insert(Some(number));
            *known = known.filter(|known| *known == number);
        };
        for (number, instrument) in (0..).zip(&self.instruments) {
            for ticker in &instrument.tickers {
                add(ticker, number);
            }
            add(&instrument.id, number);
            add(&instrument.name, number);
        }
        for (form, entry) in self.forms() {
            if let Some(number) = entry.instrument {
                add(form.trim_start_matches('$'), number);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_tickers_and_names_are_found_and_what_two_could_mean_is_not() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("universe.csv");
        let rows = "id,name,aliases,ticker\n\
                    7,Harwell Coatings,Harwell,HRWL\n\
                    8,Harrow Mills,HRW|Mills,HRMX\n\
                    9,Dunmore Mills,Mills,DNMX\n";
        std::fs::write(&path, rows).unwrap();
        let lexicon = Lexicon::compile_built_in().unwrap().with_universe(&path).unwrap();
        let id = |name: &str| {
            lexicon.instrument_called(name).map(|n| lexicon.instruments[n as usize].id.as_str())
        };
        for name in ["7", "HRWL", "$HRWL", "NASDAQ: HRWL", "HRWL.O", "harwell coatings", "Harwell"]
        {
            assert_eq!(id(name), Some("7"), "{name}");
        }
        assert_eq!(id("HRW"), Some("8"));
        for name in ["Mills", "HRWLX", "", "."] {
            assert_eq!(id(name), None, "{name}");
        }
        assert!(id("NVDA").is_some_and(|id| id.contains("nvidia")));
    }
}
