"""Takeover proofs as the laptop with the stick signs them."""

from __future__ import annotations

from dataclasses import replace

from pos_app.dayfile.enrolment import TillKey
from pos_app.dayfile.signing import Signer
from pos_app.dayfile.takeover_proof import TakeoverProof


def sign_takeover(proof: TakeoverProof, new_seat: TillKey, spare: Signer) -> TakeoverProof:
    return replace(proof, signature=spare.sign(proof.message(new_seat)).hex())
