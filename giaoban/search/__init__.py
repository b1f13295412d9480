"""The search index: what is indexed of a record, and how it is written for the browser."""
