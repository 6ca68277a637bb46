from django.urls import path

from community.pages import appointment, copies, health, names, shell, summaries, views, welcome

app_name = "pages"
urlpatterns = [
    path("", views.home, name="home"),
    path("welcome/", welcome.welcome, name="welcome"),
    path("settings/name/", names.name, name="name"),
    path("display/", views.display, name="display"),
    path("language/", views.language, name="language"),
    path("about/", views.plain, {"page": "about"}, name="about"),
    path("about/styleguide/", views.plain, {"page": "styleguide"}, name="styleguide"),
    path("guidelines/", views.guidelines, name="guidelines"),
    path("accessibility/", views.plain, {"page": "accessibility"}, name="accessibility"),
    path("next-appointment/", appointment.appointment, name="appointment"),
    path("on-this-device/", copies.on_this_device, name="on_this_device"),
    path("sw.js", copies.worker, name="worker"),
    path("meetings/<int:pk>/summary/", summaries.summary, name="summary"),
    path("reports/", shell.reports, name="reports"),
    path(".well-known/security.txt", shell.security_txt, name="security_txt"),
    path("health/live/", health.live, name="live"),
    path("health/ready/", health.ready, name="ready"),
]
