casebookSearch.put("suggestions/zh-Hant-TW",{"title":["一個大廳","地圖","山林到戶","零"],"term":["一窗通辦","三不管"],"policy":["《意見》"],"place":["浙江省","杭州市"]});
