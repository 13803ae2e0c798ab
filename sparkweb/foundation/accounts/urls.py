"""Only the allauth pages that staff need, under Danish addresses; what is not here does not exist."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import include, path, re_path

from sparkweb.foundation.accounts import views

urlpatterns = [
    path("", include(([path("", views.home, name="home")], "accounts"))),
    path("log-ind/", account.login, name="account_login"),
    path("log-ud/", account.logout, name="account_logout"),
    path("lukket/", account.account_inactive, name="account_inactive"),
    path("bekraeft/", account.reauthenticate, name="account_reauthenticate"),
    path("adgangskode/", account.password_change, name="account_change_password"),
    path("glemt-adgangskode/", account.password_reset, name="account_reset_password"),
    path("glemt-adgangskode/sendt/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^ny-adgangskode/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("ny-adgangskode/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("to-trin/", mfa.index, name="mfa_index"),
    path("to-trin/kode/", mfa.authenticate, name="mfa_authenticate"),
    path("to-trin/bekraeft/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("to-trin/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("to-trin/app/fjern/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("to-trin/reservekoder/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("to-trin/reservekoder/nye/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("to-trin/reservekoder/hent/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("adgangsnoegler/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("adgangsnoegler/ny/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("adgangsnoegler/log-ind/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("adgangsnoegler/bekraeft/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("adgangsnoegler/<int:pk>/navn/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("adgangsnoegler/<int:pk>/fjern/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
]
