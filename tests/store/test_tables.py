"""The tables beside the declarations of the kinds."""

import pytest

from app.content.kind import Kind
from app.content.kinds import KINDS
from app.store.ownership import POINTERS
from app.store.tables import TYPED
from app.store.writing import OWNED


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_a_typed_table_has_a_column_for_each_field(kind: Kind) -> None:
    """An attribute by its name, a relation to one with `_id`, which cannot be empty where it is required."""
    columns = {column.name: column.nullable for column in TYPED[kind.name].c}
    attributes = {attribute.name: True for attribute in kind.attributes}
    relations = {f"{relation.name}_id": not relation.required for relation in kind.relations if not relation.many}
    assert columns == {"entry_id": False, **attributes, **relations}


def test_every_pointer_is_known() -> None:
    """Whatever column names another entry, its name says so, and it is looked at before that entry is removed."""
    named = {f"{table.name}.{column.name}" for table in OWNED for column in table.c if column.name.endswith("_id")}
    owners = {f"{table.name}.entry_id" for table in OWNED}
    assert {str(pointer) for pointer in POINTERS} == named - owners
