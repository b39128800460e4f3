"""One module per file format. Each turns bytes on disk into a :class:`fazhi.audit.model.Document`."""
