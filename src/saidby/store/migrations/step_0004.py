"""Step 4: weapons and targets as nouns. Older groundings and incidents kept their class alone, which is then their words too."""

from __future__ import annotations

from typing import Final

STATEMENTS: Final[tuple[str, ...]] = (
    # The guard against changes is off for the change of form; what was grounded stays as it was.
    "DROP TRIGGER groundings_no_update",
    """UPDATE groundings SET noun = json_set(noun,
        '$.targets', json((SELECT json_group_array(json_object('words', replace(value, '_', ' '), 'type', value))
            FROM json_each(noun, '$.targets'))),
        '$.weapons', json((SELECT json_group_array(json_object('words', replace(value, '_', ' '), 'type', value))
            FROM json_each(noun, '$.weapons'))))""",
    """UPDATE incidents SET noun = json_set(noun,
        '$.targets', json((SELECT json_group_array(json_object('words', replace(value, '_', ' '), 'type', value))
            FROM json_each(noun, '$.targets'))),
        '$.weapons', json((SELECT json_group_array(json_object('words', replace(value, '_', ' '), 'type', value))
            FROM json_each(noun, '$.weapons'))))""",
    "CREATE TRIGGER groundings_no_update BEFORE UPDATE ON groundings BEGIN SELECT RAISE(ABORT, 'groundings is append-only: UPDATE refused'); END",
)

APPEND_ONLY: Final[tuple[str, ...]] = ()
