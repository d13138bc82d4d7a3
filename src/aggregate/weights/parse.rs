//! Names of weighting schemes with their parameters: `equal`, `half-life(5)`, `almon(r=2,
//! order=3)`.

/// Why a text names no scheme. Every message says what is allowed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SchemeError {
    /// No scheme of that name.
    #[error("`{given}`: no such weights across {across}; expected one of: {known}")]
    Unknown {
        /// As it was given.
        given: String,
        /// `documents` or `time`.
        across: &'static str,
        /// All schemes with their parameters.
        known: String,
    },
    /// The scheme is known, its parameters are not what it takes.
    #[error("`{given}`: {problem}; expected {expected}")]
    Parameter {
        /// As it was given.
        given: String,
        /// What is wrong.
        problem: String,
        /// The scheme with its parameters.
        expected: &'static str,
    },
}

/// How a scheme is written.
#[derive(Debug)]
pub(super) struct Form {
    pub(super) name: &'static str,
    /// The names of its parameters; the first may come without its name.
    pub(super) parameters: &'static [&'static str],
    /// The scheme with its parameters and what they must be.
    pub(super) usage: &'static str,
}

/// A scheme's name with the parameters that were given.
#[derive(Debug)]
pub(super) struct Call<'a> {
    given: &'a str,
    form: &'static Form,
    values: Vec<(&'static str, &'a str)>,
}

impl<'a> Call<'a> {
    /// Reads `name`, `name(value)` or `name(parameter=value, ...)`.
    pub(super) fn parse(
        given: &'a str,
        across: &'static str,
        forms: &'static [Form],
    ) -> Result<Self, SchemeError> {
        let (name, inner) = match given.trim().split_once('(') {
            Some((name, rest)) => (name.trim_end(), Some(rest)),
            None => (given.trim(), None),
        };
        let Some(form) = forms.iter().find(|form| form.name == name) else {
            let known = forms.iter().map(|form| form.usage).collect::<Vec<_>>().join("; ");
            return Err(SchemeError::Unknown { given: given.to_owned(), across, known });
        };
        let mut call = Self { given, form, values: Vec::new() };
        if let Some(inner) = inner {
            let inner = inner
                .strip_suffix(')')
                .ok_or_else(|| call.error("the closing parenthesis is missing".into()))?;
            for (place, part) in inner.split(',').filter(|_| !inner.trim().is_empty()).enumerate() {
                call.take(place, part)?;
            }
        }
        Ok(call)
    }

    fn take(&mut self, place: usize, part: &'a str) -> Result<(), SchemeError> {
        let (parameter, value) = match (part.split_once('='), self.form.parameters) {
            (Some((parameter, value)), _) => (parameter.trim(), value.trim()),
            (None, [first, ..]) if place == 0 => (*first, part.trim()),
            _ => return Err(self.error(format!("`{}` has no name", part.trim()))),
        };
        let known = self.form.parameters.iter().find(|known| **known == parameter);
        let known =
            known.ok_or_else(|| self.error(format!("it has no parameter `{parameter}`")))?;
        if self.value(known).is_some() {
            return Err(self.error(format!("`{parameter}` is given twice")));
        }
        self.values.push((known, value));
        Ok(())
    }

    pub(super) const fn name(&self) -> &'static str {
        self.form.name
    }

    fn value(&self, parameter: &str) -> Option<&'a str> {
        self.values.iter().find(|(known, _)| *known == parameter).map(|(_, value)| *value)
    }

    /// A finite number that is `allowed`; `otherwise` where it is not given.
    pub(super) fn number(
        &self,
        parameter: &str,
        otherwise: Option<f64>,
        allowed: impl Fn(f64) -> bool,
    ) -> Result<f64, SchemeError> {
        let Some(value) = self.value(parameter) else {
            return otherwise.ok_or_else(|| self.error(format!("`{parameter}` is missing")));
        };
        let number =
            value.parse().map_err(|_| self.error(format!("`{parameter}={value}` is no number")))?;
        if f64::is_finite(number) && allowed(number) {
            Ok(number)
        } else {
            Err(self.error(format!("`{parameter}={value}` is out of range")))
        }
    }

    /// A whole number from 1 to `most`.
    pub(super) fn whole(&self, parameter: &str, most: u32) -> Result<u32, SchemeError> {
        let number = self.number(parameter, None, |x| {
            x.fract() == 0.0 && (1.0..=f64::from(most)).contains(&x)
        })?;
        Ok(number as u32)
    }

    /// `true` or `false`; false where it is not given.
    pub(super) fn flag(&self, parameter: &str) -> Result<bool, SchemeError> {
        match self.value(parameter) {
            None | Some("false") => Ok(false),
            Some("true") => Ok(true),
            Some(value) => {
                Err(self.error(format!("`{parameter}={value}` is neither true nor false")))
            }
        }
    }

    /// The error that says what the scheme takes.
    pub(super) fn error(&self, problem: String) -> SchemeError {
        SchemeError::Parameter { given: self.given.to_owned(), problem, expected: self.form.usage }
    }
}

/// Lets a scheme with `from_name` and `name` be read from and written as its name, by settings too.
macro_rules! written_by_name {
    ($scheme:ty) => {
        impl std::str::FromStr for $scheme {
            type Err = $crate::aggregate::weights::SchemeError;

            fn from_str(name: &str) -> Result<Self, Self::Err> {
                Self::from_name(name)
            }
        }

        impl TryFrom<String> for $scheme {
            type Error = $crate::aggregate::weights::SchemeError;

            fn try_from(name: String) -> Result<Self, Self::Error> {
                Self::from_name(&name)
            }
        }

        impl From<$scheme> for String {
            fn from(scheme: $scheme) -> Self {
                scheme.name()
            }
        }
    };
}
pub(super) use written_by_name;
