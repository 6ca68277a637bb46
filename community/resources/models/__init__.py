from community.resources.models.articles import (
    Article,
    CareBox,
    Claim,
    DoctorQuestion,
    GlossaryTerm,
    Part,
    Section,
    Source,
)
from community.resources.models.opinions import Opinion, Suggestion

__all__ = [
    "Article",
    "CareBox",
    "Claim",
    "DoctorQuestion",
    "GlossaryTerm",
    "Opinion",
    "Part",
    "Section",
    "Source",
    "Suggestion",
]
