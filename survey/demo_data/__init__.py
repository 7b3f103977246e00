"""The demo's own copy of the invented people and of the talk's figures."""
