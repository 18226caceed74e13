//! Words of the review, the migration matrix and the disagreements.

use crate::domain::label::Lang;

text! {
    review_title = "复核" / "Review";
    disagreements_title = "人与规则的分歧" / "People and rules disagree";
}
