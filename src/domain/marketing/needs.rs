//! Need tags (S1): a vocabulary, for companies by industry and need, for persons by scene and preference, and how much of the book it covers.
//!
//! The vocabulary stands in the settings under [`NEED_VOCABULARY`]: `[{"name": "关注售后响应", "for": "enterprise", "group": "制造业"}]`. `for` is a word of
//! [`CustomerKind`], left out for both; `group` is the industry or the scene. Needs that customers have and the vocabulary does not
//! name are counted as well. Spellings that look alike are one need.

use serde_json::{Value, json};

use crate::domain::fold::{alike, folded, is_blank};
use crate::domain::kind::{Customer, CustomerKind, Settings};
use crate::domain::record::Text;
use crate::domain::sort::sort_by;
use crate::domain::world::World;

/// The key among the further fields of the settings.
pub const NEED_VOCABULARY: &str = "need_vocabulary";
/// More needs than this nobody tells apart.
pub const MOST: usize = 300;

/// A need of the vocabulary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// What it is called.
    pub name: Text,
    /// Whose it is; nothing for both.
    pub kind: Option<CustomerKind>,
    /// The industry or the scene.
    pub group: Option<Text>,
}

/// A need with its customers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The need.
    pub need: Need,
    /// The vocabulary names it.
    pub is_listed: bool,
    /// How many customers have it.
    pub customers: usize,
}

/// How much of the customers of a kind is covered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// All of them.
    pub all: usize,
    /// Those with a need tag at least.
    pub tagged: usize,
}

/// The needs of a book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Those of the vocabulary in its order, then the others, the most frequent first.
    pub needs: Vec<Counted>,
    /// Companies, persons, and customers of whom that is not said.
    pub shares: [Share; 3],
}

impl Needs {
    /// All customers.
    pub fn all(&self) -> Share {
        self.shares.iter().fold(Share::default(), |sum, share| Share {
            all: sum.all + share.all,
            tagged: sum.tagged + share.tagged,
        })
    }

    /// Counts a book.
    pub fn of(world: &World) -> Self {
        let listed = vocabulary(&world.book.head.settings).into_iter().map(|need| Counted {
            need,
            is_listed: true,
            customers: 0,
        });
        let mut told = Self {
            needs: listed.collect(),
            ..Self::default()
        };
        let first = told.needs.len();
        let mut places: hashbrown::HashMap<String, usize> = hashbrown::HashMap::new();
        for (at, it) in told.needs.iter().enumerate() {
            places.entry(folded(&it.need.name).into_owned()).or_insert(at);
        }
        for (slot, customer) in world.book.customers.iter() {
            if !world.evaluation.exists(slot) {
                continue;
            }
            let share = &mut told.shares[match customer.kind {
                Some(CustomerKind::Enterprise) => 0,
                Some(CustomerKind::Person) => 1,
                None => 2,
            }];
            share.all += 1;
            share.tagged += usize::from(!customer.need_tags.is_empty());
            let mut own: Vec<usize> = Vec::new();
            for tag in customer.need_tags.iter().filter(|tag| !is_blank(tag)) {
                let at = *places.entry(folded(tag).into_owned()).or_insert_with(|| {
                    told.needs.push(Counted {
                        need: Need {
                            name: tag.clone(),
                            kind: None,
                            group: None,
                        },
                        is_listed: false,
                        customers: 0,
                    });
                    told.needs.len() - 1
                });
                if !own.contains(&at) {
                    own.push(at);
                    told.needs[at].customers += 1;
                }
            }
        }
        sort_by(&mut told.needs[first..], |a, b| {
            b.customers
                .cmp(&a.customers)
                .then_with(|| a.need.name.cmp(&b.need.name))
        });
        told
    }
}

/// Which needs customers have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Having {
    /// One at least.
    Any,
    /// None.
    Nothing,
    /// This one.
    Need(Text),
}

impl Having {
    /// Its names in addresses beside those of needs.
    pub const ANY: &str = "+";
    /// The other one.
    pub const NOTHING: &str = "-";

    /// What an address names.
    pub fn from_word(word: &str) -> Self {
        match word {
            Self::ANY => Self::Any,
            Self::NOTHING => Self::Nothing,
            need => Self::Need(need.into()),
        }
    }

    /// Whether a customer is meant.
    pub fn fits(&self, customer: &Customer) -> bool {
        match self {
            Self::Any => !customer.need_tags.is_empty(),
            Self::Nothing => customer.need_tags.is_empty(),
            Self::Need(need) => customer.need_tags.iter().any(|tag| alike(tag, need)),
        }
    }
}

/// The vocabulary of a book. What cannot be read is left out.
pub fn vocabulary(settings: &Settings) -> Vec<Need> {
    let said = settings.extra.iter().find(|(key, _)| *key == NEED_VOCABULARY);
    let all = said.and_then(|(_, value)| value.as_array()).map(Vec::as_slice);
    let read = |value: &Value| {
        let text = |key: &str| {
            let text = value.get(key).and_then(Value::as_str).map(str::trim);
            text.filter(|text| !is_blank(text))
        };
        Some(Need {
            name: text("name")?.into(),
            kind: text("for").and_then(CustomerKind::from_word),
            group: text("group").map(Text::from),
        })
    };
    let mut needs: Vec<Need> = Vec::new();
    for need in all.unwrap_or_default().iter().filter_map(read).take(MOST) {
        if !needs.iter().any(|known| alike(&known.name, &need.name)) {
            needs.push(need);
        }
    }
    needs
}

/// Writes it into the settings.
pub fn keep(settings: &mut Settings, needs: &[Need]) {
    let written = |need: &Need| {
        let mut value = json!({"name": &*need.name});
        if let Some(kind) = need.kind {
            value["for"] = kind.word().into();
        }
        if let Some(group) = &need.group {
            value["group"] = (&**group).into();
        }
        value
    };
    let all: Vec<Value> = needs.iter().map(written).collect();
    settings
        .extra
        .set(NEED_VOCABULARY, (!all.is_empty()).then(|| all.into()));
}
