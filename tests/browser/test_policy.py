def test_the_sign_in_page_works_under_the_policy(page):
    answer = page.goto("/sign-in")

    assert "default-src 'none'" in answer.header_value("content-security-policy")
    assert page.get_by_role("button", name="Sign in").is_visible()
