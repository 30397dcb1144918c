casebookDifferences.put("hall",[["measures-1-p1",0,11,"于","於","於","common reading"],["lessons-p1",0,39,"于","於","於","common reading"]]);
