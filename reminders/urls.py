from django.urls import path

from . import views

app_name = "reminders"

urlpatterns = [
    path("reminders/", views.settings_page, name="settings"),
    path("u/<str:token>/", views.stop, name="stop"),
    path("mailbox/", views.mailbox_page, name="mailbox"),
    path("mailbox/<str:name>/", views.letter_page, name="letter"),
]
