"""Geometry of charts and maps, without language and markup: scales, time axes, map projections and coastlines."""
