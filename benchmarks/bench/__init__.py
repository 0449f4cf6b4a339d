"""Allot against its peers: instances, contenders, measuring, tables."""
