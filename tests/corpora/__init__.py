"""Importers against forms with what an import must reproduce: our own small folder, or CORPORA_DIR."""
