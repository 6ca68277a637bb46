"""How much each column needs guarding: by the part it belongs to (`retention.yaml`), with exceptions by name. What a
level means, and who reads and writes what, is in docs/security/data.md."""

from community.privacy.retention import Line

PUBLIC = "public"  # anybody may read it
SHARED = "shared"  # those who may read the place it stands in: a group, a board, a room, a conversation
OWN = "own"  # the member alone
TEAM = "team"  # those of the team whose work it is, and what each person is told of it
SEALED = "sealed"  # own, and closed in the database
SECRET = "secret"  # noqa: S105 a word; whoever has it gets in
LEVELS = (PUBLIC, SHARED, OWN, TEAM, SEALED, SECRET)

OF_PARTS = {
    PUBLIC: "site",
    SHARED: "profile groups asking meetings posts polls pictures signs rooms messages index",
    OWN: "account consents mail codes blocks helpers settings own_file leaving reading drafts opinions questions "
    "reminders calendar notices choices summaries names aliases",
    TEAM: "sanctions deeds reports cases letters complaints team",
}
EXCEPTIONS = {
    SECRET: "accounts.User.password account.EmailConfirmation.key sessions.Session.session_key "
    "sessions.Session.session_data usersessions.UserSession.session_key usersessions.UserSession.data "
    "mfa.Authenticator.data carers.Arrangement.token_hash calendars.CalendarFeed.token_hash "
    "accounts.SiteInvitation.token_hash moderation.Report.token moderation.Complaint.token",
    SEALED: "reminders.Reminder.title reminders.Reminder.note reminders.Occurrence.reason reminders.Correction.reason "
    "notifications.Delivery.words",
    SHARED: "accounts.User.id accounts.User.username accounts.User.drawing accounts.User.date_joined "
    "accounts.User.is_moderator accounts.User.is_editor accounts.User.is_demo groups.SupportGroup.rules "
    "forum.Alias.id forum.Alias.thread forum.Alias.name",
    TEAM: "accounts.User.is_active accounts.User.is_staff accounts.User.is_superuser accounts.FormerName.name "
    "accounts.FormerName.member accounts.FormerName.given_up_at accounts.User.name_skeleton",
}
BY_PART = {part: level for level, parts in OF_PARTS.items() for part in parts.split()}
BY_COLUMN = {column: level for level, columns in EXCEPTIONS.items() for column in columns.split()}


def level_of(line: Line) -> str:
    """Raises KeyError for a part that has none."""
    return BY_COLUMN.get(f"{line.table}.{line.column}") or BY_PART[line.part]
