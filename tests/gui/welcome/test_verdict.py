"""What is said about computers of several kinds."""

from dataclasses import replace

from core.computer import LITTLE_MEMORY, Computer
from gui.welcome.verdict import facts, judge

USUAL = Computer(cores=4, memory=16 << 30, free=100 << 30, nvidia=False)
SMALL = replace(USUAL, cores=1, memory=int(LITTLE_MEMORY) - 1, free=1 << 30)


def test_verdict_follows_from_where_the_engine_draws() -> None:
    assert judge(None, None).sentence == "Looking at this computer…"
    assert judge(USUAL, None).sign == "clock"
    assert judge(None, "cpu").role == "good"  # a disk that does not answer is no verdict
    assert judge(USUAL, "").role == "warn"
    assert "doctor" in judge(None, "").advice
    assert "its processor" in judge(USUAL, "cpu").sentence
    assert judge(USUAL, "cpu").role == "good"
    for device in ("cuda:0", "mps", "xpu"):
        assert "its graphics card" in judge(USUAL, device).sentence


def test_what_could_be_better_is_advised() -> None:
    assert "8 GB" in judge(USUAL, "cpu").advice
    assert judge(SMALL, "cpu").role == "warn"
    assert "Close other programs" in judge(SMALL, "cpu").advice
    assert "NVIDIA" in judge(replace(USUAL, nvidia=True), "cpu").advice
    assert "NVIDIA" not in judge(replace(USUAL, nvidia=True), "cuda").advice


def test_facts_are_told_as_far_as_they_are_known() -> None:
    assert [fact.value for fact in facts(None, None, None)] == ["…", "…", "…", "Not known yet"]
    known = facts(USUAL, "cpu", 3.2)
    assert [fact.value for fact in known] == ["Processor", "16 GB", "100.0 GB", "About 3 s"]
    assert known[0].meaning == "with 4 cores"
    assert facts(SMALL, "cpu", None)[0].meaning == "with one core"
    assert [fact.meaning[:9] for fact in facts(SMALL, "cpu", None)[1:3]] == ["is little"] * 2
    assert facts(USUAL, "cuda:0", None)[0].value == "Graphics card"
