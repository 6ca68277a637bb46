from django.urls import path

from community.resources.views import editing, opinions, pages, questions, versions

app_name = "resources"
urlpatterns = [
    path("resources/", pages.home, name="home"),
    path("resources/glossary/", pages.glossary, name="glossary"),
    path("resources/questions/", questions.questions, name="questions"),
    path("resources/questions/pick/", questions.pick, name="pick_question"),
    path("resources/questions/<int:pk>/", questions.arrange, name="arrange_question"),
    path("resources/suggestions/", opinions.suggestions, name="suggestions"),
    path("resources/suggestions/<int:pk>/", opinions.suggestion, name="suggestion"),
    path("resources/editing/", editing.articles, name="editing"),
    path("resources/editing/new/", editing.begin, name="begin"),
    path("resources/editing/<int:pk>/", editing.edit, name="edit"),
    path("resources/editing/<int:pk>/history/", versions.history, name="history"),
    path("resources/editing/versions/<int:pk>/", versions.version, name="version"),
    path("resources/editing/versions/<int:pk>/preview/", versions.preview, name="preview"),
    path("resources/editing/versions/<int:pk>/publish/", editing.publish, name="publish"),
    path("resources/editing/versions/<int:pk>/restore/", versions.restore, name="restore"),
    path("resources/editing/versions/<int:pk>/release/", versions.release, name="release"),
    path("resources/<slug:slug>/", pages.section, name="section"),
    path("resources/<slug:section>/<slug:slug>/", pages.article, name="article"),
    path("resources/<slug:section>/<slug:slug>/useful/", opinions.useful, name="useful"),
    path("resources/<slug:section>/<slug:slug>/suggest/", opinions.suggest, name="suggest"),
    path("about-this-information/", pages.about, name="about"),
    path("urgent-help/", pages.urgent_help, name="urgent_help"),
]
