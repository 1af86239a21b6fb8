"""Hanyu Pinyin (ISO 7098): how Han characters are read, and which letters can be a reading.

Tones are left out and ü is u, as most people type; readings come from pypinyin's tables, where a phrase decides
between the readings of its characters.
"""

import re
import unicodedata
from functools import lru_cache

from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

_LISTED = """
    a ai an ang ao ba bai ban bang bao bei ben beng bi bian biang biao bie bin bing bo bu ca cai can cang cao ce
    cen ceng cha chai chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun chuo
    ci cong cou cu cuan cui cun cuo da dai dan dang dao de dei den deng di dia dian diao die ding diu dong dou
    du duan dui dun duo e ei en er fa fan fang fei fen feng fo fou fu ga gai gan gang gao ge gei gen geng gong
    gou gu gua guai guan guang gui gun guo ha hai han hang hao he hei hen heng hong hou hu hua huai huan huang
    hui hun huo ji jia jian jiang jiao jie jin jing jiong jiu ju juan jue jun ka kai kan kang kao ke ken keng
    kong kou ku kua kuai kuan kuang kui kun kuo la lai lan lang lao le lei leng li lia lian liang liao lie lin
    ling liu long lou lu luan lue lun luo ma mai man mang mao me mei men meng mi mian miao mie min ming miu mo
    mou mu na nai nan nang nao ne nei nen neng ni nian niang niao nie nin ning niu nong nou nu nuan nue nuo o ou
    pa pai pan pang pao pei pen peng pi pian piao pie pin ping po pou pu qi qia qian qiang qiao qie qin qing
    qiong qiu qu quan que qun ran rang rao re ren reng ri rong rou ru ruan rui run ruo sa sai san sang sao se
    sen seng sha shai shan shang shao she shei shen sheng shi shou shu shua shuai shuan shuang shui shun shuo si
    song sou su suan sui sun suo ta tai tan tang tao te teng ti tian tiao tie ting tong tou tu tuan tui tun tuo
    wa wai wan wang wei wen weng wo wu xi xia xian xiang xiao xie xin xing xiong xiu xu xuan xue xun ya yan yang
    yao ye yi yin ying yo yong you yu yuan yue yun za zai zan zang zao ze zei zen zeng zha zhai zhan zhang zhao
    zhe zhen zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo zi zong zou zu zuan zui zun zuo
"""

SYLLABLES = frozenset(_LISTED.split())
"""Every syllable of the standard language, without tone."""

_LONGEST = max(map(len, SYLLABLES))
_LONGEST_PHRASE = 4
_NUMBERED = re.compile(r"(?:[a-z]{1,6}[1-5])+[a-z]{0,6}")


@lru_cache(maxsize=1 << 16)
def _readings(character: str) -> tuple[str, ...]:
    """The readings of a character without tones, the usual one first; none where it has none."""
    listed = PINYIN_DICT.get(ord(character), "")
    return tuple(dict.fromkeys(_toneless(reading) for reading in listed.split(",") if reading))


def _toneless(reading: str) -> str:
    letters = unicodedata.normalize("NFD", reading)
    return "".join(letter for letter in letters if letter.isascii() and letter.isalpha())


def read(run: str) -> list[str]:
    """The syllables of a run of Han characters; a character that has no reading stands for itself.

    >>> read("银行行长"), read("重庆")
    (['yin', 'hang', 'hang', 'zhang'], ['chong', 'qing'])
    """
    return [_read_at(run, at) for at in range(len(run))]


def _read_at(run: str, at: int) -> str:
    readings = _readings(run[at])
    if len(readings) < 2:
        return readings[0] if readings else run[at]
    for length in range(_LONGEST_PHRASE, 1, -1):
        for start in range(max(0, at - length + 1), min(at, len(run) - length) + 1):
            phrase = PHRASES_DICT.get(run[start : start + length])
            if phrase is not None and len(phrase) == length:
                return _toneless(phrase[at - start][0])
    return readings[0]


_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("f", "h"))
_FINALS = (("ang", "an"), ("eng", "en"), ("ing", "in"))


@lru_cache(maxsize=1 << 10)
def alike(syllable: str) -> tuple[str, ...]:
    """A syllable and those that speakers of many regions do not tell from it, as input methods know them too.

    >>> alike("cang"), alike("lin")
    (('cang', 'can', 'chang', 'chan'), ('lin', 'ling', 'nin', 'ning'))
    """
    found = [syllable]
    for pairs, replace in ((_FINALS, _with_end), (_INITIALS, _with_start)):
        for pair in pairs:
            for one, other in (pair, pair[::-1]):
                found += [made for known in found[:] if (made := replace(known, one, other)) in SYLLABLES]
    return tuple(dict.fromkeys(found))


def _with_end(syllable: str, one: str, other: str) -> str:
    return syllable.removesuffix(one) + other if syllable.endswith(one) else ""


def _with_start(syllable: str, one: str, other: str) -> str:
    return other + syllable.removeprefix(one) if syllable.startswith(one) else ""


def without_tones(word: str) -> str:
    """A folded word without tone numbers, where it is pinyin with them, and with u for v.

    >>> without_tones("hai3wai4cang1"), without_tones("lv3you2"), without_tones("b2b2x")
    ('haiwaicang', 'luyou', 'b2b2x')
    """
    if _NUMBERED.fullmatch(word):
        bare = "".join(filter(str.isalpha, word)).replace("v", "u")
        return bare if syllables(bare) else word
    return word.replace("v", "u")


@lru_cache(maxsize=1 << 14)
def syllables(letters: str) -> tuple[str, ...]:
    """The letters cut into as few syllables as can be; empty where they cannot be cut.

    >>> syllables("haiwaicang"), syllables("logistica")
    (('hai', 'wai', 'cang'), ())
    """
    best: list[tuple[str, ...] | None] = [()]
    for end in range(1, len(letters) + 1):
        shortest: tuple[str, ...] | None = None
        for start in range(max(0, end - _LONGEST), end):
            before = best[start]
            if before is None or letters[start:end] not in SYLLABLES:
                continue
            if shortest is None or len(before) + 1 < len(shortest):
                shortest = (*before, letters[start:end])
        best.append(shortest)
    return best[-1] or ()
