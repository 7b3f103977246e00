"""The tables of the database. No column here ever holds a time, address, device or order of an answer."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    LargeBinary,
    MetaData,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

UNORDERED = {"sqlite_with_rowid": False}
"""Tables keyed by random or hashed bytes: without it SQLite keeps a hidden number in order of arrival."""

NAMES = {
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
}
"""Every constraint has a name, so that a migration can find it again."""


class Base(DeclarativeBase):
    """All tables of Saualnama."""

    metadata = MetaData(naming_convention=NAMES)


class Survey(Base):
    """One wave of a questionnaire fielded to a population.

    `source` is the questionnaire as YAML text; `key_check` proves that a key file is the right one
    and goes when the wave closes. A closed wave has three JSON texts: `codebook` of its answers,
    `exact_codebook` of what is kept apart from them, `recoding` with the notes on what closing
    coarsened. `swept` says that the remains of the field are gone from the files as well.
    """

    __tablename__ = "survey"
    __table_args__ = (
        UniqueConstraint("name", "wave"),
        CheckConstraint("mode IN ('anonymous', 'open')", name="mode_is_known"),
        CheckConstraint("state IN ('draft', 'open', 'closed')", name="state_is_known"),
        CheckConstraint("(state = 'closed') = (key_check IS NULL)", name="closed_has_no_key"),
        CheckConstraint("(state = 'closed') = (codebook IS NOT NULL)", name="closed_has_codebook"),
        CheckConstraint("state = 'closed' OR NOT swept", name="swept_is_closed"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    wave: Mapped[int]
    mode: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(12))
    source: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text, default="")
    key_check: Mapped[bytes | None] = mapped_column(LargeBinary)
    codebook: Mapped[str | None] = mapped_column(Text)
    exact_codebook: Mapped[str | None] = mapped_column(Text)
    recoding: Mapped[str | None] = mapped_column(Text)
    swept: Mapped[bool] = mapped_column(default=False)


class Stratum(Base):
    """How many people of the sampling frame stand in one stratum, and how many of them answered
    (known when the wave is closed)."""

    __tablename__ = "stratum"

    survey_id: Mapped[str] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    code: Mapped[str] = mapped_column(String(80), primary_key=True)
    size: Mapped[int]
    answered: Mapped[int | None]


class Participant(Base):
    """A person of the sampling frame. Never written while the field is open, deleted when it closes."""

    __tablename__ = "participant"
    __table_args__ = (
        UniqueConstraint("survey_id", "code_hash"),
        UniqueConstraint("survey_id", "secret_hash"),
        UNORDERED,
    )

    survey_id: Mapped[str] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    person: Mapped[str] = mapped_column(String(80), primary_key=True)
    stratum: Mapped[str] = mapped_column(String(80))
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class Used(Base):
    """The mark of a one-time right that was used. Deleted when the wave closes."""

    __tablename__ = "used"
    __table_args__ = UNORDERED

    survey_id: Mapped[str] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    mark: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)


class Box(Base):
    """A sealed response. Deleted when the wave closes."""

    __tablename__ = "box"
    __table_args__ = UNORDERED

    survey_id: Mapped[str] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class Unfinished(Base):
    """Answers sealed to go on with another device. Deleted when they are sent or the wave closes."""

    __tablename__ = "unfinished"
    __table_args__ = UNORDERED

    survey_id: Mapped[str] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    name: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class CodedColumn(Base):
    """What everybody said to one variable of a closed wave, packed by `survey.coded`: `words` are the
    different values as JSON, `places` tell person by person the place among them.

    The `rows` have one order, drawn at closing, their background facts are coarsened; a column kept `apart`
    (a background fact, a text written in) has an order of its own, so that it belongs to nobody.
    """

    __tablename__ = "coded_column"
    __table_args__ = (CheckConstraint("part IN ('rows', 'apart')", name="part_is_known"),)

    survey_id: Mapped[str] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    part: Mapped[str] = mapped_column(String(8), primary_key=True)
    variable: Mapped[str] = mapped_column(String(160), primary_key=True)
    words: Mapped[str] = mapped_column(Text)
    places: Mapped[bytes] = mapped_column(LargeBinary)


class Noise(Base):
    """What the noise in publications of a closed wave is made of: the secret of its snapshot, and the record
    keys of 64 bits (lowest byte first, in the order of the rows). They leave storage for nothing else."""

    __tablename__ = "noise"

    survey_id: Mapped[str] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    secret: Mapped[bytes] = mapped_column(LargeBinary(32))
    keys: Mapped[bytes] = mapped_column(LargeBinary)


class Publication(Base):
    """A frozen, protected set of tables (as JSON); all that the public side can read.

    It speaks of the first `answers` responses, the `snapshot` of that number; `released` in seconds since
    1970. Both decide when the next one may be made.
    """

    __tablename__ = "publication"

    survey_id: Mapped[str] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    release: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[str] = mapped_column(Text)
    snapshot: Mapped[int]
    answers: Mapped[int]
    released: Mapped[int] = mapped_column(BigInteger)


class Methods(Base):
    """How a survey was made, as people tell it for its reports (as JSON)."""

    __tablename__ = "methods"

    survey_id: Mapped[str] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    statement: Mapped[str] = mapped_column(Text)


class View(Base):
    """A view of the results that a researcher keeps: its name, and the address that shows it (path and
    query below that of the survey). It says nothing of any person."""

    __tablename__ = "view"

    survey_id: Mapped[str] = mapped_column(ForeignKey("survey.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(120), primary_key=True)
    address: Mapped[str] = mapped_column(Text)


class Account(Base):
    """A researcher who may sign in."""

    __tablename__ = "account"

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    password_hash: Mapped[str] = mapped_column(String(200))


class Session(Base):
    """A researcher's signed-in session: only the hash of its token is kept. Times in seconds since 1970."""

    __tablename__ = "session"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    account: Mapped[str] = mapped_column(ForeignKey("account.name", ondelete="CASCADE"))
    expires: Mapped[int]
    idle_until: Mapped[int]


class Token(Base):
    """A token by which a program reads in the name of an account: its hash, and the label it is known by."""

    __tablename__ = "token"
    __table_args__ = (UniqueConstraint("account", "label"),)

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    account: Mapped[str] = mapped_column(ForeignKey("account.name", ondelete="CASCADE"))
    label: Mapped[str] = mapped_column(String(80))


class Audit(Base):
    """A line of the log of raw data that left: `moment` in seconds since 1970, who took it, the survey's
    address, in which format, how many rows. It tells of researchers, never of a respondent."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    moment: Mapped[int] = mapped_column(BigInteger)
    who: Mapped[str] = mapped_column(String(120))
    survey: Mapped[str] = mapped_column(String(120))
    what: Mapped[str] = mapped_column(String(40))
    rows: Mapped[int]
