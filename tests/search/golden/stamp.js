casebookSearch.put("stamp","1d9abd90b99e");
