from django.urls import path

from community.resources.views import opinions, pages, questions

app_name = "resources"
urlpatterns = [
    path("resources/", pages.home, name="home"),
    path("resources/glossary/", pages.glossary, name="glossary"),
    path("resources/questions/", questions.questions, name="questions"),
    path("resources/questions/pick/", questions.pick, name="pick_question"),
    path("resources/questions/<int:pk>/", questions.arrange, name="arrange_question"),
    path("resources/suggestions/", opinions.suggestions, name="suggestions"),
    path("resources/suggestions/<int:pk>/", opinions.suggestion, name="suggestion"),
    path("resources/<slug:slug>/", pages.section, name="section"),
    path("resources/<slug:section>/<slug:slug>/", pages.article, name="article"),
    path("resources/<slug:section>/<slug:slug>/useful/", opinions.useful, name="useful"),
    path("resources/<slug:section>/<slug:slug>/suggest/", opinions.suggest, name="suggest"),
    path("about-this-information/", pages.about, name="about"),
    path("urgent-help/", pages.urgent_help, name="urgent_help"),
]
