"""The content security policy, with the public pages' own style allowed by its hash."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest, HttpResponseBase

from sparkweb.foundation.core.design import critical


class ContentSecurityPolicy(CSPMiddleware):
    """A hash, never a nonce: a page in a cache must look the same to everyone."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        parts.update = {**(parts.update or {}), "style-src": critical.hashes()}
        return parts
