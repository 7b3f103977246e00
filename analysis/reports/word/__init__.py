"""What Word documents need beyond python-docx: the styles of the house, fields, bookmarks, footnotes."""
