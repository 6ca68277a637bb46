"""How people come in: `SIGN_UP` says which."""

INVITED, APPROVAL = "invited", "approval"
WAYS = ("open", INVITED, APPROVAL)
