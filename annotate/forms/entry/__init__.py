"""The form in which a case is entered and changed: one page, many parts.

Everything comes up from one flat `QueryDict` of what is typed, be it the stored case (`stored.py`),
a kept draft or what the browser sent; so nothing is lost between them and any two can be compared.
"""
