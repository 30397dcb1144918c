"""The words of the search page, in Traditional Chinese, by what the program calls them."""

from __future__ import annotations

from casebook.text.catalogue import N_

LABELS = {
    "search": N_("搜尋"),
    "placeholder": N_("字、詞、句皆可，繁簡不拘"),
    "help": N_("空格表示同時包含；「……」內原樣查找；-詞 表示不含該詞。"),
    "suggestions": N_("建議"),
    "clear": N_("清除標記"),
    "marked": N_("本頁標出 {count} 處"),
    "loading": N_("正在搜尋……"),
    "results": N_("找到 {cases} 個案例，共 {places} 處（含標題）"),
    "proved": N_("找到 {cases} 個案例，先列出 {shown} 個"),
    "verified": N_("已核對 {cases} 個相符的案例；另有 {rest} 個可能相符，列出前先核對"),
    "none": N_("沒有找到「{query}」。"),
    "noneChosen": N_("所選範圍內沒有結果，可放寬篩選條件。"),
    "nearest": N_("沒有找到「{query}」。以下不含原文，只是字詞相近的段落："),
    "failed": N_("搜尋資料無法載入，請改用目錄瀏覽。"),
    "more": N_("顯示更多案例"),
    "otherPlaces": N_("其餘 {count} 處"),
    "all": N_("不限"),
    "theme": N_("主題"),
    "field": N_("領域"),
    "region": N_("地區"),
    "year": N_("年份"),
    "source": N_("來源"),
    "sources": N_("等 {count} 個來源"),
    "reset": N_("清除條件"),
    "titleKind": N_("標題"),
    "headingKind": N_("小標題"),
    "termKind": N_("提法"),
    "policyKind": N_("政策文件"),
    "placeKind": N_("地區"),
    "publisherKind": N_("來源"),
    "captionKind": N_("圖片說明"),
    "paragraphKind": N_("正文"),
}
