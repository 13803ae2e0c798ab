import pytest

from sparkweb.foundation.core.mailboxes import mailbox


@pytest.mark.parametrize(
    "address",
    ["anne@børn.dk", "Anne@BØRN.dk", "anne+tr@børn.dk", "anne+@børn.dk", "anne@xn--brn-0na.dk", "anne+a+b@børn.dk"],
)
def test_every_way_to_write_a_mailbox_is_one(address: str) -> None:
    assert mailbox(address) == "anne@xn--brn-0na.dk"


@pytest.mark.parametrize("address", ["anna@børn.dk", "anne@barn.dk", "+anne@børn.dk"])
def test_other_mailboxes_are_others(address: str) -> None:
    assert mailbox(address) != mailbox("anne@børn.dk")
