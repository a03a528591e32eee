"""Translation status: missing and outdated versions, coverage by language, and marking a translation as up to date."""
