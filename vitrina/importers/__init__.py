"""Moving in and out: tables to documents, and documents to tables."""
