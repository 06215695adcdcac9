//! What may go wrong in the store; one file elsewhere turns it into a status.

/// Why the store did not do what it was asked; nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// A file cannot be read or written now, or the store is closed. 503.
    #[error("the store cannot be used now: {0}")]
    Unavailable(String),
    /// The disk is full, or the database has the most pages that it may have. 503.
    #[error("there is no room: {0}")]
    NoRoom(String),
    /// Another program holds the database's lock, or too many writes are waiting. 503.
    #[error("the database is locked: {0}")]
    Locked(String),
    /// The database or its folder is nothing that this program can open; the sentence names it and
    /// the remedy. Only from opening, backing up and restoring.
    #[error("{0}")]
    Unopenable(String),
    /// Another version is stored than the one that was to be replaced. 412.
    #[error("somebody else has saved since; read it again")]
    Conflict,
    /// The document is locked, as a revision of it is in review. 409.
    #[error("the text is in review, so it is locked until somebody has decided")]
    InReview,
    /// Nobody has said yet what the contact was about, and handling it would delete its text. 409.
    #[error(
        "nobody has coded this contact; say what it was about first, as its text is deleted when it \
         is handled"
    )]
    NotCoded,
    /// Nothing of that name is stored. 404.
    #[error("nothing of that name is stored")]
    NotFound,
    /// Something of that name is stored already. 409.
    #[error("something of that name is stored already")]
    AlreadyExists,
    /// Every token or case code that was offered for a subject belongs to another one. Try again
    /// with others. 503.
    #[error("every token or case code that was offered is taken; offer others")]
    NamesTaken,
    /// The store holds something that it cannot have been given. 500.
    #[error("the store is damaged: {0}")]
    Corrupt(String),
}
