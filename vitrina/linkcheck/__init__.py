"""Links to other sites: how those are asked, and what their answers mean."""
