//! Words of the rules page: editor, rehearsal, versions, examples.

use crate::domain::label::Lang;

text! {
    rules_title = "规则" / "Rules";
}
