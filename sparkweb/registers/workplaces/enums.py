from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Side(TextChoices):
    """The two sides of the table; they always count the same."""

    LEADER = "leader", _("ledelsen")
    EMPLOYEES = "employees", _("medarbejderne")


class SeatRole(TextChoices):
    LEADER = "leader", _("leder")
    SHOP_STEWARD = "shop_steward", _("tillidsrepræsentant (TR)")
    SAFETY_REPRESENTATIVE = "safety_representative", _("arbejdsmiljørepræsentant (AMR)")
    EMPLOYEE_MEMBER = "employee_member", _("andet medlem for medarbejderne")

    @property
    def side(self) -> Side:
        return Side.LEADER if self is SeatRole.LEADER else Side.EMPLOYEES

    @property
    def short(self) -> str:
        return str(SHORT_ROLES[self])


SHORT_ROLES = {
    SeatRole.LEADER: _("leder"),
    SeatRole.SHOP_STEWARD: _("TR"),
    SeatRole.SAFETY_REPRESENTATIVE: _("AMR"),
    SeatRole.EMPLOYEE_MEMBER: _("medlem"),
}


class CommitteeKind(TextChoices):
    TRIO = "trio", _("TRIO")
    LOCAL_MED = "local_med", _("lokal-MED")
