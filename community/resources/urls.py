from django.urls import path

from community.resources import views

app_name = "resources"
urlpatterns = [
    path("resources/", views.home, name="home"),
    path("resources/glossary/", views.glossary, name="glossary"),
    path("resources/<slug:slug>/", views.section, name="section"),
    path("resources/<slug:section>/<slug:slug>/", views.article, name="article"),
    path("about-this-information/", views.about, name="about"),
    path("urgent-help/", views.urgent_help, name="urgent_help"),
]
