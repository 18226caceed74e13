//! Where the user is, as the hash of the address: pure, so that the round trip is tested natively.

use crate::domain::id::CustomerId;
use crate::state::query::{Query, decode, encode};

/// Small page state (tab, open panel, period) as ordered `key=value` pairs behind the `?`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Params(Vec<(Box<str>, Box<str>)>);

impl Params {
    /// Reads `a=1&b=2`; of a key given twice the first counts.
    pub fn parse(text: &str) -> Self {
        let mut params = Self::default();
        for (key, value) in pairs(text) {
            if params.get(&key).is_none() {
                params.0.push((key.into(), value.into()));
            }
        }
        params
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(k, _)| &**k == key).map(|(_, v)| &**v)
    }

    /// The same with a key set, or removed by `None`.
    #[must_use]
    pub fn with(mut self, key: &str, value: Option<&str>) -> Self {
        let place = self.0.iter().position(|(k, _)| &**k == key);
        match (place, value) {
            (Some(i), Some(value)) => self.0[i].1 = value.into(),
            (Some(i), None) => drop(self.0.remove(i)),
            (None, Some(value)) => self.0.push((key.into(), value.into())),
            (None, None) => {}
        }
        self
    }

    fn print(&self) -> String {
        let pair = |(k, v): &(Box<str>, Box<str>)| format!("{}={}", encode(k), encode(v));
        self.0.iter().map(pair).collect::<Vec<_>>().join("&")
    }
}

/// The pairs of a query text, decoded.
pub(super) fn pairs(text: &str) -> impl Iterator<Item = (String, String)> + '_ {
    text.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decode(key), decode(value))
    })
}

/// A place in the app. One variant a page; the page's row in `ui::route` names and draws it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// The start: welcome while the book is empty, else the dashboard.
    #[default]
    Home,
    /// The list of customers with its filters.
    Customers(Query),
    /// The form for a new customer.
    NewCustomer,
    /// One customer's sheet.
    Customer(CustomerId, Params),
    /// The dashboard.
    Dashboard(Params),
    /// The rules and their workshop.
    Rules(Params),
    /// The review of moves, and the migration matrix.
    Review(Params),
    /// Where people and rules disagree.
    Disagreements(Params),
    /// Import, export, safety.
    Data(Params),
    /// No page has this address; kept as typed.
    NotFound(Box<str>),
}

/// A page without its state: what decides whether the page is built anew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PageKey {
    /// See [`Route::Home`].
    #[default]
    Home,
    /// See [`Route::Customers`].
    Customers,
    /// See [`Route::NewCustomer`].
    NewCustomer,
    /// See [`Route::Customer`]; another customer is another page.
    Customer(CustomerId),
    /// See [`Route::Dashboard`].
    Dashboard,
    /// See [`Route::Rules`].
    Rules,
    /// See [`Route::Review`].
    Review,
    /// See [`Route::Disagreements`].
    Disagreements,
    /// See [`Route::Data`].
    Data,
    /// See [`Route::NotFound`].
    NotFound,
}

impl Route {
    /// Reads a hash (`#/customers?q=…`); never fails.
    pub fn parse(hash: &str) -> Self {
        let whole = hash.strip_prefix('#').unwrap_or(hash);
        let (path, query) = whole.split_once('?').unwrap_or((whole, ""));
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        match parts[..] {
            [] => Self::Home,
            ["customers"] => Self::Customers(Query::parse(query)),
            ["new-customer"] => Self::NewCustomer,
            ["customers", id] => match CustomerId::new(&decode(id)) {
                Ok(id) => Self::Customer(id, Params::parse(query)),
                Err(_) => Self::NotFound(whole.into()),
            },
            ["dashboard"] => Self::Dashboard(Params::parse(query)),
            ["rules"] => Self::Rules(Params::parse(query)),
            ["review"] => Self::Review(Params::parse(query)),
            ["disagreements"] => Self::Disagreements(Params::parse(query)),
            ["data"] => Self::Data(Params::parse(query)),
            _ => Self::NotFound(whole.into()),
        }
    }

    /// The hash that [`Route::parse`] reads back.
    pub fn to_hash(&self) -> String {
        match self {
            Self::Home => "#/".into(),
            Self::Customers(query) => joined("#/customers", &query.print()),
            Self::NewCustomer => "#/new-customer".into(),
            Self::Customer(id, params) => joined(&format!("#/customers/{}", encode(id.as_str())), &params.print()),
            Self::Dashboard(params) => joined("#/dashboard", &params.print()),
            Self::Rules(params) => joined("#/rules", &params.print()),
            Self::Review(params) => joined("#/review", &params.print()),
            Self::Disagreements(params) => joined("#/disagreements", &params.print()),
            Self::Data(params) => joined("#/data", &params.print()),
            Self::NotFound(whole) => format!("#{whole}"),
        }
    }

    /// A customer's sheet.
    pub fn customer(id: &CustomerId) -> Self {
        Self::Customer(id.clone(), Params::default())
    }

    /// The page without its state.
    pub fn key(&self) -> PageKey {
        match self {
            Self::Home => PageKey::Home,
            Self::Customers(_) => PageKey::Customers,
            Self::NewCustomer => PageKey::NewCustomer,
            Self::Customer(id, _) => PageKey::Customer(id.clone()),
            Self::Dashboard(_) => PageKey::Dashboard,
            Self::Rules(_) => PageKey::Rules,
            Self::Review(_) => PageKey::Review,
            Self::Disagreements(_) => PageKey::Disagreements,
            Self::Data(_) => PageKey::Data,
            Self::NotFound(_) => PageKey::NotFound,
        }
    }

    /// The page's small state, where it has one.
    pub fn params(&self) -> Option<&Params> {
        match self {
            Self::Customer(_, params)
            | Self::Dashboard(params)
            | Self::Rules(params)
            | Self::Review(params)
            | Self::Disagreements(params)
            | Self::Data(params) => Some(params),
            Self::Home | Self::Customers(_) | Self::NewCustomer | Self::NotFound(_) => None,
        }
    }

    /// The same place with one piece of page state set or removed.
    #[must_use]
    pub fn with_param(self, key: &str, value: Option<&str>) -> Self {
        match self {
            Self::Customer(id, params) => Self::Customer(id, params.with(key, value)),
            Self::Dashboard(params) => Self::Dashboard(params.with(key, value)),
            Self::Rules(params) => Self::Rules(params.with(key, value)),
            Self::Review(params) => Self::Review(params.with(key, value)),
            Self::Disagreements(params) => Self::Disagreements(params.with(key, value)),
            Self::Data(params) => Self::Data(params.with(key, value)),
            other => other,
        }
    }
}

fn joined(path: &str, query: &str) -> String {
    if query.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{query}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> CustomerId {
        CustomerId::new(text).unwrap()
    }

    #[test]
    fn a_route_survives_the_address() {
        let params = Params::parse("why=value&tab=a%26b");
        let routes = [
            Route::Home,
            Route::Customers(Query::default()),
            Route::Customers(Query::of("stage", ["lost", ""]).search("江 & co?#%/中")),
            Route::NewCustomer,
            Route::customer(&id("c/1 客?#&%")),
            Route::Customer(id("new"), params.clone()),
            Route::Dashboard(params.clone()),
            Route::Rules(params.clone()),
            Route::Review(params.clone()),
            Route::Disagreements(Params::default()),
            Route::Data(Params::default()),
            Route::NotFound("/nowhere?x=1".into()),
        ];
        for route in routes {
            assert_eq!(Route::parse(&route.to_hash()), route, "{}", route.to_hash());
        }
    }

    #[test]
    fn strange_addresses_are_read_without_failing() {
        for hash in ["", "#", "#/", "/"] {
            assert_eq!(Route::parse(hash), Route::Home, "{hash}");
        }
        for hash in ["#/x", "#/customers/a/b", "#/customers/%", "#/data/%E4%", "#main"] {
            let _ = Route::parse(hash).to_hash();
        }
        let long = format!("#/customers/{}", "x".repeat(65));
        assert_eq!(Route::parse(&long).key(), PageKey::NotFound);
    }

    #[test]
    fn page_state_is_set_and_removed() {
        let route = Route::Data(Params::default()).with_param("tab", Some("export"));
        assert_eq!(route.to_hash(), "#/data?tab=export");
        assert_eq!(route.params().and_then(|p| p.get("tab")), Some("export"));
        assert_eq!(route.with_param("tab", None).to_hash(), "#/data");
    }
}
