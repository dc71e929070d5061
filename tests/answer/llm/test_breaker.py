"""A server that failed twice running is left alone for a minute, then tried by one."""

import pytest

from answer.llm.breaker import FAILURES, PAUSE, Breaker


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def opened(clock):
    breaker = Breaker(clock)
    assert [breaker.failed() for _ in range(FAILURES)] == [False, True]
    return breaker


def test_one_failure_changes_nothing(clock):
    breaker = Breaker(clock)
    assert breaker.failed() is False and breaker.admits()


def test_a_success_between_failures_starts_the_count_anew(clock):
    breaker = Breaker(clock)
    breaker.failed()
    breaker.succeeded()
    assert breaker.failed() is False and breaker.admits()


def test_after_two_nobody_asks_until_the_pause_is_over(opened, clock):
    assert not opened.admits()
    clock.now += PAUSE - 1
    assert not opened.admits()


def test_then_one_tries_while_the_others_wait(opened, clock):
    clock.now += PAUSE
    assert [opened.admits() for _ in range(3)] == [True, False, False]


def test_when_the_try_succeeds_all_ask_again(opened, clock):
    clock.now += PAUSE
    assert opened.admits()
    opened.succeeded()
    assert opened.admits() and opened.admits()


def test_when_it_fails_the_pause_begins_anew(opened, clock):
    clock.now += PAUSE
    assert opened.admits() and opened.failed()
    clock.now += PAUSE - 1
    assert not opened.admits()
    clock.now += 1
    assert opened.admits()


def test_a_try_of_which_nothing_is_heard_is_followed_by_another(opened, clock):
    clock.now += PAUSE
    assert opened.admits()
    clock.now += PAUSE
    assert opened.admits()
