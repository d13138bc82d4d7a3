//! Codes of currencies that stand glued before amounts: `USD34.6`, `Rs500`. Tokens are cut before
//! any lexicon is asked.

/// In bytewise order.
const CODES: [&str; 59] = [
    "AED", "ARS", "AUD", "BDT", "BGN", "BHD", "BRL", "CAD", "CHF", "CLP", "CNH", "CNY", "COP",
    "CZK", "DKK", "EGP", "EUR", "GBP", "GHS", "HKD", "HUF", "IDR", "ILS", "INR", "ISK", "JOD",
    "JPY", "KES", "KRW", "KWD", "KZT", "LKR", "MAD", "MEUR", "MUSD", "MXN", "MYR", "NGN", "NOK",
    "NZD", "OMR", "PHP", "PKR", "PLN", "QAR", "RMB", "RON", "RUB", "Rs", "SAR", "SEK", "SGD",
    "THB", "TRY", "TWD", "UAH", "USD", "VND", "ZAR",
];

/// Whether `letters` are the code of a currency.
pub(super) fn is_currency_code(letters: &[u8]) -> bool {
    CODES.binary_search_by(|code| code.as_bytes().cmp(letters)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_order_and_found() {
        assert!(CODES.is_sorted());
        assert!(
            CODES.iter().all(|code| is_currency_code(code.as_bytes())) && !is_currency_code(b"ABC")
        );
    }
}
