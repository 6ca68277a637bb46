"""A column that follows the name."""

from django.db import models

from community.accounts.naming.lookalikes import skeleton

APART = "~"  # in no skeleton: stands before a number where two older names look alike


class SkeletonField(models.CharField):
    """What `username` looks like, written by every save that writes this column. Whoever saves `update_fields` names
    both. A number that tells it from an older name of the same look stays for as long as the name."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        wanted, kept = skeleton(model_instance.username), getattr(model_instance, self.attname)  # type: ignore[attr-defined]
        if not kept or kept.partition(APART)[0] != wanted:
            setattr(model_instance, self.attname, wanted)
        return str(getattr(model_instance, self.attname))
