"""The Flask applications: respondents answer, researchers read, the public sees what was published."""

__version__ = "0.1.0"
