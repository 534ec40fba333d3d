from tests.people.second_steps import watch  # noqa: F401 - for every test here
