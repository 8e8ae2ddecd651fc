"""The one reader of statements: what a Chinese text claims, and what a typed answer fills. Pure: text in, values out.

    reading = claims.read(text, form, facts=script.facts, year=2025, place="总体情况.依申请公开")
    filling = claims.fill("收了12件，10件是个人的，2件企业", form, report, focus="申请")

`read` serves the checks. It returns a `Reading`: `claims` in the order of the text (the reading iterates over
them) and `relations` between them.

A `Claim` says one thing of one quantity:
- `field`: a cell (`申请.新收.总计`), a group sum (`申请.不予公开.总计`, `复议诉讼.诉讼.维持`) or a fact
  (`培训次数`), all names of `forms.context`; empty for what no form asks for, whose words stand in `noun`;
- `value` and `unit` as written: `3.5` 万元, `12` 件; a `Range` for 两千余, 近百, 10—12 (`allows(number)`
  compares); money is not converted. `kind` tells COUNT, AMOUNT, PERCENTAGE, GROWTH, CHANGE (signed), ZERO
  (未收到, 零败诉: value 0) and TOTALITY (均获维持: the value is that of the whole, where the text gives it);
- `scope`: `this_year` is false for last year's, other years', running totals, other organs' and planned numbers;
  such a claim keeps its field but must not be compared with this year's cell. 其中 and 另 are this year's;
- `certain`: only a certain claim may lead to a finding that blocks. Otherwise `why` says what is unclear, and
  `readings` lists what else may be meant, each a sum of names: 受理12件 is (新收,) or (新收, 上年结转). A claim
  with a field but `certain=False` is good for a hint;
- `span` is the whole statement, `number` the figure with its unit (or the words of a denial), both in the text
  given.

Relations name claims of the same reading:
- `Breakdown(total, parts, exhaustive, why)`: parts along one dimension (applicants, results, channels, other).
  Sums may be compared when `exhaustive`; otherwise only a part, or all parts together, above the whole is an
  error. A list within a list is a breakdown of its own. Parts may be ranges;
- `Balance(left, right)`: 新收＋上年结转 against 办理总计＋结转下年 when one stretch of text tells all four, and
  sums written out (78+3=75+3, unbound);
- `Comparison(claim, growth)`: `growth` is a rate (%), a signed change, or last year's number (a COUNT, scope
  上年);
- `Share(percentage, part, whole)`: recompute part ÷ whole; `whole` may be missing;
- `Totality(claim, whole, none)`: if it is true, every name in `none` is 0. 办结率100% is one (its claim is a
  percentage); 均按期答复 has an empty `none`, since what is not due yet may be open.

What is bound: table three by row, group and applicant, table four by kind of case and result, table two by row
and column, and the facts of `vocabulary.toml`. A list of parts is bound to the whole it adds up to; columns said
alone belong to the row of that whole. Words that nobody knows between the name and the figure, other matters
(信访件, 工单, 提案), several rows in one number, 备案的复议案件 make a claim uncertain. Document and article
numbers, dates, durations, phone numbers, addresses, list numbers, names in 《》 and figures in “” are passed
over. The words stand in `vocabulary.toml`, what the rows and columns are called in the form files.

`fill` serves answers. It returns a `Filling`: `fills` (said), `implied` (follows from the sums), `ask` (each with
the fields it is about and a `reason`), `understood` (which words became what) and `focus` for the next answer. A
total that was said is filled as a total; a sum said to be 0 fills all its cells. `answers(form, report, filling)`
is what to store. `session.Session` hears answers one after the other, for the command line.

How it works. Every text: `tokens` squeezes it and cuts it into words, figures and what counts nothing (`figures`);
`pieces` cuts at marks and gives each figure its words; `listening` goes over the pieces once, with `counting`,
`answering`, `sharing`, `rating`, `denying` and `totals` for the kinds of statements, `naming` and `rows` for what
words name and `whose` for results said of applicants (个人2件都公开了); `wholes` settles lists.
A report: `reading` and `relating` make claims of it.
An answer: `typed` first takes away what counts nothing, with `sources` (综合科发来的：), `numbering` (1.) and `asides`
(本来以为是5件，后来核实是6件), and `speaking` puts right what is only said; `referring` finds what 这3件 and 22件里
were told of before, `earlier` what 都是个人的 and 起诉的那件 mean after several answers, and `moving` hears
不是企业，是律所的.
`filling` then lets `taking` go over the statements, with `meant` and `dividing` for what they are about, `doubting`,
`asking` and `resting` (其余都是0) for what is not filled as it stands, and `agreement` for the sums; `notes` keeps
it all.
`ours` keeps out what is another office's, another year's or not counted, and `guarding` looks once more that no figure
and no word was passed over. What is only said, and never written, stands under `[spoken]` and `[spoken_role]` in the
vocabulary, which `read` does not know.
Looking back is bounded, so the work grows with the length of the text and no faster.
"""

from __future__ import annotations

from assistant.claims.filling import Filling, Question, Reason, Understood, answers, fill
from assistant.claims.model import (
    Balance,
    Breakdown,
    Claim,
    Comparison,
    Kind,
    Range,
    Reading,
    Relation,
    Scope,
    Share,
    Span,
    Totality,
)
from assistant.claims.reading import read

__all__ = [
    "Balance",
    "Breakdown",
    "Claim",
    "Comparison",
    "Filling",
    "Kind",
    "Question",
    "Range",
    "Reading",
    "Reason",
    "Relation",
    "Scope",
    "Share",
    "Span",
    "Totality",
    "Understood",
    "answers",
    "fill",
    "read",
]
