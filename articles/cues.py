"""Reporting words by language, as they are printed: they stand between a quote and its speaker."""

from typing import Final

_ENGLISH: Final = """
    said says say saying told tells tell added adds adding wrote writes write posted posts tweeted
    tweets stated states stating argued argues warned warns warning insisted insists declared
    declares announced announces noted notes explained explains asked asks replied replies answered
    answers responded responds continued continues concluded concludes remarked recalled testified
    commented read reads reiterated claimed claims acknowledged admitted confirmed denied stressed
    urged according
"""
_ARABIC: Final = """
    قال قالت قالوا يقول تقول وقال وقالت أضاف أضافت وأضاف وأضافت صرح صرحت وصرح أعلن أعلنت وأعلن أكد
    أكدت وأكد أوضح أوضحت وأوضح كتب كتبت وكتب ذكر ذكرت وذكر تابع تابعت وتابع حذر حذرت وحذر أشار أشارت
"""
CUES: Final = {"en": frozenset(_ENGLISH.split()), "ar": frozenset(_ARABIC.split())}
