"""Kinds of columns that mean the same on every database."""

from typing import Final

from sqlalchemy import BigInteger, Dialect, TypeDecorator
from sqlalchemy import Integer as AnyInteger
from sqlalchemy import SmallInteger as AnySmallInteger
from sqlalchemy import Text as AnyText
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.types import TypeEngine


class Text(TypeDecorator[str]):
    """Text that every database orders by its bytes, without NUL: what people typed can hold one, and PostgreSQL does not."""

    impl = AnyText
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """The text as it is stored."""
        return value.replace("\0", "") if value else value


class Integer(TypeDecorator[int]):
    """A number of 32 bits, which can be compared with larger ones: nobody stored them, and that is no fault."""

    impl = AnyInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[int]:
        """PostgreSQL's driver says how large a number is that it hands over."""
        return dialect.type_descriptor(BigInteger() if dialect.name == "postgresql" else self.impl_instance)


class SmallInteger(Integer):
    """A number of 16 bits, compared in the same way."""

    impl = AnySmallInteger
    cache_ok = True


@compiles(Text, "postgresql")
@compiles(Integer, "postgresql")
@compiles(SmallInteger, "postgresql")
def _name_type(column_type: TypeEngine[object], *_arguments: object, **_options: object) -> str:
    return _POSTGRES_NAMES[type(column_type)]


_POSTGRES_NAMES: Final = {Text: 'TEXT COLLATE "C"', Integer: "INTEGER", SmallInteger: "SMALLINT"}
