"""One article, and texts alone: what the program prints of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from conftest import program, records

import newsvane


@pytest.fixture(scope="module")
def pairs(pipeline: newsvane.Pipeline) -> list[tuple[dict[str, str], newsvane.Analysis]]:
    """Some records and what is known of them."""
    some = [record for record in records() if record["text"].strip()][::7]
    return [(record, _analyze(pipeline, record)) for record in some]


def _analyze(pipeline: newsvane.Pipeline, record: dict[str, str]) -> newsvane.Analysis:
    return pipeline.analyze(record["text"], title=record["title"], published=record["date"], source=record["source"], id=record["id"])


def test_an_analysis_is_what_annotate_prints(archive: Path, pairs: list[tuple[dict[str, str], newsvane.Analysis]]) -> None:
    lines = map(json.loads, program("annotate", archive, "--quiet").stdout.splitlines())
    printed = {line["id"]: line for line in lines if line["id"]}
    assert len(pairs) > 7
    for record, analysis in pairs:
        expected = {**printed[record["id"]], "locator": "batch#1"}
        assert analysis.to_dict() == expected


def test_an_explanation_is_what_explain_prints(archive: Path, pairs: list[tuple[dict[str, str], newsvane.Analysis]]) -> None:
    record, analysis = pairs[1]
    for theme in (None, "macro"):
        asked = ["--theme", theme] if theme else []
        printed = json.loads(program("explain", archive, "--record", record["id"], "--json", *asked).stdout)
        assert analysis.explain(theme) == {**printed, "locator": "batch#1"}
    assert analysis.explain()["scores"]
    with pytest.raises(newsvane.UsageError, match="theme macr: no such theme; did you mean macro"):
        analysis.explain("macr")


def test_rows_of_an_article_are_those_of_a_batch(pipeline: newsvane.Pipeline, pairs: list[tuple[dict[str, str], newsvane.Analysis]]) -> None:
    seen = 0
    for record, analysis in pairs:
        batch = pipeline.analyze_batch([record])
        if len(batch["articles"]) == 0:
            assert analysis.language != "en"
            continue
        assert analysis.claims == pa.table(batch["claims"]).to_pylist()
        assert analysis.mentions == pa.table(batch["mentions"]).to_pylist()
        assert analysis.entities == pa.table(batch["entities"]).to_pylist()
        assert analysis.entity_mentions == pa.table(batch["entity_mentions"]).to_pylist()
        assert analysis.quotes == pa.table(batch["quotes"]).to_pylist()
        article = batch["articles"].to_pylist()[0]
        assert (analysis.article_id, analysis.words, analysis.language) == (article["article_id"], article["words"], article["language"])
        assert list(analysis.themes) == (article["themes"] or [])
        seen += 1
    assert seen > 6


def test_offsets_count_in_the_text_of_the_analysis(pairs: list[tuple[dict[str, str], newsvane.Analysis]]) -> None:
    seen = 0
    for _, analysis in pairs:
        for claim in analysis.claims:
            text = analysis.text if claim["part"] == "text" else analysis.title or ""
            assert text[claim["char_start"] : claim["char_end"]] == claim["surface"]
            seen += 1
    assert seen > 20


def test_scores_are_those_of_the_program(pipeline: newsvane.Pipeline, tmp_path: Path) -> None:
    texts = ["Net losses narrowed to $3 million.", "Acme fell while Borealis rose 4%.", "The board met on Monday.", "Shares of Borealis slumped."]
    targets = [None, "Borealis", None, "Borealis"]
    path = tmp_path / "texts.jsonl"
    path.write_text("".join(json.dumps({"text": text, "target": target}) + "\n" for text, target in zip(texts, targets)))
    printed = [json.loads(line) for line in program("score", path, "--trace").stdout.splitlines()]
    scores = pipeline.score(texts, targets=targets)
    found: list[dict[str, Any]] = [{"id": None, "label": own.label, "score": own.score, "confidence": own.confidence, "trace": own.trace} for own in scores]
    assert found == printed
    assert {own.label for own in scores} == {"positive", "neutral", "negative"}
    one = pipeline.score(texts[1], targets="Acme")
    assert one.label == "negative"
    lines = tmp_path / "texts.txt"
    lines.write_text("\n".join(texts))
    as_headlines = [json.loads(line)["score"] for line in program("score", lines, "--text-type", "headline").stdout.splitlines()]
    assert [own.score for own in pipeline.score(pa.array(texts).to_pylist(), text_type="headline")] == as_headlines


def test_texts_and_targets_must_fit(pipeline: newsvane.Pipeline) -> None:
    with pytest.raises(newsvane.UsageError, match="targets: expected one for each of the 2 texts, found 1"):
        pipeline.score(["a", "b"], targets=["c"])
    with pytest.raises(TypeError, match=r"texts\[1\]: expected a text, found int"):
        pipeline.score(["a", 3])  # type: ignore[list-item]
    with pytest.raises(newsvane.UsageError, match="text_type tweets: expected headline, sentence"):
        pipeline.score("a", text_type="tweets")  # type: ignore[call-overload]


def test_a_text_without_words_is_refused(pipeline: newsvane.Pipeline) -> None:
    with pytest.raises(newsvane.UsageError, match="no text: expected a field text"):
        pipeline.analyze(" ")


def test_a_text_is_read_towards_the_company_that_it_is_about(pipeline: newsvane.Pipeline) -> None:
    analysis = pipeline.analyze("Orders slump in the second quarter.", target="$NVDA")
    assert [(own["entity_id"], own["label"], own["trace"]) for own in analysis.entity_mentions] == [("company.nvidia", "negative", ["record"])]
    assert not pipeline.analyze("Orders slump in the second quarter.").entity_mentions
