//! Service definitions: what an agency does for a person, for how much, how soon and with which papers.
