"""Addresses that exist only while DEBUG is on."""

from django.urls import path

from community.pages import dev

urlpatterns = [path("mail/", dev.mail, name="dev-mail")]
