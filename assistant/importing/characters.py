"""From bytes to clean characters, and from what is printed to what can be compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from assistant.importing.refusal import ImportRefused

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_ALIKE = 0.3
"""Share of zero bytes at even or odd places that shows UTF-16 without a mark."""

# Control characters, bidi controls, zero-width characters, soft hyphens and half pairs: none of them is a word.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_ESCAPES = re.compile("\x1b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\x07\x1b]{0,200}(?:\x07|\x1b\\\\)|.)?")
_SPACES = re.compile(r"\s+")
_EDGES = " \t\xa0\u3000"

# Readings put behind a character by mirror sites: 報(bào)告.
_READING = re.compile(r"(?<=[\u4e00-\u9fff])[(（][a-zü\u00e0-\u01dc]{1,7}[)）]")

_TRADITIONAL = (
    "並并亂乱亞亚佈布來来係系倉仓個个們们倫伦偉伟側侧傑杰備备傳传債债傷伤傾倾價价億亿優优內内兩两"
    "冊册凍冻別别剛刚創创劃划劑剂動动務务勝胜勞劳勢势勵励區区協协卻却參参員员問问啟启喪丧單单嚴严"
    "國国圍围園园圖图團团執执報报場场塊块塢坞壓压壞坏壩坝夠够奪夺奮奋學学實实寧宁審审寫写寶宝將将"
    "專专導导屆届層层屬属島岛嶺岭師师帳账帶带幣币幫帮幹干庫库廠厂廢废廣广廳厅強强彈弹彙汇後后從从"
    "復复恆恒悅悦態态慘惨慣惯慮虑慶庆憂忧憑凭憲宪應应懷怀戰战戶户掃扫掛挂採采換换損损搶抢擇择擔担"
    "據据擬拟擴扩擾扰攜携攝摄敗败敘叙數数斷断於于時时暢畅曉晓會会査查棄弃業业極极構构樣样樹树橋桥"
    "機机檔档檢检檯台欄栏權权歐欧歡欢歲岁歷历歸归殘残殺杀殼壳毀毁氣气決决沒没況况淨净減减測测渾浑"
    "湯汤準准溫温滅灭滬沪滿满漢汉潔洁潛潜濟济濱滨瀋沈瀏浏灣湾為为無无營营爭争爲为爾尔牽牵狀状獎奖"
    "獨独獲获現现環环瓊琼產产異异當当療疗發发盡尽監监盤盘盧卢眾众睏困確确礎础礙碍礦矿祇只祕秘禍祸"
    "禮礼稅税稟禀種种稱称穀谷穌稣穩稳穫获窮穷競竞筆笔節节範范築筑簡简糧粮糰团糾纠紀纪約约納纳純纯"
    "紙纸級级細细紹绍終终組组結结絕绝絡络給给統统經经綜综維维網网緊紧線线緣缘編编練练縣县總总績绩"
    "織织繪绘繫系繳缴繼继續续罰罚罷罢羅罗羣群義义習习聯联聲声職职聽听肅肃脫脱腦脑臟脏臨临臺台與与"
    "興兴舉举舊旧艦舰華华萊莱萬万葉叶蓋盖蔣蒋薦荐藝艺藥药蘇苏蘭兰處处虛虚號号虧亏蝕蚀衆众術术衛卫"
    "衹只裏里補补裝装裡里製制複复襲袭見见規规覓觅視视親亲覺觉覽览觀观訂订計计訊讯討讨訓训託托記记"
    "訝讶訟讼訣诀訪访設设許许訴诉註注詔诏評评詞词詢询試试詳详誇夸誌志認认誠诚誤误說说説说課课調调"
    "談谈請请諒谅論论諧谐諮咨諾诺謝谢謠谣謹谨證证識识譜谱譯译議议護护讀读變变讓让豎竖豐丰財财貢贡"
    "貧贫貨货販贩責责貳贰費费貿贸賀贺資资賓宾賢贤賣卖賦赋質质賬账賴赖購购賽赛贈赠贊赞趙赵躍跃車车"
    "軌轨軍军軟软軸轴較较載载輔辅輕轻輩辈輪轮輯辑轄辖轉转轟轰辦办辭辞農农這这連连週周進进運运過过"
    "達达違违遞递遠远適适遲迟選选遺遗遼辽還还邊边邏逻郵邮鄉乡鄧邓鄭郑鄰邻醫医釋释鈔钞銀银銷销鋪铺"
    "鋼钢錄录錢钱錦锦錯错鍵键鎖锁鎮镇鏈链鏡镜鐘钟鐵铁鑑鉴鑒鉴閃闪閉闭開开間间閣阁閩闽閱阅闊阔關关"
    "陳陈陸陆陽阳隊队階阶際际隨随險险隱隐隸隶隻只雖虽雙双雜杂離离難难雲云電电霧雾霽霁靈灵靜静韓韩"
    "韻韵頁页項项順顺須须預预頒颁頓顿頗颇領领頭头頻频顆颗題题額额願愿類类顧顾顯显風风飄飘飛飞飯饭"
    "飲饮飾饰養养餘余館馆馬马駁驳駐驻駛驶騙骗騰腾驗验驚惊髒脏體体鬥斗鬧闹魚鱼魯鲁鮮鲜鳥鸟鳳凤鴻鸿"
    "麗丽麥麦黃黄點点黨党齊齐齡龄龍龙"
)
"""Characters that reports have in common, each traditional one followed by its simplified one."""

_FOLD = str.maketrans(dict(zip(_TRADITIONAL[::2], _TRADITIONAL[1::2], strict=True)))
# What mirror sites make of a whole word.
_WORDS = (("规范性档案", "规范性文件"),)


def decode(content: bytes) -> str:
    """Return the text in `content`: by its mark, else UTF-8, else UTF-16 without a mark, else GB18030."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content, encoding)
    wide = _without_mark(content)
    if wide:
        return _decoded(content, wide)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(content, "gb18030")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        damaged = content.decode(encoding, errors="replace")
        # A file cut off in the middle of a character, or one stray byte, is still worth reading.
        if damaged.count("\ufffd") * 500 <= len(damaged) and len(damaged) > 200:
            return damaged
        raise ImportRefused(
            "文字编码认不出来，或者这不是文本文件。请用 Word、WPS 打开后另存为 .docx，再导入。"
        ) from error


def _without_mark(content: bytes) -> str:
    sample = content[:2000]
    if len(sample) < 8:
        return ""
    half = len(sample) // 2
    if sample[1::2].count(0) > half * _ALIKE:
        return "utf-16-le"
    return "utf-16-be" if sample[0::2].count(0) > half * _ALIKE else ""


def clean(text: str) -> str:
    """Return text that is safe to show: no escape sequences, no controls but tab and line break."""
    if text.isascii() and text.isprintable():
        return text
    text = _ESCAPES.sub("", text) if "\x1b" in text else text
    return _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n"))


def one_line(text: str) -> str:
    """Return text on one line, spaces at the edges gone; a line break between Chinese characters was never a space."""
    if "\n" not in text:
        return text.strip(_EDGES)
    parts = (part.strip(_EDGES) for part in text.split("\n"))
    return "".join(part for part in parts if part)


@lru_cache(maxsize=4096)
def squeeze(text: str) -> str:
    """Return text as it is compared: half-width, simplified, without any white space. Labels and figures come again."""
    if text.isascii():
        return _SPACES.sub("", text)
    text = _SPACES.sub("", unicodedata.normalize("NFKC", text))
    if "(" in text:
        text = _READING.sub("", text)
    text = text.translate(_FOLD)
    for theirs, ours in _WORDS:
        text = text.replace(theirs, ours)
    return text
