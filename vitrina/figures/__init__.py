"""Geometry of figures, free of language and of markup: scales, time axes, map projections and outlines of land."""
