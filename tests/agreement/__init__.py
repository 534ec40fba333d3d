import pytest

# Where the model and the site part is to be read in a failure.
pytest.register_assert_rewrite("tests.agreement.compared")
