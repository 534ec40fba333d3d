"""Measurements that are run by hand, on whatever machine this is: no test depends on them."""
