"""Names in scripts without spaces are found inside runs of letters, at the right place, and through the index."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watcher.matching.names import compile_name, expand_aliases, match_name, may_match, token_keys
from watcher.text.fold import fold, tokenize


def found(alias: str, text: str) -> list[str]:
    pattern = compile_name(alias, "place")
    tokens = tokenize(text)
    mentions = match_name(pattern, tokens)
    for mention in mentions:
        words = [token.text for token in tokens[mention.first : mention.last + 1]]
        assert any(set(token_keys(word)) & set(pattern.keys) and may_match(pattern, word) for word in words)
        assert mention in match_name(pattern, tokens, near=mention.first)
    return [text[m.start : m.end] for m in mentions]


@pytest.mark.parametrize(
    ("alias", "text", "expected"),
    [
        ("伊拉克", "伊拉克总理周二在巴格达会见美国特使。", ["伊拉克"]),
        ("巴格达", "伊拉克总理周二在巴格达会见美国特使。", ["巴格达"]),
        ("巴格达", "2026年1月,巴格达与巴格达机场", ["巴格达", "巴格达"]),
        ("巴沙尔·阿萨德", "叙利亚前总统巴沙尔·阿萨德逃往莫斯科", ["巴沙尔·阿萨德"]),
        ("巴沙尔·阿萨德", "前总统巴沙尔阿萨德逃往莫斯科", ["巴沙尔阿萨德"]),
        ("巴沙尔阿萨德", "巴沙尔·阿萨德", []),
        ("IS组织", "对IS组织的空袭", ["IS组织"]),
        ("中", "中国", []),
        ("中", "在 中 间", ["中"]),
        ("イラク", "米軍がイラクの基地から撤退", ["イラク"]),
        ("ｲﾗｸ", "米軍がイラクの基地から撤退", ["イラク"]),
        ("マリ", "マリア号とマリの首都", ["マリ"]),
        ("イラン", "イランイラク戦争", []),
        ("シリア", "シリア・アラブ共和国", ["シリア"]),
        ("バッシャール・アル＝アサド", "大統領バッシャール・アル・アサド氏は", ["バッシャール・アル・アサド"]),
        ("苏莱曼尼", "General Soleimani was killed", ["Soleimani"]),
        ("阿里", "Ali said", []),
        ("อิรัก", "นายกรัฐมนตรีอิรักพบทูตสหรัฐ", ["อิรัก"]),
        ("อิหร่า", "ประธานาธิบดีอิหร่านพบทูต", ["อิหร่า"]),
        ("มาล", "ประเทศมาลีในแอฟริกา", []),
        ("ອີຣັກ", "ນາຍົກລັດຖະມົນຕີອີຣັກພົບ", ["ອີຣັກ"]),
        ("អ៊ីរ៉ាក់", "នាយករដ្ឋមន្ត្រីអ៊ីរ៉ាក់ជួប", ["អ៊ីរ៉ាក់"]),
        ("အီရတ်", "အီရတ်ဝန်ကြီးချုပ်က", ["အီရတ်"]),
    ],
)
def test_inside_a_run(alias: str, text: str, expected: list[str]) -> None:
    assert found(alias, text) == expected


@pytest.mark.parametrize(
    ("alias", "text", "expected"),
    [
        ("이라크", "이라크에서 미군이 철수했다", ["이라크"]),
        ("이라크", "미국과 이라크는 합의했다", ["이라크"]),
        ("바그다드", "바그다드의 공항", ["바그다드"]),
        ("이란", "이것이 전쟁이란 말인가", []),
        ("이란", "이란군은 부인했다", ["이란"]),
        ("김정은", "김정은이 말했다", ["김정은"]),
    ],
)
def test_korean_particles(alias: str, text: str, expected: list[str]) -> None:
    assert found(alias, text) == expected


def test_a_latin_name_leads_to_its_well_known_name_in_han_letters() -> None:
    assert "伊拉克" in expand_aliases("Iraq")


HAN = st.text("伊拉克巴格达总理美国在与的イラクーマリアอิรัก·a1 。", max_size=30)


@given(HAN, st.text("伊拉克巴格达イラク·a", min_size=1, max_size=4))
@settings(max_examples=100)
def test_what_stands_between_spaces_is_found_and_lies_where_it_says(around: str, alias: str) -> None:
    try:
        pattern = compile_name(alias, "place")
    except ValueError:
        return
    text = f"{around} {alias} {around}"
    if pattern.runs:
        wanted = "".join(pattern.runs)
        for span in found(alias, text):
            assert "".join(fold(span).text.replace("·", " ").split()) == wanted
        assert found(alias, text)
    match_name(pattern, tokenize(around))
