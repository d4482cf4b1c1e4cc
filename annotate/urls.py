from django.urls import path, register_converter

from annotate.views import (
    about,
    case,
    case_drafts,
    case_files,
    case_form,
    case_help,
    case_steps,
    cases,
    codebook,
    codebook_versions,
    documents,
    exports,
    home,
    invitations,
    people,
    searches,
    sign_in,
)
from annotate.views.converters import CodebookFormat, PublicId, VersionNumber

app_name = "annotate"

register_converter(PublicId, "pi")
register_converter(VersionNumber, "version")
register_converter(CodebookFormat, "codebook_format")

urlpatterns = [
    path("", home.home, name="home"),
    path("about/accessibility", about.accessibility, name="about_accessibility"),
    path("about/data", about.data, name="about_data"),
    path("about/licence", about.licence, name="about_licence"),
    path("account", people.account, name="account"),
    path("cases/", cases.cases, name="cases"),
    path("cases.csv", exports.cases_csv, name="cases_csv"),
    path("cases/columns", exports.columns, name="columns"),
    path("cases/columns.csv", exports.columns_csv, name="columns_csv"),
    path("cases/columns.json", exports.columns_json, name="columns_json"),
    path("cases/matrix", cases.matrix, name="matrix"),
    path("cases/new/derive", case_help.derive_new, name="case_new_derive"),
    path("cases/new", case_form.new, name="case_new"),
    path("cases/new/draft", case_drafts.keep_new, name="case_new_draft"),
    path("cases/new/draft/discard", case_drafts.discard_new, name="case_new_draft_discard"),
    path("cases/similar", case_help.similar_titles, name="case_similar"),
    path("cases/suggest/<slug:kind>", case_help.suggestions, name="case_suggest"),
    path("cases/<pi:pk>", case.case, name="case"),
    path("cases/<pi:pk>.bib", case_files.bibtex, name="case_bibtex"),
    path("cases/<pi:pk>.csv", case_files.case_csv, name="case_csv"),
    path("cases/<pi:pk>.ris", case_files.ris, name="case_ris"),
    path("cases/<pi:pk>/derive", case_help.derive, name="case_derive"),
    path("cases/<pi:pk>/documents/<int:number>", documents.document, name="document"),
    path(
        "cases/<pi:pk>/documents/<int:number>.json",
        documents.document_text,
        name="document_text",
    ),
    path("cases/<pi:pk>/draft", case_drafts.keep, name="case_draft"),
    path("cases/<pi:pk>/draft/discard", case_drafts.discard, name="case_draft_discard"),
    path("cases/<pi:pk>/edit", case_form.edit, name="case_edit"),
    path("cases/<pi:pk>/history", case.history, name="case_history"),
    path("cases/<pi:pk>/publish", case_steps.publish, name="case_publish"),
    path("cases/<pi:pk>/return", case_steps.send_back, name="case_return"),
    path("cases/<pi:pk>/submit", case_steps.submit, name="case_submit"),
    path("cases/<pi:pk>/timeline.csv", case_files.timeline_csv, name="case_timeline_csv"),
    path("cases/<pi:pk>/timeline.svg", case_files.timeline_svg, name="case_timeline_svg"),
    path(
        "codebook.<codebook_format:ending>", codebook_versions.codebook_file, name="codebook_file"
    ),
    path("codebook/", codebook.codebook, name="codebook"),
    path("codebook/versions/<version:number>", codebook_versions.version, name="codebook_version"),
    path(
        "codebook/versions/<version:number>.<codebook_format:ending>",
        codebook_versions.codebook_file,
        name="codebook_version_file",
    ),
    path("codebook/<slug:key>", codebook.dimension, name="dimension"),
    path("codebook/<slug:dimension_key>/<slug:key>", codebook.code, name="code"),
    path("invitations/", invitations.invite, name="invite"),
    path("invitations/<int:pk>/again", invitations.invite_again, name="invite_again"),
    path("invitations/<int:pk>/revoke", invitations.revoke, name="invitation_revoke"),
    path("join/<str:secret>", invitations.accept, name="invitation_accept"),
    path("password", sign_in.password_change, name="password_change"),
    path("password/reset", sign_in.password_reset, name="password_reset"),
    path(
        "password/reset/<str:uidb64>/<str:token>",
        sign_in.password_reset_confirm,
        name="password_reset_confirm",
    ),
    path("q/", searches.shorten, name="shorten"),
    path("q/<slug:key>", searches.permalink, name="permalink"),
    path("saved/", searches.saved, name="saved"),
    path("saved/<int:pk>/delete", searches.delete, name="saved_delete"),
    path("saved/<int:pk>/rename", searches.rename, name="saved_rename"),
    path("sign-in", sign_in.login, name="login"),
    path("sign-out", sign_in.logout, name="logout"),
]
