"""The same index in the words of PostgreSQL (tsvector, GIN) and of SQLite (FTS5)."""

from abc import ABC, abstractmethod
from collections.abc import Iterator

from community.search.indexes import NO_WORDS, Follows, Index


class Vendor(ABC):
    names: str  # lists the triggers that stand
    changed: str  # true for a column whose value is another now
    key: str  # of an index

    @abstractmethod
    def table(self, index: Index) -> Iterator[str]: ...

    def sorted_in(self, index: Index) -> Iterator[str]:
        """What is quicker once the rows are there."""
        yield from ()

    @abstractmethod
    def triggers(self, index: Index) -> Iterator[str]: ...

    @abstractmethod
    def fill(self, index: Index, rows: str) -> Iterator[str]:
        """Write the words of these rows, whether they stand there or not."""

    @abstractmethod
    def gone(self, index: Index) -> Iterator[str]: ...

    def drop_strays(self, index: Index) -> str:
        return f"DELETE FROM {index.name} WHERE {self.key} NOT IN (SELECT id FROM {index.owner.table})"

    def when(self, follows: Follows) -> str:
        columns = ", ".join(follows.columns)
        changes = " OR ".join(self.changed.format(column=column) for column in follows.columns)
        return f"AFTER UPDATE OF {columns} ON {follows.table} FOR EACH ROW WHEN ({changes})"


class PostgreSQL(Vendor):
    names = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    changed = "OLD.{column} IS DISTINCT FROM NEW.{column}"
    key = "id"

    def table(self, index: Index) -> Iterator[str]:
        yield f"""CREATE OR REPLACE FUNCTION search_words(title text, html text) RETURNS tsvector
            LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
            SELECT setweight(to_tsvector('pg_catalog.english', translate(title, '<>&/_', '     ')), 'A')
                || to_tsvector('pg_catalog.english', regexp_replace(html, '{NO_WORDS}', ' ', 'g')) $$"""
        yield f"CREATE TABLE {index.name} (id bigint PRIMARY KEY, words tsvector NOT NULL)"

    def sorted_in(self, index: Index) -> Iterator[str]:
        """Without fastupdate: a list of what is still to be sorted in would be read by every search, and now and then
        one post would pay for hundreds."""
        yield f"CREATE INDEX {index.name}_words ON {index.name} USING gin (words) WITH (fastupdate = off)"

    def triggers(self, index: Index) -> Iterator[str]:
        name, owner = f"{index.name}_{index.mark}", index.owner
        yield self.function(index, f"{name}_owner", owner)
        yield f"""CREATE TRIGGER {name}_added AFTER INSERT ON {owner.table}
            FOR EACH ROW EXECUTE FUNCTION {name}_owner()"""
        yield f"CREATE TRIGGER {name}_changed {self.when(owner)} EXECUTE FUNCTION {name}_owner()"
        for number, other in enumerate(index.others):
            yield self.function(index, f"{name}_beside_{number}", other, lock=True)
            yield f"CREATE TRIGGER {name}_beside_{number} {self.when(other)} EXECUTE FUNCTION {name}_beside_{number}()"
        yield f"""CREATE FUNCTION {name}_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN DELETE FROM {index.name} WHERE id = OLD.id; RETURN NULL; END $$"""
        yield f"""CREATE TRIGGER {name}_deleted AFTER DELETE ON {owner.table}
            FOR EACH ROW EXECUTE FUNCTION {name}_deleted()"""
        yield f"""CREATE FUNCTION {name}_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN TRUNCATE {index.name}; RETURN NULL; END $$"""
        yield f"""CREATE TRIGGER {name}_emptied AFTER TRUNCATE ON {owner.table}
            FOR EACH STATEMENT EXECUTE FUNCTION {name}_emptied()"""

    def function(self, index: Index, name: str, follows: Follows, *, lock: bool = False) -> str:
        """`lock` waits for whoever is writing the owner's row: otherwise the later of two writers, who read before
        the other was done, would put the old words back."""
        first, second = self.fill(index, follows.rows)
        lines = f"{first.replace('SELECT 1', 'PERFORM 1', 1) if lock else ''}; {second}".removeprefix("; ")
        return f"""CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN {lines}; RETURN NULL; END $$"""

    def fill(self, index: Index, rows: str) -> Iterator[str]:
        alias = index.key.partition(".")[0]
        yield f"SELECT 1 FROM {index.source} WHERE {rows} ORDER BY {index.key} FOR NO KEY UPDATE OF {alias}"
        yield f"""INSERT INTO {index.name} (id, words)
            SELECT {index.key}, search_words({index.title}, {index.text}) FROM {index.source} WHERE {rows}
            ON CONFLICT (id) DO UPDATE SET words = EXCLUDED.words"""

    def gone(self, index: Index) -> Iterator[str]:
        """The functions of an older definition too, and with them their triggers."""
        yield f"""DO $$ DECLARE old regprocedure; BEGIN
            FOR old IN SELECT oid FROM pg_proc WHERE starts_with(proname, '{index.name}_')
            LOOP EXECUTE format('DROP FUNCTION %s CASCADE', old); END LOOP; END $$"""
        yield f"DROP TABLE IF EXISTS {index.name}"


class SQLite(Vendor):
    names = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    changed = "OLD.{column} IS NOT NEW.{column}"
    key = "rowid"

    def table(self, index: Index) -> Iterator[str]:
        yield f"""CREATE VIRTUAL TABLE {index.name} USING
            fts5(title, text, tokenize = 'porter unicode61 remove_diacritics 2')"""

    def triggers(self, index: Index) -> Iterator[str]:
        name, owner = f"{index.name}_{index.mark}", index.owner
        write = "; ".join(self.fill(index, owner.rows))
        yield f"CREATE TRIGGER {name}_added AFTER INSERT ON {owner.table} FOR EACH ROW BEGIN {write}; END"
        yield f"CREATE TRIGGER {name}_changed {self.when(owner)} BEGIN {write}; END"
        for number, other in enumerate(index.others):
            again = "; ".join(self.fill(index, other.rows))
            yield f"CREATE TRIGGER {name}_beside_{number} {self.when(other)} BEGIN {again}; END"
        yield f"""CREATE TRIGGER {name}_deleted AFTER DELETE ON {owner.table} FOR EACH ROW
            BEGIN DELETE FROM {index.name} WHERE rowid = OLD.id; END"""

    def fill(self, index: Index, rows: str) -> Iterator[str]:
        """Not INSERT OR REPLACE: in a trigger the statement outside it decides what happens on a conflict."""
        yield f"DELETE FROM {index.name} WHERE rowid IN (SELECT {index.key} FROM {index.source} WHERE {rows})"
        yield f"""INSERT INTO {index.name} (rowid, title, text)
            SELECT {index.key}, {index.title}, search_words({index.text}) FROM {index.source} WHERE {rows}"""

    def gone(self, index: Index) -> Iterator[str]:
        yield f"DROP TABLE IF EXISTS {index.name}"


VENDORS: dict[str, Vendor] = {"postgresql": PostgreSQL(), "sqlite": SQLite()}
