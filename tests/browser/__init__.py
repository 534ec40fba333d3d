import pytest

# What a visitor says of a page is to be read in a failure.
pytest.register_assert_rewrite("tests.browser.visitor")
