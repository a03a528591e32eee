"""Links to other sites: how those are requested, and what their responses mean."""
