"""A coder's answer sheet as it is typed and posted, one flat QueryDict."""
