"""Keeps batches small: one of the most entries that are allowed takes a debug build seconds, and the
server's own tests send it (`server/tests/http/boundaries.rs`)."""

import schemathesis

LARGE = 1_000


@schemathesis.hook
def before_load_schema(context, raw_schema):
    for schema in raw_schema["components"]["schemas"].values():
        for field in schema.get("properties", {}).values():
            if field.get("maxItems", 0) > LARGE:
                del field["maxItems"]
