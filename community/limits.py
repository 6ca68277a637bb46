"""How often anybody may do what. Every write counts under `WRITES_LIMIT` or under a kind that is counted apart; acts
that do more harm count under theirs too. `LIMITS_FACTOR` multiplies all of it.

The amounts are far above what hands do, also hands that shake and press twice: tests/core/limits/test_generous.py.
"""

from community.core.limits.amounts import Amount, Kind

MINUTE, HOUR = 60, 3600

WRITES_LIMIT = Kind(
    "writes",
    member=(Amount(120, MINUTE), Amount(1_800, HOUR)),
    address=(Amount(600, MINUTE), Amount(9_000, HOUR)),
    visitor=(Amount(60, MINUTE), Amount(600, HOUR)),
)
UPLOADS_LIMIT = Kind("uploads", member=(Amount(60, HOUR),), address=(Amount(300, HOUR),))
SOCKETS_LIMIT = Kind("sockets", member=(Amount(120, MINUTE),), address=(Amount(1_200, MINUTE),))  # each session, here

BY_THEMSELVES = Kind(  # what scripts save while somebody types or reads
    "by-themselves",
    member=(Amount(180, MINUTE),),
    address=(Amount(1_800, MINUTE),),
    routes=frozenset({"drafts:save", "chat:read", "reminders:follow_me", "forum:quote"}),
    is_apart=True,
)
BROWSERS_REPORT = Kind(  # what the browser itself sends (core/reports.py); an extension may break every page
    "browser-reports",
    member=(Amount(60, MINUTE),),
    address=(Amount(300, MINUTE),),
    routes=frozenset({"pages:reports"}),
    is_apart=True,
)
MACHINES = Kind(  # mail providers, for many members from one address
    "machines",
    address=(Amount(6_000, MINUTE),),
    routes=frozenset({"notifications:events", "notifications:stop"}),
    is_apart=True,
)
SEARCH = Kind(
    "search",
    member=(Amount(40, MINUTE), Amount(400, HOUR)),
    address=(Amount(240, MINUTE), Amount(2_400, HOUR)),
    visitor=(Amount(40, MINUTE), Amount(400, HOUR)),
    routes=frozenset({"search:search"}),
    counts_reading=True,
)
TYPED_SEARCH = Kind(  # asked by a script while a title or a name is typed
    "typed-search",
    member=(Amount(120, MINUTE), Amount(1_200, HOUR)),
    address=(Amount(600, MINUTE),),
    visitor=(Amount(60, MINUTE),),
    routes=frozenset({"search:similar", "forum:names", "forum:board_names", "chat:names"}),
    counts_reading=True,
)
JOINING = Kind(
    "joining",
    address=(Amount(60, HOUR),),
    routes=frozenset({"account_signup", "accounts:start_again"}),
)
SIGNING_IN = Kind(  # beside allauth's own limits for each account and code
    "signing-in",
    member=(Amount(60, 10 * MINUTE),),
    address=(Amount(120, 10 * MINUTE),),
    routes=frozenset(
        {
            *("account_login", "account_request_login_code", "account_confirm_login_code", "account_reauthenticate"),
            *("account_reset_password", "account_reset_password_from_key", "account_email_verification_sent"),
            *("mfa_authenticate", "mfa_login_webauthn", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"),
            *("account_change_password", "account_set_password", "account_email", "admin:login"),
            *("account_request_reauthentication_code", "account_confirm_reauthentication_code"),  # closed, as it stands
            "privacy:leave_by",  # asks for the password itself
        }
    ),
)
TELLING_THE_TEAM = Kind(
    "telling-the-team",
    member=(Amount(60, HOUR),),
    address=(Amount(120, HOUR),),
    visitor=(Amount(30, HOUR),),
    routes=frozenset(
        {
            *("moderation:report", "moderation:complain", "moderation:write_to_team", "moderation:receipt"),
            *("moderation:visitor_receipt", "moderation:statement", "resources:suggest"),
        }
    ),
)
REPORT_PAGES = Kind(  # each shows the words it is about; never closed by the reading alarm, which promises that
    "report-pages",
    member=(Amount(300, HOUR),),
    address=(Amount(1_200, HOUR),),
    visitor=(Amount(300, HOUR),),
    routes=frozenset({"moderation:report"}),
    counts_reading=True,
)
USEFUL = Kind(  # "Was this useful?" needs no account
    "useful", member=(Amount(60, HOUR),), address=(Amount(300, HOUR),), routes=frozenset({"resources:useful"})
)
WRITING_TO_STRANGERS = Kind(
    "writing-to-strangers",
    member=(Amount(30, HOUR), Amount(100, 24 * HOUR)),
    routes=frozenset({"conversations:new", "conversations:add", "groups:ask", "groups:invitations", "carers:invite"}),
)
ANSWERS_IN_PRIVATE = Kind(
    "answers-in-private",
    member=(Amount(30, MINUTE), Amount(600, HOUR)),
    routes=frozenset({"conversations:conversation", "conversations:answer"}),
)
EXPORTS = Kind(
    "exports",
    member=(Amount(30, HOUR),),
    address=(Amount(300, HOUR),),
    routes=frozenset({"privacy:mine", "privacy:download", "privacy:delete"}),
)
WHOLE_FILES = Kind(  # made while somebody waits
    "whole-files",
    member=(Amount(20, HOUR),),
    routes=frozenset({"chat:export_json", "chat:export_page"}),
    counts_reading=True,
)
MAILS_ON_DEMAND = Kind(
    "mails-on-demand",
    member=(Amount(20, HOUR),),
    routes=frozenset({"notifications:test_mail", "chat:to_calendar"}),
)

# Pages on which the words of members stand. Whoever opens far more of them than people can read is slowed down, and the
# team is told (community/moderation/reading). Not here: what is one's own, the resources, feeds, news of an open page;
# nor a form that somebody sends, or reading much would keep them from writing. Reports have an amount of their own.
MEMBERS_PAGES = frozenset(
    {
        *("forum:thread", "forum:post", "forum:more", "forum:history", "forum:activity", "accounts:member"),
        *("forum:quote", "forum:board", "forum:group_threads", "groups:members"),
        *("chat:room", "chat:message", "chat:found", "chat:meeting", "chat:events"),
    }
)
LIMITS = (
    *(BY_THEMSELVES, BROWSERS_REPORT, MACHINES, SEARCH, TYPED_SEARCH, JOINING, SIGNING_IN, TELLING_THE_TEAM, USEFUL),
    *(REPORT_PAGES, WRITING_TO_STRANGERS, ANSWERS_IN_PRIVATE, EXPORTS, WHOLE_FILES, MAILS_ON_DEMAND),
)
