casebookSearch.put("stamp","1398028b3d61");
