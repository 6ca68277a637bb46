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
from community.resources.models.versions import ArticleVersion

__all__ = [
    "Article",
    "ArticleTranslation",
    "ArticleVersion",
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
