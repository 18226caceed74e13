//! What people see. Must never know: storage, transfer, IndexedDB.
