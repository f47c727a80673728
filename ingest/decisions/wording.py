"""How papers word a decision, and what only looks like one. Each pattern has an invented example beside it."""

import re

from corpus.models import DecisionKind

_BODY = (
    r"(?:the\s+)?(?:(?:(?-i:[A-Z])[\w’'&-]{0,40}+,?|and|of|for|the|full|joint|select|overview|scrutiny|planning|parish|town|county|district|borough|city)\s++){0,8}?"
    r"(?:sub-?committee|committee|panel|cabinet|council|board|executive|forum|commission|assembly|trustees|governors|councillors|members|meeting)"
)  # the Adult Care Scrutiny Panel
_ADVERBS = r"(?:(?:\w+ly|also|then|therefore|thus|further|hereby)\s++)*+"
_ROLE = (
    r"(?:the\s+)?(?:(?:\w+\s+){0,3}(?:clerk|officers?|director|chair(?:man|woman|person)?|chief\s+executive|staff|treasurer|secretary|superintendent|administrator|engineer"
    r"|solicitor|manager|cabinet\s+member|leader|mayor)|head\s+of(?:\s++\w+){1,4}?|(?:cllr|councillor|mr|mrs|ms|miss|dr)\.?\s+\w+(?:\s+(?-i:[A-Z])\w+)?)\s++(?:(?:of|for)\s+(?:the\s+)?(?:[\w’']+\s+){0,5}?)?"
)  # the Clerk; the Head of Highways; Cllr Ode

RESOLVES = re.compile(
    r"(?-i:\bRESOLVED\b)(?=\s*[:;,–-]|\W*(?:$|that\b|to\b|unanimously\b|by\b|as\s+follows|on\b|further\b|\d|\(|(?-i:[A-Z])))"  # and RESOLVED unanimously:
    r"|(?-i:\b(?:AGREED|DECIDED)\b)(?=\s*(?:[:;–-]|that\b|to\b|unanimously\b|as\s+follows|by\b))"  # AGREED that
    r"|^[^\w\n]*(?:\(?\w{1,3}[.)]\s+)?(?-i:Resolved|Agreed|Decided)(?:\s*[:;(–-]|\s+(?:unanimously\s+)?(?:that|to)\b)"  # Resolved: that
    r"|\b(?:seconded\b[^.;]{0,80}|voted?\b[^.;]{0,60})\band\s+(?:\w+ly\s+)?(?:resolved|agreed)\b"  # seconded by Cllr Lee and resolved
    r"|\bbe\s+it\s+(?:further\s+|also\s+)?resolved\b|\b(?:further\s+)?it\s+be\s+resolved\b|\bit\s+is\s+hereby\s+resolved\b",  # be it resolved
    re.I | re.M,
)
IT_WAS = re.compile(
    rf"(?<!that )(?<!how )(?<!what )(?<!when )(?<!as )(?<!if )(?<!because )(?<!whether )\bit\s+was\s+{_ADVERBS}(?:moved,?\s+)?(?:(?:and\s+)?seconded,?\s+)?(?:and\s+)?{_ADVERBS}(?:resolved|agreed|decided)"
    r"\s*(?:[:,(–-]|(?:that|to|by)\b)",
    re.I,
)  # It was unanimously agreed that
_VERBS = (
    r"(?:agreed|resolved|approved|decided|endorsed|adopted|ratified|granted|awarded|authori[sz]ed|elected|appointed|determined|confirmed)"
)
_OBJECT = r"(?=\s*:|\s+(?:that|to|the|its|an?|all|not|by\s+consensus)\b)"
BODY_DID = re.compile(
    rf"^\W*+(?:[^.;:]{{0,120}},\s++|(?:accordingly|therefore|following\s+\w+)\s+)?{_BODY}\s+{_ADVERBS}{_VERBS}{_OBJECT}", re.I
)  # Following discussion, the Panel agreed to
BODY_ALSO_DID = re.compile(
    rf"^\W*+{_BODY}\s++[^.;\s][^.;]{{1,219}}?\band\s+{_ADVERBS}(?:agreed|resolved|approved|decided|endorsed|adopted){_OBJECT}", re.I
)  # The Panel reviewed its programme and agreed that
NOTED = re.compile(
    rf"^\W*+{_BODY}\s++{_ADVERBS}(?:noted|received\s+and\s+noted|accepted)\s+the\s+(?:(?!and\b)[\w’'-]+\s+){{0,4}}?(?:report|minutes|update|position|contents|recommendations?|accounts?|budget|tender|quotation)\b",
    re.I,
)  # The Panel noted the report
WAS_DONE = re.compile(
    rf"\b(?:minutes|reports?|recommendations?|work\s+(?:programme|plan)|budget|precept|payments?|cheques?|accounts?|invoices?|policy|policies|by-?laws?|application|motion|proposal|amendment|schedule)\b"
    rf"[^.;:]{{0,200}}?\b(?:was|were)\s+{_ADVERBS}(?:duly\s+)?(?:taken\s+as\s+read\s+and\s+)?(?:received\s+and\s+|signed\s+or\s+)?(?:agreed|approved|adopted|confirmed|accepted|ratified|noted|endorsed|authori[sz]ed|signed)\b"
    r"(?=\s*(?:[.,;:]|$)|\s+(?:as|and|for|unanimously|subject|in\s+respect|without)\b)",
    re.I,
)  # The minutes were confirmed as a true record
WAS_DEFERRED = re.compile(
    r"\b(?:item|consideration|decision|matter|application|report|motion)\b[^.;]{0,60}?\b(?:was|were)\s+deferred\b", re.I
)  # Item 9 was deferred
WAS_ELECTED = re.compile(
    rf"\b(?:was|were|be)\s+{_ADVERBS}(?:duly\s+)?(?:re-?)?(?:elected|appointed)\s+(?:as\s+)?(?:the\s+)?(?:vice[- ]|deputy\s+)?(?:chair|mayor|leader)\w*",
    re.I,
)  # Cllr Ode was elected Chair
RECOMMENDS = re.compile(
    r"\b(?:RECOMMENDED|RECOMMENDS)\b|^[^\w\n]*Recommended(?:\s*[:;–-]|\s+(?:to\s+\w+\s+)?that\b)"
    r"|\b(?i:resolved|agreed)\b[^.;]{0,60}?\b(?:to\s+recommend|recommends?|be\s+recommended)\b\s+(?:to|that|the)\b",
    re.M,
)  # RECOMMENDED TO CABINET that ; resolved to recommend that
RECOMMENDED = re.compile(
    rf"^\W*+(?:[^.;:]{{0,80}},\s++)?(?:it\s+was\s+{_ADVERBS}|{_BODY}\s+{_ADVERBS})(?:recommended|recommends)\s+(?:that|to)\b", re.I
)  # The Panel recommended that Cabinet fund two posts
ACTION = re.compile(
    r"^[^\w\n]*+(?:actions?|action\s+points?|actions?\s+(?:agreed|required|by|for))\s*(?:\d{1,2}\s*)?(?:[:–]|-\s)"  # ACTION: Head of Highways
    rf"|\b{_ROLE}(?:was|were|is|are|be|to\s+be)\s+{_ADVERBS}(?:asked|requested|instructed|directed|authori[sz]ed|tasked)\s+to\b"  # The Clerk was asked to
    rf"|^[^\w\n]*+(?=\w)(?:[^.;:]{{0,80}},\s++)?{_ROLE}{_ADVERBS}(?:agreed|undertook|offered)\s+to\b(?!\s+(?:take\s+this|accept|stand|serve|be|chair|act)\b)"
    rf"|^[^\w\n]*+(?=\w)(?:[^.;:]{{0,80}},\s++)?(?:{_BODY}|(?:the\s+)?(?:vice-?)?chair(?:man|woman|person)?)\s+{_ADVERBS}(?:asked|requested)\s+that\b[^.;]{{2,200}}?\b(?:be|should)\b",  # Officers agreed to ; The Chair asked that a letter be sent
    re.I | re.M,
)
_INFORMATION = (
    r"(?:briefing|reports?|note|update|breakdown|cop(?:y|ies)|list|summary|paper|presentation|information|details?|figures|data|analysis)"
)
INFORMATION_REQUEST = re.compile(
    r"^[^\w\n]*+(?:further\s+|the\s+following\s+)?information\s+(?:requests?|requested)\s*(?:\([^)]{0,200}+\)\s*)?(?:[:–-]|$)"  # Information requested:
    r"|\binformation\s+requests?\s+(?:be\s+made|were\s+made|was\s+made)\b"
    rf"|^[^\w\n]*+(?=\w)(?:[^.;:]{{0,80}},\s++)?{_BODY}\s+{_ADVERBS}(?:asked\s+for|requested|asked\s+to\s+(?:see|receive|have))\s+(?:that\s+)?(?:an?\s+|the\s+|further\s+|more\s+|some\s+)*(?:[\w’'-]+\s+){{0,4}}?{_INFORMATION}\b"  # The Panel asked for a briefing on
    rf"|\bit\s+was\s+{_ADVERBS}requested\s+that\b"
    rf"|\brequested\s+that\s++[^.;]{{2,120}}?\bbe\s+(?:provided|circulated|shared|sent|brought|reported)\b",
    re.I | re.M,
)

DRAFTS = re.compile(r"^[^\w\n]*RESOLVED\b|\bbe\s+it\s+(?:further\s+)?resolved\b", re.I | re.M)  # RESOLVED: that the tender be accepted
PUT = re.compile(
    rf"\b{_BODY}\s+(?:is|are)\s+{_ADVERBS}(?:asked|recommended|requested|invited)\s*(?:to\b(?!\s+(?:turn|switch|bring|tell|contact|arrive|declare|sign|let|inform|notify|send|submit|be\s+seated|attend))|that\b|:)"
    r"|^[^\w\n]*+(?:officer\s+|staff\s+)?recommendations?\s*+(?:\(s\)\s*+)?:\s*+(?=\S)"  # Recommendation: That the tender be awarded
    rf"|\bit\s+is\s+{_ADVERBS}recommended\s+that\b(?=.{{0,200}}\b(?:cabinet|council|committee|panel|board|members|be\s+(?:noted|approved|adopted|received|agreed|endorsed)))"
    rf"|\b(?:staff|officers)\s+{_ADVERBS}recommend\b"
    r"|\brecommends?\s+(?:that|to)\s+(?:the\s+)?(?:cabinet|council|committee|panel|board|members)\b",
    re.I | re.M | re.S,
)  # The Panel is asked to ; It is recommended that Cabinet
FROM_THE_START = (BODY_DID, BODY_ALSO_DID, NOTED)  # these take in what stands before the verb
DECIDED = (IT_WAS, *FROM_THE_START, WAS_DONE, WAS_DEFERRED, WAS_ELECTED)
HEADS = {
    DecisionKind.RESOLUTION: re.compile(
        r"(?:decisions?|resolutions?|resolved|agreed|it\s+was\s+(?:resolved|agreed))(?:\s+(?:that|to))?\W*$", re.I
    ),
    DecisionKind.RECOMMENDATION: re.compile(
        r"(?:\d{1,2}[.)]?\s*)?(?:officers?[’']?\s+|staff\s+)?recommend(?:ations?|ed)(?:\s*\(s\))?(?:\s+to\s+.{3,60}|\s+that)?\W*$", re.I
    ),
    DecisionKind.ACTION: re.compile(r"(?:agreed\s+)?actions?(?:\s+(?:points?|agreed|required))?\W*$", re.I),
    DecisionKind.INFORMATION_REQUEST: re.compile(r"information\s+request(?:s|ed)\W*$", re.I),
}  # a heading over what was decided: Resolved ; Recommendation(s)
ACTION_TABLE = re.compile(
    r"\bactions?\b.*\b(?:owner|lead|by\s+whom|who|responsible|officer|assigned)\b", re.I | re.S
)  # Action | Owner | By
PUT_ENTRY = re.compile(
    r"\W*+(?:\w{1,4}[.)]\s\W*+)?(?:that\b|to\b|it\s+is\b|note\b|approve\b|agree\b|consider\b|endorse\b|the\s+committee\b)", re.I
)

PROPOSES = re.compile(
    r"\b(?:that|to|be|is|are|approv\w+|adopt\w*|accept\w*|authori[sz]\w+|not(?:e|es|ed)|agree\w*|endors\w+|direct|receiv\w+|consider|support|award|grant|appoint|amend|transfer|follow|apply)\b",
    re.I,
)  # what a recommendation has and a list of attachments has not
MENTION = re.compile(
    r"\b(?:had|previously|earlier|originally|last\s+(?:year|month|meeting)|previous\s+meeting|last\s+meeting|at\s+the\s+time|said|reported|explained|advised|stated|informed|told"
    r"|reminded|replied|responded|commented|queried|questioned|understood|whether)\b",
    re.I,
)  # The Director reported that the Panel agreed to
DEFERS = re.compile(
    r"\b(?:consideration|decision|determination|item|matter|report|application|this|it|motion)\b[^.;]{0,60}?\b(?:be|is|was)\s+(?:deferred|postponed)\b|\b(?:resolved|agreed|decided)\s+to\s+(?:defer|postpone)\b",
    re.I,
)  # that consideration of the policy be deferred
PREAMBLE = re.compile(r"\bwhereas\b", re.I)
OPERATIVE = re.compile(r"\bresolved\b|\btherefore\b|\bbe\s+it\b|^[^\w\n]*(?:AND\s+)?T(?:HAT|hat)\b", re.M)
RUNS_ON = re.compile(r"[\w,;’'&–-]\s*$")  # not the end of a sentence
