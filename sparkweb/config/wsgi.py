"""The door for gunicorn."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from sparkweb.foundation.accounts import policy

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sparkweb.config.settings.production")
application = get_wsgi_application()
policy.verify()

# All that is loaded now stays: collections need not look at it, and processes forked from here share its memory.
gc.collect()
gc.freeze()
