casebookSearch.put("suggestions/zh-Hans-CN",{"title":["一个大厅","地图","山林到户","零"],"term":["一窗通办","三不管"],"policy":["《意见》"],"place":["浙江省","杭州市"]});
