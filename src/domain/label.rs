//! A text in both languages. Registries and commands carry their names this way, so that neither can be forgotten.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt::Display;

/// The languages of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Chinese, the default.
    #[default]
    Zh,
    /// English.
    En,
}

/// A text in Chinese and English.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// Chinese.
    pub zh: Cow<'static, str>,
    /// English.
    pub en: Cow<'static, str>,
}

impl Label {
    /// A fixed text.
    pub const fn fixed(zh: &'static str, en: &'static str) -> Self {
        Self {
            zh: Cow::Borrowed(zh),
            en: Cow::Borrowed(en),
        }
    }

    /// A text made at run time.
    pub fn made(zh: String, en: String) -> Self {
        Self {
            zh: Cow::Owned(zh),
            en: Cow::Owned(en),
        }
    }

    /// The same text in both languages (a name the user gave).
    pub fn same(text: &str) -> Self {
        Self::made(text.to_owned(), text.to_owned())
    }

    /// The text in a language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// What a sentence takes in: a name or number, the same in both languages, or another label, each language in its own sentence.
pub trait Said {
    /// As it is said in a language.
    fn said(&self, lang: Lang) -> impl Display;
}

impl<T: Display + ?Sized> Said for T {
    fn said(&self, _: Lang) -> impl Display {
        self
    }
}

impl Said for Label {
    fn said(&self, lang: Lang) -> impl Display {
        self.get(lang)
    }
}

/// A table of sentences, a row each: `name = "中文" / "English";`, with arguments `name(a, b) = "{a}：{b}" / "{a}: {b}";`.
macro_rules! sentences {
    (@row $name:ident = $zh:literal / $en:literal) => {
        #[doc = $zh]
        pub const fn $name() -> $crate::domain::label::Label {
            $crate::domain::label::Label::fixed($zh, $en)
        }
    };
    (@row $name:ident ($($arg:ident),+) = $zh:literal / $en:literal) => {
        #[doc = $zh]
        pub fn $name($($arg: impl $crate::domain::label::Said),+) -> $crate::domain::label::Label {
            use $crate::domain::label::{Label, Lang, Said};
            let zh = { $(let $arg = Said::said(&$arg, Lang::Zh);)+ format!($zh) };
            let en = { $(let $arg = Said::said(&$arg, Lang::En);)+ format!($en) };
            Label::made(zh, en)
        }
    };
    ($($name:ident $(($($arg:ident),+))? = $zh:literal / $en:literal;)*) => {
        $($crate::domain::label::sentences! { @row $name $(($($arg),+))? = $zh / $en })*
        /// Every row, for the test of typography.
        #[cfg(test)]
        pub(crate) const ROWS: &[(&str, &str)] = &[$(($zh, $en)),*];
    };
}
pub(crate) use sentences;
