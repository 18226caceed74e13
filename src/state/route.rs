//! Where the user is, as the hash of the address: pure, so that the round trip is tested natively.
//!
//! An address is `#/page`, `#/page/id`, and page state behind a `?`. Which pages there are, and which of them take an id, stands in one
//! table (`ui::route`); here any name is read and written back as it came.

use std::borrow::Cow;

use crate::domain::day::Day;
use crate::domain::field::is_plausible;
use crate::domain::id::CustomerId;
use crate::domain::record::Text;
use crate::state::query::{Query, decode, encode};

/// Small page state (tab, open panel, period, filters) behind the `?`: `key=value` pairs in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Params {
    text: Text,
    pairs: Vec<(Text, Text)>,
}

impl Params {
    /// Reads `a=1&b=2`; of a key given twice the first counts.
    pub fn parse(text: &str) -> Self {
        let mut read: Vec<(Text, Text)> = Vec::new();
        for (key, value) in pairs(text) {
            if read.iter().all(|(known, _)| **known != *key) {
                read.push((key.into(), value.into()));
            }
        }
        Self {
            text: text.into(),
            pairs: read,
        }
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.pairs.iter().find(|(k, _)| &**k == key).map(|(_, v)| &**v)
    }

    /// The same with a key set, or removed by `None`. The other pairs stay as they were written: commas may part values in one.
    #[must_use]
    pub fn with(self, key: &str, value: Option<&str>) -> Self {
        if value.is_none() && self.get(key).is_none() {
            return self;
        }
        let is_key = |part: &str| decode(part.split_once('=').map_or(part, |(key, _)| key)) == key;
        let mut pair = value.map(|value| format!("{}={}", encode(key), encode(value)));
        let mut parts: Vec<String> = Vec::new();
        for part in self.text.split('&').filter(|part| !part.is_empty()) {
            match is_key(part) {
                true => parts.extend(pair.take()),
                false => parts.push(part.to_owned()),
            }
        }
        parts.extend(pair);
        Self::parse(&parts.join("&"))
    }

    /// All of it as the address has it.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// The pairs of a query text, decoded.
pub(super) fn pairs(text: &str) -> impl Iterator<Item = (String, String)> + '_ {
    text.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decode(key), decode(value))
    })
}

/// The day looked at, where it is not today.
/// The piece of page state that names the day which is looked at.
pub const AS_OF: &str = "as_of";

/// A page, or a page for each id, by the first part of its address. Only those that code links to have a constant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct PageId(Cow<'static, str>);

impl PageId {
    /// The start: welcome while the book is empty, else what is to be done today.
    pub const HOME: Self = Self::named("");
    /// What is to be done now.
    pub const TODAY: Self = Self::named("today");
    /// The list of customers; with an id, one customer's sheet.
    pub const CUSTOMERS: Self = Self::named("customers");
    /// The form for a new customer.
    pub const NEW_CUSTOMER: Self = Self::named("new-customer");
    /// The dashboard.
    pub const DASHBOARD: Self = Self::named("dashboard");
    /// The rules and their workshop.
    pub const RULES: Self = Self::named("rules");
    /// The playbooks.
    pub const PLAYBOOKS: Self = Self::named("playbooks");
    /// The review of moves, and the migration matrix.
    pub const REVIEW: Self = Self::named("review");
    /// Customers that may be one; with two of them in its state, their comparison.
    pub const DUPLICATES: Self = Self::named("duplicates");
    /// The printed forms.
    pub const FORMS: Self = Self::named("forms");
    /// Import, export, safety.
    pub const DATA: Self = Self::named("data");

    /// The page of this name.
    pub const fn named(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }

    /// Its name: the first part of its address.
    pub fn name(&self) -> &str {
        &self.0
    }
}

/// A place in the app.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// The page.
    pub page: PageId,
    /// Whose page, where the page is one of many.
    pub id: Option<Text>,
    /// What is open, chosen or sought there.
    pub params: Params,
}

/// A page without its state: what decides whether the page is built anew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageKey {
    /// The page.
    pub page: PageId,
    /// Whose page; another customer's is another page.
    pub id: Option<Text>,
}

impl PageKey {
    /// Whether it is this page, of nobody.
    pub fn is(&self, page: &PageId) -> bool {
        self.page == *page && self.id.is_none()
    }

    /// Whether rules are edited or moves reviewed here: then those of today count, whatever the day.
    pub fn is_about_rules(&self) -> bool {
        self.is(&PageId::RULES) || self.is(&PageId::PLAYBOOKS) || self.is(&PageId::REVIEW)
    }
}

impl Route {
    /// Reads a hash (`#/customers?q=…`); never fails.
    pub fn parse(hash: &str) -> Self {
        let whole = hash.strip_prefix('#').unwrap_or(hash);
        let (path, query) = whole.split_once('?').unwrap_or((whole, ""));
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let (page, id) = match *parts {
            [] => (String::new(), None),
            [page] => (page.to_owned(), None),
            [page, id] => (page.to_owned(), Some(decode(id).into())),
            // No page has such an address; it is kept as typed.
            _ => (parts.join("/"), None),
        };
        Self {
            page: PageId(page.into()),
            id,
            params: Params::parse(query),
        }
    }

    /// The hash that [`Route::parse`] reads back.
    pub fn to_hash(&self) -> String {
        let mut hash = format!("#/{}", self.page.name());
        if let Some(id) = &self.id {
            hash.push('/');
            hash.push_str(&encode(id));
        }
        if !self.params.text.is_empty() {
            hash.push('?');
            hash.push_str(&self.params.text);
        }
        hash
    }

    /// A page as it opens.
    pub fn to(page: PageId) -> Self {
        Self {
            page,
            ..Self::default()
        }
    }

    /// The list of customers with its filters.
    pub fn customers(query: &Query) -> Self {
        Self {
            params: Params::parse(&query.print()),
            ..Self::to(PageId::CUSTOMERS)
        }
    }

    /// A customer's sheet.
    pub fn customer(id: &CustomerId) -> Self {
        Self {
            id: Some(id.as_str().into()),
            ..Self::to(PageId::CUSTOMERS)
        }
    }

    /// The comparison of two customers: which one stays, and which one goes.
    pub fn duplicates(stays: &str, goes: &str) -> Self {
        Self::to(PageId::DUPLICATES)
            .with_param("stays", Some(stays))
            .with_param("goes", Some(goes))
    }

    /// The customer whose sheet this is.
    pub fn customer_id(&self) -> Option<CustomerId> {
        let id = self.id.as_deref().filter(|_| self.page == PageId::CUSTOMERS)?;
        CustomerId::new(id).ok()
    }

    /// What the list of customers is narrowed to; nothing on another page.
    pub fn query(&self) -> Option<Query> {
        let is_list = self.page == PageId::CUSTOMERS && self.id.is_none();
        is_list.then(|| Query::parse(&self.params.text))
    }

    /// The day that the address asks for; nothing for one that no book can be meant to be looked at.
    pub fn as_of(&self) -> Option<Day> {
        self.param(AS_OF).and_then(Day::parse).filter(|day| is_plausible(*day))
    }

    /// The same place on a day; nothing for today.
    #[must_use]
    pub fn on_day(self, day: Option<Day>) -> Self {
        let day = day.map(|day| day.to_string());
        self.with_param(AS_OF, day.as_deref())
    }

    /// The page without its state.
    pub fn key(&self) -> PageKey {
        PageKey {
            page: self.page.clone(),
            id: self.id.clone(),
        }
    }

    /// A piece of page state.
    pub fn param(&self, key: &str) -> Option<&str> {
        self.params.get(key)
    }

    /// The same place with one piece of page state set or removed.
    #[must_use]
    pub fn with_param(self, key: &str, value: Option<&str>) -> Self {
        Self {
            params: self.params.with(key, value),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kind::Customer;
    use crate::domain::number::next_number;
    use crate::domain::table::Table;

    fn id(text: &str) -> CustomerId {
        CustomerId::new(text).unwrap()
    }

    #[test]
    fn a_route_survives_the_address() {
        let params = Params::parse("why=value&tab=a%26b");
        let with = |route: Route| Route {
            params: params.clone(),
            ..route
        };
        let routes = [
            Route::to(PageId::HOME),
            Route::customers(&Query::default()),
            Route::customers(&Query::of("stage", ["lost", ""]).search("江 & co?#%/中")),
            Route::to(PageId::NEW_CUSTOMER),
            Route::customer(&id("c/1 客?#&%")),
            with(Route::customer(&id("new"))),
            with(Route::to(PageId::DASHBOARD)),
            Route::to(PageId::named("nowhere")).with_param("x", Some("1")),
        ];
        for route in routes {
            assert_eq!(Route::parse(&route.to_hash()), route, "{}", route.to_hash());
        }
    }

    #[test]
    fn every_customer_and_the_next_one_have_an_address() {
        let digits = "1234567890".repeat(4);
        let uuid = "017f22e2-79b0-7cc3-98c4-dc0c0c073981";
        for odd in [
            "a/b?c#d%20",
            "KH-9",
            "客户 12",
            uuid,
            "42",
            &digits,
            "..",
            "new",
            "%",
            "a%2Fb",
            "?why=x",
            "#",
        ] {
            let customers: Table<Customer> = std::iter::once(Customer::new(id(odd), odd)).collect();
            let next = next_number(&customers).unwrap();
            assert!(customers.get(next.as_str()).is_none(), "{odd}");
            for id in [id(odd), next] {
                let hash = Route::customer(&id).with_param("edit", Some("name")).to_hash();
                assert_eq!(Route::parse(&hash).customer_id(), Some(id), "{hash}");
            }
        }
    }

    #[test]
    fn addresses_are_what_they_always_were() {
        let query = Query::of("stage", ["lost", ""]).with("tag", ["a,b"]).search("江");
        let table = [
            (Route::to(PageId::HOME), "#/"),
            (Route::to(PageId::NEW_CUSTOMER), "#/new-customer"),
            (Route::customers(&Query::default()), "#/customers"),
            (
                Route::customers(&query),
                "#/customers?q=%E6%B1%9F&is.stage=lost,&is.tag=a%2Cb",
            ),
            (Route::customer(&id("KH-0142")), "#/customers/KH-0142"),
            (
                Route::to(PageId::DATA).with_param("tab", Some("export")),
                "#/data?tab=export",
            ),
        ];
        for (route, hash) in table {
            assert_eq!(route.to_hash(), hash);
        }
        let route = Route::customers(&query);
        assert_eq!((route.query(), route.customer_id()), (Some(query), None));
        let sheet = Route::parse("#/customers/KH-0142?why=risk");
        assert_eq!(
            (sheet.query(), sheet.customer_id(), sheet.param("why")),
            (None, Some(id("KH-0142")), Some("risk"))
        );
    }

    #[test]
    fn strange_addresses_are_read_without_failing() {
        for hash in ["", "#", "#/", "/"] {
            assert_eq!(Route::parse(hash), Route::to(PageId::HOME), "{hash}");
        }
        for hash in ["#/x", "#/customers/%", "#/data/%E4", "#main"] {
            let _ = Route::parse(hash).to_hash();
        }
        assert_eq!(Route::parse("#/customers/a/b?x=%41").to_hash(), "#/customers/a/b?x=%41");
        let long = format!("#/customers/{}", "x".repeat(65));
        assert_eq!(Route::parse(&long).customer_id(), None);
    }

    #[test]
    fn page_state_is_set_and_removed() {
        let route = Route::to(PageId::DATA).with_param("tab", Some("export"));
        assert_eq!(route.to_hash(), "#/data?tab=export");
        assert_eq!(route.param("tab"), Some("export"));
        assert_eq!(route.with_param("tab", None).to_hash(), "#/data");
    }
}
