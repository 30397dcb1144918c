"""What the editor calls steps and causes of cleaning, in Traditional Chinese."""

from __future__ import annotations

from casebook.ingest.clean.causes import Cause
from casebook.text.catalogue import N_

STEP = "edit"
"""The step in the ledger of what a person cut here."""
BY_PERSON = "cut by a person"
"""The cause in the ledger of what a person cut here."""

CAUSES = {
    BY_PERSON: N_("在編輯頁上刪去"),
    Cause.FORCED_OUT: N_("人工指定刪去"),
    Cause.HIDDEN: N_("瀏覽器不顯示"),
    Cause.DELETED: N_("網頁上已畫線刪去"),
    Cause.READING: N_("注在字上的讀音"),
    Cause.OUTSIDE: N_("不屬於文章"),
    Cause.BESIDE_TITLE: N_("題名旁邊的文字，不屬於文章"),
    Cause.NO_TEXT: N_("只有標籤或項目符號"),
    Cause.NOISE: N_("論壇夾在段落之間的字母和符號"),
    Cause.TAGS: N_("殘留的標籤"),
    Cause.PINYIN: N_("轉載時夾入的拼音"),
    Cause.BARS: N_("一行裡許多豎線隔開的詞"),
    Cause.REPEATED: N_("同一名稱一再重複"),
    Cause.OTHER_SCRIPT: N_("與全文繁簡不同"),
    Cause.ADVERTISING: N_("廣告用語"),
    Cause.ALIEN: N_("廣告用語，與前後文無關"),
    Cause.ISOLATED: N_("孤立的一行，與文章沒有共同的字詞"),
    Cause.INSIDE: N_("夾在行內的廣告"),
    Cause.CRUMBS: N_("頁面路徑"),
    Cause.HEAD: N_("日期、來源和姓名，已記入來源"),
    Cause.FOOT: N_("編輯姓名，已記入來源"),
    Cause.SITE: N_("網站名稱"),
    Cause.ABOVE: N_("題名之上的文字"),
    Cause.AGAIN: N_("題名重複"),
    Cause.BELOW: N_("編輯姓名之後的文字"),
    Cause.JOINED: N_("副題的幾行併為一行"),
    Cause.FIRST_TITLE: N_("最初發表時的題名，已記入來源"),
    Cause.TITLE_JOINED: N_("題名的幾行併為一行"),
    Cause.NAME_BEFORE_TITLE: N_("題名之前的作者姓名"),
    Cause.LABEL_BEFORE_TITLE: N_("題名之前的標籤"),
    Cause.AFTER_TITLE: N_("與題名同一行的日期、來源和姓名，已記入來源"),
    Cause.CHROME: N_("網頁框架"),
    Cause.APPARATUS: N_("期刊編號"),
    Cause.TAIL: N_("相關連結和頁尾"),
    Cause.COLLECTION: N_("一頁多篇案例的總題名"),
    Cause.CASE_NUMBER: N_("頁上案例的編號"),
    Cause.PREFACE: N_("第一篇案例之前的文字"),
    Cause.CAPTION_AGAIN: N_("圖說重複"),
    Cause.CAPTION_MARK: N_("圖說前的記號"),
    Cause.FILE_NAME: N_("檔名，不是圖說"),
    Cause.NO_CAPTION: N_("不是圖說：只有題名，或只說是圖片"),
    Cause.SAID_BELOW: N_("圖下的說明已有這句話"),
    Cause.WIDTH: N_("半形標點改為全形"),
    Cause.PLANTED: N_("夾在句子中間的廣告"),
    Cause.TORN: N_("一句拆成兩段，已接回"),
    Cause.NOTE_MARK: N_("題名後的註記號"),
    Cause.DOUBLED_STOP: N_("重複的標點"),
    Cause.SCRIPT: N_("繁簡混用"),
}
"""Causes by their values; others are shown as the ledger has them."""
