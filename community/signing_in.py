"""What the settings say of signing in: how allauth works here, and which pages are the team's."""

from typing import Any

import environ


def sign_in_settings(*, site_name: str, debug: bool) -> dict[str, object]:
    """Passkeys are for https alone, and on a laptop for http://localhost."""
    return {**ACCOUNTS, **FACTORS, "MFA_TOTP_ISSUER": site_name, "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": debug}


def team_needs_factor(env: environ.Env, *, debug: bool) -> bool:
    """The made-up team of a demo has public passwords; whoever looks around with them should not need a telephone."""
    return bool(env.bool("TEAM_SECOND_FACTOR", not debug))


def days_of(env: environ.Env, name: str, default: int) -> Any:
    """What is no number stays as it was typed, for `manage.py check` to say so."""
    typed = env.str(name, str(default)).strip()
    return int(typed) if typed.isascii() and typed.isdigit() else typed


DOOR_WAITS = 30 * 60  # seconds between the first step and the last: slow hands, and mails that take their time

ACCOUNTS: dict[str, object] = {
    "ACCOUNT_ADAPTER": "community.accounts.adapter.AccountAdapter",
    "ACCOUNT_LOGIN_METHODS": {"email", "username"},
    "ACCOUNT_SIGNUP_FIELDS": ["username*", "email*", "password1*"],
    "ACCOUNT_EMAIL_VERIFICATION": "mandatory",
    "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED": True,
    "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS": 6,
    "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT": DOOR_WAITS,
    "ACCOUNT_LOGIN_TIMEOUT": DOOR_WAITS,
    "ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND": True,
    # allauth offers another address only where there is an account to change, which tells: see `start_again`.
    "ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE": False,
    "ACCOUNT_LOGIN_BY_CODE_ENABLED": True,
    "ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS": 6,
    "ACCOUNT_LOGIN_BY_CODE_TIMEOUT": DOOR_WAITS,  # of the page; of the code: accounts/code_views.py
    "ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND": True,
    "PASSWORD_RESET_TIMEOUT": 3 * 3600,  # a mailbox that somebody gets at later holds no key to the account
    "ACCOUNT_FORMS": {
        "confirm_login_code": "community.accounts.forms.LoginCodeForm",
        "confirm_email_verification_code": "community.accounts.forms.AddressCodeForm",
        "request_login_code": "community.accounts.forms.RequestCodeForm",
        "reset_password": "community.accounts.forms.ResetPasswordForm",
        "signup": "community.accounts.forms.SignupForm",
        "login": "community.accounts.forms.LoginForm",
    },
    "ACCOUNT_USERNAME_VALIDATORS": "community.accounts.forms.pseudonym_validators",
    "ACCOUNT_EMAIL_SUBJECT_PREFIX": "",
    "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS": True,
    "ACCOUNT_EMAIL_NOTIFICATIONS": True,
    "ACCOUNT_PREVENT_ENUMERATION": True,
    "ACCOUNT_REAUTHENTICATION_REQUIRED": True,
    "ACCOUNT_REAUTHENTICATION_METHODS": ("password", "mfa"),  # a code by mail would ask for less than signing in
    "ACCOUNT_SESSION_REMEMBER": True,
    "ACCOUNT_LOGOUT_REDIRECT_URL": "pages:home",
    "ACCOUNT_USERNAME_MIN_LENGTH": 3,
    "ACCOUNT_PRESERVE_USERNAME_CASING": True,
}
FACTORS: dict[str, object] = {
    "MFA_ADAPTER": "community.accounts.factors.FactorAdapter",
    "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
    "MFA_PASSKEY_LOGIN_ENABLED": True,
    "MFA_RECOVERY_CODES_SHOW_ONCE": True,
    "MFA_TOTP_TOLERANCE": 0,  # a code of an app is good while the app shows it: ASVS 6.5.5
    "MFA_FORMS": {
        "activate_totp": "community.accounts.factor_forms.ActivateForm",
        "authenticate": "community.accounts.factor_forms.AuthenticateForm",
        "add_webauthn": "community.accounts.passkey_forms.AddForm",
        "edit_webauthn": "community.accounts.passkey_forms.RenameForm",
        "login_webauthn": "community.accounts.passkey_forms.SignInForm",
        "authenticate_webauthn": "community.accounts.passkey_forms.SecondStepForm",
        "reauthenticate_webauthn": "community.accounts.passkey_forms.ConfirmForm",
        "reauthenticate": "community.accounts.factor_forms.ReauthenticateForm",
    },
}

# Pages that ask the team for a second factor: all of these areas but what every member has there, and a few others.
TEAM_AREAS = {"moderation", "admin"}
TOOLS = {  # of groups, boards and rooms. Group moderators and hosts have them too, and TeamFactor asks the team alone.
    *("groups:settings", "groups:role", "groups:remove", "groups:requests", "groups:answer"),
    *("groups:invitations", "groups:withdraw", "pages:summary"),
    *("forum:tools", "forum:lock", "forum:unlock", "forum:pin", "forum:unpin", "forum:pace", "forum:retitle"),
    *("forum:move_thread", "forum:split", "forum:merge", "forum:notice", "forum:held", "forum:release"),
    *("forum:withhold", "forum:show_revision", "forum:boards", "forum:board_settings", "forum:add_reading"),
    *("forum:remove_reading", "forum:new_field", "forum:field", "forum:remove_field", "forum:move_board"),
    *("forum:move_reading", "forum:move_field", "chat:move_reading"),
    *("chat:pin", "chat:unpin", "chat:settings", "chat:add_reading", "chat:remove_reading", "chat:group_rooms"),
    *("chat:host", "chat:open", "chat:close", "chat:pace", "chat:calm", "chat:end_calm", "chat:let_appear"),
    *("chat:keep_back", "chat:host_member", "chat:end_pause", "chat:plan", "chat:change_meeting"),
    *("chat:move_meeting", "chat:cancel_meeting", "chat:console"),
}
TEAM_PAGES = {
    *TOOLS,
    "privacy:runs",
    *("resources:suggestion", "resources:editing", "resources:begin", "resources:edit", "resources:history"),
    *("resources:version", "resources:preview", "resources:publish", "resources:restore", "resources:release"),
}
EVERYBODYS_PAGES = {
    *("moderation:report", "moderation:receipt", "moderation:visitor_receipt", "moderation:figures"),
    *("moderation:contact", "moderation:complain", "moderation:complaint_receipt"),
    *("moderation:record", "moderation:statement", "moderation:write_to_team"),
    "admin:logout",
}
