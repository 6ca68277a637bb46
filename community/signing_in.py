"""What the settings say of signing in: how allauth works here, and which pages are the team's."""

import environ


def sign_in_settings(*, site_name: str, debug: bool) -> dict[str, object]:
    """Passkeys are for https alone, and on a laptop for http://localhost."""
    return {**ACCOUNTS, **FACTORS, "MFA_TOTP_ISSUER": site_name, "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": debug}


def team_needs_factor(env: environ.Env, *, debug: bool) -> bool:
    """The made-up team of a demo has public passwords; whoever looks around with them should not need a telephone."""
    return bool(env.bool("TEAM_SECOND_FACTOR", not debug))


ACCOUNTS: dict[str, object] = {
    "ACCOUNT_ADAPTER": "community.accounts.adapter.AccountAdapter",
    "ACCOUNT_LOGIN_METHODS": {"email", "username"},
    "ACCOUNT_SIGNUP_FIELDS": ["username*", "email*", "password1*"],
    "ACCOUNT_EMAIL_VERIFICATION": "mandatory",
    "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED": True,
    "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS": 6,
    "ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND": True,
    # allauth offers another address only where there is an account to change, which tells: see `start_again`.
    "ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE": False,
    "ACCOUNT_LOGIN_BY_CODE_ENABLED": True,
    "ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS": 6,
    "ACCOUNT_LOGIN_BY_CODE_TIMEOUT": 15 * 60,
    "ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND": True,
    "ACCOUNT_FORMS": {
        "request_login_code": "community.accounts.forms.RequestCodeForm",
        "signup": "community.accounts.forms.SignupForm",
        "login": "community.accounts.forms.LoginForm",
    },
    "ACCOUNT_USERNAME_VALIDATORS": "community.accounts.forms.pseudonym_validators",
    "ACCOUNT_EMAIL_SUBJECT_PREFIX": "",
    "ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS": True,
    "ACCOUNT_EMAIL_NOTIFICATIONS": True,
    "ACCOUNT_PREVENT_ENUMERATION": True,
    "ACCOUNT_REAUTHENTICATION_REQUIRED": True,
    "ACCOUNT_SESSION_REMEMBER": True,
    "ACCOUNT_LOGOUT_REDIRECT_URL": "pages:home",
    "ACCOUNT_USERNAME_MIN_LENGTH": 3,
    "ACCOUNT_PRESERVE_USERNAME_CASING": True,
    "ACCOUNT_USERNAME_BLACKLIST": "admin administrator mod moderator staff team support help system steadfold".split(),
}
FACTORS: dict[str, object] = {
    "MFA_ADAPTER": "community.accounts.factors.FactorAdapter",
    "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
    "MFA_PASSKEY_LOGIN_ENABLED": True,
    "MFA_RECOVERY_CODES_SHOW_ONCE": True,
    "MFA_TOTP_TOLERANCE": 1,  # half a minute more on either side, for hands that are slow and clocks that are off
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
TEAM_PAGES = {
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
