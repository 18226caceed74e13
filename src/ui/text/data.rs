//! Words of the Data page: files in and out, safety, the trail, erasing.

use crate::domain::label::Lang;

text! {
    one_file(name) = "一次读一个文件，先读 {name}" / "One file at a time: reading {name}";
}
