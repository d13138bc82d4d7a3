//! What things with an id are.

use serde::{Deserialize, de::IntoDeserializer as _};

use crate::model::EntityKind;

/// What a thing with an id is, as files of instruments and names call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum InstrumentKind {
    /// A company.
    Company,
    /// A house that writes research and speaks of markets.
    Research,
    /// A house that rates debt.
    Rater,
    /// A body that is none of the others.
    Organisation,
    /// A body of a state.
    Agency,
    /// A central bank.
    CentralBank,
    /// Who publishes the figures of a state.
    StatisticsOffice,
    /// A survey by its name.
    Survey,
    /// Who watches over a market.
    Regulator,
    /// A ministry.
    Ministry,
    /// A body of several states.
    InternationalBody,
    /// Where things are traded.
    Exchange,
    /// A news agency.
    Wire,
    /// A newspaper.
    Newspaper,
    /// An index of prices.
    Index,
    /// A measure of volatility.
    Volatility,
    /// A commodity.
    Commodity,
    /// An interest rate.
    Rate,
    /// A currency.
    Currency,
    /// A country.
    Country,
    /// A name with a number in it that measures nothing.
    Name,
}

impl InstrumentKind {
    /// The kind of that name; the error lists those there are.
    pub(super) fn from_name(name: &str) -> Result<Self, serde::de::value::Error> {
        Self::deserialize(name.into_deserializer())
    }

    /// The kind with which an id begins: `index.rut`.
    pub(crate) fn of_id(id: &str) -> Option<Self> {
        Self::from_name(id.split('.').next()?).ok()
    }

    /// Whether it is a price, a rate, or made of them.
    pub(crate) const fn is_priced(self) -> bool {
        matches!(
            self,
            Self::Index | Self::Volatility | Self::Commodity | Self::Rate | Self::Currency
        )
    }

    /// What it is among entities; `None` where it is none.
    pub(crate) const fn entity(self) -> Option<EntityKind> {
        Some(match self {
            Self::Company | Self::Research | Self::Rater => EntityKind::Company,
            Self::Organisation
            | Self::Agency
            | Self::CentralBank
            | Self::StatisticsOffice
            | Self::Survey
            | Self::Regulator
            | Self::Ministry
            | Self::InternationalBody
            | Self::Exchange
            | Self::Wire
            | Self::Newspaper => EntityKind::Organisation,
            Self::Index | Self::Volatility => EntityKind::Index,
            Self::Commodity => EntityKind::Commodity,
            Self::Country => EntityKind::Country,
            Self::Rate | Self::Currency | Self::Name => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_have_the_names_of_the_files() {
        assert_eq!(InstrumentKind::from_name("central_bank"), Ok(InstrumentKind::CentralBank));
        let error = InstrumentKind::from_name("bank").unwrap_err().to_string();
        assert!(error.contains("`bank`") && error.contains("`central_bank`"), "{error}");
    }
}
