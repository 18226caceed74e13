//! Reports: the numbers of a board as plain structs, one file a board.

pub mod before;
pub mod change;
pub mod dashboard;
pub mod disagreements;
pub mod first_deal;
pub mod histogram;
pub mod lifecycle;
pub mod months;
pub mod moves;
pub mod occasion;
pub mod outlook;
pub mod purchases;
pub mod replenish;
pub mod review;
pub mod risk;
pub mod timeline;
pub mod way;
