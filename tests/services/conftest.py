from collections.abc import Iterator
from pathlib import Path

import pytest
from support.shops import make_shop

from pos_app.services.shop.shop import Shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with make_shop(tmp_path / "till") as made:
        yield made
