"""A rest or the end of an account that its own sentence bears out, though it was held against numbers told elsewhere."""

from __future__ import annotations

from itertools import combinations

from fazhi.audit.corroboration import accounts
from fazhi.audit.doubts.claim import Claim
from fazhi.audit.text.figures import Figure

PAIR = 2


class RestClaim(Claim):
    """Of what is left."""

    def told_by_itself(self) -> bool:
        """42户，至少安装30户，其余12户; 15件未调成的纠纷中有10件: does the sentence tell what it is left of, or is the right rest printed in it?"""
        if self.sentence is None:
            return False
        same = [each for each in self.sentence.figures if each.kind == self.last.kind and each is not self.last]
        if any(each.value == self.computed for each in same):
            return True
        # 年初未化解35件，增加79件，化解94件，年末未化解20件
        borne = any(each is self.last for account in accounts(self.passage) for each in account)
        return borne or self._between(same)

    def told_with_a_subtotal(self) -> bool:
        """年初58人，上半年新聘9人、下半年新聘8人，共新聘17人，解聘6人，年末69人: is it off by what was counted twice?"""
        if self.computed is None:
            return False
        off = abs(self.stated - self.computed)
        used = [each for each in self.inside if self.used(each)]
        return any(
            whole.value == off == one.value + two.value and max(one.start, two.start) < whole.start
            for whole in used
            for one, two in combinations(used, PAIR)
        )

    def of_two_others(self) -> bool:
        """提出187条，采纳181条……，而上年提出154条、采纳146条，未采纳的6条: is it what two other numbers of the sentence leave?"""
        return self._between([each for each in self.beside if each.kind == self.last.kind and not self.used(each)])

    def _between(self, numbers: list[Figure]) -> bool:
        return any(abs(one.value - two.value) == self.last.value for one, two in combinations(numbers, PAIR))
