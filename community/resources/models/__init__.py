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
from community.resources.models.questions import KeptQuestion
from community.resources.models.translations import ArticleTranslation

__all__ = [
    "Article",
    "ArticleTranslation",
    "CareBox",
    "Claim",
    "DoctorQuestion",
    "GlossaryTerm",
    "KeptQuestion",
    "Opinion",
    "Part",
    "Section",
    "Source",
    "Suggestion",
]
