"""The quiet offer of a stick as safety folder: a button in the rail, and on demand its words."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from pos_app.services.safety.safety_folder import SafetyStatus, set_safety
from pos_app.services.safety.stick_offer import (
    StickOffer,
    StickState,
    choose_offer,
    look_at_sticks,
    refuse_stick,
    refused_sticks,
    stick_is_wanted,
    was_ended,
)
from pos_app.services.shop.shop import Shop
from ui.nav_rail import rail_button
from ui.session import Session
from ui.staff import authorisation
from ui.tasks import Outcome, Runner
from ui.till.stick_watch import StickWatch
from ui.till_timer import TillTimer
from ui.widgets.buttons import KeyButton
from ui.widgets.restyle import label

LOOK_AGAIN_MS = 30_000


class SafetyOffer(QFrame):
    """What a stick is offered for and the answers, over the header once `button` was pressed.

    The button covers nothing. It is there while a stick may become the safety folder, and not while
    a sale is under way.
    A stick with this till's own copy is taken up without being asked about.
    """

    def __init__(
        self,
        session: Session,
        watch: StickWatch | None = None,
        runner: Runner | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("alert")
        self._session = session
        self.watch = watch or StickWatch(self, runner=session.runner(self))
        session.ended.connect(self.watch.stop)
        self._runner: Runner = runner or session.runner(self)
        self.offer: StickOffer | None = None
        self._later: set[str] = set()
        self._tried: set[str] = set()
        self._lost_since: int | None = None
        self.button = rail_button(session.theme, "export", self.tr("Stick?"))
        self.words = label(wrap=True)
        self.use = KeyButton(self.tr("Use it"), "Ctrl+G", "small")
        self.later = KeyButton(self.tr("Not now"), kind="small")
        self.never = KeyButton(self.tr("Never this stick"), kind="small")
        self._again = TillTimer(session, self, self.look, LOOK_AGAIN_MS)
        self._build()
        self._connect()
        self.button.hide()
        self.hide()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 4, 0)
        row.setSpacing(8)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(self.words, 1)
        for each in (self.use, self.later, self.never):
            row.addWidget(each)

    def _connect(self) -> None:
        self.watch.changed.connect(self.look)
        self._session.changed.connect(self._show)
        self.button.clicked.connect(self.open_words)
        self.use.clicked.connect(self.take)
        self.later.clicked.connect(self._not_now)
        self.never.clicked.connect(self._refuse)

    def start(self) -> None:
        """Look for sticks from now on, on another thread."""
        if not self._session.shop.identity.training:
            self._again.start()
            self.watch.start()

    def stop(self) -> None:
        """Look for sticks no more."""
        self._again.stop()
        self.watch.stop()

    def look(self) -> None:
        """See what the sticks hold, on another thread, if one is wanted."""
        sticks, identity = list(self.watch.sticks), self._session.shop.identity
        paths = {str(stick.path) for stick in sticks}
        self._later = {key for key in self._later if key.partition("|")[0] in paths}
        if sticks and self._is_lost():
            self._runner.run(lambda: look_at_sticks(identity, sticks), self._take_look)
        else:
            self.show_offer(None)

    def _is_lost(self) -> bool:
        """Whether no safety folder is set, or the one that is set is not there now."""
        writer = self._session.shop.safety
        lost = writer is None or writer.state.problem == "backup_folder_missing"
        if not lost or writer is None:
            self._lost_since = None
        elif self._lost_since is None:
            self._lost_since = self._session.ticks()
        return lost

    def _take_look(self, outcome: Outcome[list[StickOffer]]) -> None:
        session = self._session
        if session.closing:
            return
        never = session.attempt(lambda: refused_sticks(session.shop)) or frozenset()
        offers = [each for each in outcome.value or [] if _mark(each) not in self._later]
        found = choose_offer(offers, never)
        if found is not None and self._may_take_up(found):
            self._tried.add(_mark(found))
            self._take_up(found)
            return
        lost_ms = 0 if self._lost_since is None else session.ticks() - self._lost_since
        self.show_offer(found if stick_is_wanted(session.shop, lost_ms) else None)

    def _may_take_up(self, found: StickOffer) -> bool:
        """Whether the stick is this till's own, and nothing speaks against going on with it."""
        session = self._session
        if found.state is not StickState.OWN or _mark(found) in self._tried:
            return False
        return session.attempt(lambda: was_ended(session.shop)) is False

    def _take_up(self, found: StickOffer) -> None:
        done = self._set(found)
        if done is not None:
            words = self.tr("Stick {0} holds this till's safety copy; it goes on there.")
            self._session.say(words.format(found.stick.name))

    def show_offer(self, offer: StickOffer | None) -> None:
        """Offer a stick by the button; None hides the offer."""
        self.offer = offer
        if offer is not None:
            name = offer.stick.name
            self.words.setText(self._words_for(offer).format(name, *offer.others[:1]))
            self.button.setToolTip(f"{self.words.text()} (Ctrl+G)")
            self.button.setAccessibleName(self.words.text())
            self.use.setVisible(offer.state is not StickState.FOREIGN)
        self._show()

    def _words_for(self, offer: StickOffer) -> str:
        if offer.state is StickState.FOREIGN:
            return self.tr("Stick {0} holds another till's copy under this name: not used.")
        if offer.state is StickState.SHARED:
            return self.tr("Stick {0} holds the copy of {1}, which stays. Add this till's?")
        return self.tr("Stick {0}: keep a safety copy of every sale on it?")

    def _show(self) -> None:
        selling = bool(len(self._session.cart)) or self._session.buyer_view is not None
        is_offered = self.offer is not None and not selling
        self.button.setVisible(is_offered)
        if not is_offered:
            self.hide()

    def open_words(self) -> None:
        """Show or hide what the stick is offered for, with the answers."""
        self.setVisible(self.isHidden() and self.offer is not None)

    def take(self) -> None:
        """Make the offered stick the safety folder, if a lead allows it; else do nothing."""
        offer, session = self.offer, self._session
        if offer is None or self.button.isHidden() or offer.state is StickState.FOREIGN:
            return
        words = self.tr("Set the safety folder")
        lead = authorisation.ask_lead(session, words, self.window())
        if lead is not None and self._set(offer, lead) is not None:
            words = self.tr("The safety copy is on stick {0} now. Leave it in.")
            session.say(words.format(offer.stick.name))

    def _set(self, offer: StickOffer, by: str = "") -> SafetyStatus | None:
        session, path = self._session, offer.stick.path
        done = session.store(partial(set_safety, session.shop, path, by=by))
        if done is None:
            self._later.add(_mark(offer))
        self.show_offer(None)
        session.changed.emit()
        return done

    def _not_now(self) -> None:
        if self.offer is not None:
            self._later.add(_mark(self.offer))
        self.show_offer(None)

    def _refuse(self) -> None:
        offer, session = self.offer, self._session
        if offer is not None and session.store(lambda: _refused(session.shop, offer.key)):
            self.show_offer(None)


def _mark(offer: StickOffer) -> str:
    """Return by what a stick is known while it stays where it is."""
    return f"{offer.stick.path}|{offer.key}"


def _refused(shop: Shop, key: str) -> bool:
    refuse_stick(shop, key)
    return True
