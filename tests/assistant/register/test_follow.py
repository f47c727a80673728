"""Following a topic: what is new is told once, with its proof."""

import datetime
from pathlib import Path
from xml.etree import ElementTree

from assistant.export.news import feed_of, news_to_json
from assistant.register.follow import follow, followed_in, news_in, news_since, unfollow
from corpus.store.store import Store
from tests.factories import WordVectors, make_store, minutes_text, write_papers

NOW = datetime.datetime(2026, 11, 29, 12, 0, tzinfo=datetime.UTC)
MAY = minutes_text(items={"12. Otters": "RESOLVED that twelve otter ladders be bought for the weir at Wenlow."})
JUNE = minutes_text(day="Tuesday, 8 June 2021", items={"20. Otters": "RESOLVED that the otter ladders be mended."})


def test_what_is_new_is_told_once_and_what_was_held_before_is_not(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    make_store(folder, [write_papers(tmp_path / "papers", {"may.txt": MAY})], WordVectors())
    with Store.open(folder, WordVectors()) as store, store.reading():
        follow("otter ladders", store, NOW)
        assert news_in(store, NOW) == []
    make_store(folder, [write_papers(tmp_path / "more", {"june.txt": JUNE})], WordVectors())
    with Store.open(folder, WordVectors()) as store, store.reading():
        assert [one.date for one in news_since(store, NOW, NOW)] == ["2021-06-08"]
        new = news_in(store, NOW)
        assert [(one.date, one.file, one.page) for one in new] == [("2021-06-08", "june.txt", 1)]
        assert "be mended" in new[0].quote
        assert news_in(store, NOW) == []
        feed = ElementTree.fromstring(feed_of(followed_in(folder)))
        assert [entry.findtext("{*}title") for entry in feed.findall("{*}entry")] == [
            "otter ladders: Highways Scrutiny Panel, 8 June 2021: decision"
        ]
        assert len(list(news_to_json(new))) == 1
        assert unfollow("Otter ladders", store)
        assert followed_in(folder) == []
